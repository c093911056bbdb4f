package dev.continuum.solver.assignment;

/**
 * What no better placement can use: arcs and nodes whose reduced cost takes the dual to the
 * incumbent's cost or above. Each conclusion follows from one evaluation of the dual. Where jobs
 * can be split a part of one may use an arc at a part of its reduced cost, so that none is removed.
 */
final class Fixing {

  private Fixing() {}

  /**
   * Removes arcs and settles nodes after an evaluation of the dual at these prices.
   *
   * @param better a cost above the base that a better placement may have at most
   * @return how many arcs are left
   */
  static int apply(Dual dual, double[] prices, double better, boolean[] removed) {
    Instance instance = dual.instance;
    double value = dual.relaxed;
    double limit = better + 1e-9 * Math.abs(better) + 1e-3;
    for (int i = 0; i < instance.nodes; i++) {
      if (dual.state[i] == Dual.FREE && instance.opening[i] > 0) {
        if (dual.net[i] > 0 && value + dual.net[i] > limit) {
          dual.state[i] = Dual.CLOSED;
        } else if (dual.net[i] < 0 && value - dual.net[i] > limit) {
          dual.state[i] = Dual.OPEN;
        }
      }
    }
    if (instance.divisible) {
      return instance.arcs();
    }
    int left = 0;
    for (int a = 0; a < instance.arcs(); a++) {
      if (!removed[a]) {
        removed[a] = dual.valueWith(a, value, prices) > limit;
        left += removed[a] ? 0 : 1;
      }
    }
    return left;
  }

  /**
   * Opens every node without which all others could not hold the demand.
   *
   * @return whether all nodes that are not closed can
   */
  static boolean cover(Dual dual) {
    double[] weight = dual.instance.coverWeight;
    double spare = -dual.instance.coverDemand;
    for (int i = 0; i < weight.length; i++) {
      spare += dual.state[i] == Dual.CLOSED ? 0 : weight[i];
    }
    for (int i = 0; i < weight.length; i++) {
      if (dual.state[i] == Dual.FREE && weight[i] > spare) {
        dual.state[i] = Dual.OPEN;
      }
    }
    return spare >= 0;
  }
}
