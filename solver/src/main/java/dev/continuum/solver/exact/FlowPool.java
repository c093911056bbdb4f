package dev.continuum.solver.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A function on a node in a {@link FlowModel}: what flows put on it, class by class, and the
 * ordered binaries of its instances. Not thread-safe.
 */
final class FlowPool {

  /** Violations are relative to the load of the classes; less is what tolerances leave. */
  private static final double LEAST_VIOLATION = 1e-4;

  final int pair;

  /** Least CPU of a unit of load, nanocores per nano-request/s. */
  double cpuOfLoad = Double.POSITIVE_INFINITY;

  /** Variables for at least so many instances. */
  final List<Integer> steps = new ArrayList<>();

  /** Load that none carries, and that each step carries with those before, nano-requests/s. */
  final List<Long> carried = new ArrayList<>();

  /** Rows that limit its load, and the classes that they are about. */
  final List<Limit> limits = new ArrayList<>();

  private final Map<Integer, Use> uses = new TreeMap<>();

  /**
   * A row of the model.
   *
   * @param row its index
   * @param classes whose load it limits
   */
  record Limit(int row, Set<Integer> classes) {}

  /** What a class puts here: by variable, and at most for one device of its first. */
  private static final class Use {
    final int ofClass;
    final Terms load = new Terms();
    double devices;
    double heaviest;

    Use(int ofClass) {
      this.ofClass = ofClass;
    }

    double most() {
      return devices * heaviest;
    }
  }

  FlowPool(int pair) {
    this.pair = pair;
  }

  /**
   * A flow that comes here.
   *
   * @param devices of the first that stand for all of its class
   * @param share how many of them a device of the flow stands for
   * @param nanos load of a device of the flow, nano-requests/s
   */
  void add(int ofClass, double devices, double share, int variable, long nanos) {
    Use use = uses.computeIfAbsent(ofClass, Use::new);
    use.load.add(variable, nanos);
    use.devices = devices;
    use.heaviest = Math.max(use.heaviest, nanos / share);
  }

  /** Load of all flows. */
  Terms load() {
    return together(List.copyOf(uses.values()));
  }

  /** The most that all classes could put here. */
  double most() {
    return uses.values().stream().mapToDouble(Use::most).sum();
  }

  /**
   * Adds the row that values break most, if they break any: classes put no more here than all that
   * they are, whatever the instances carry: Σ &le; Λ_0 + Σ (min(Λ_k, L) - min(Λ_(k-1), L)) b_k for
   * all loads L of classes together. With few instances open in part, links x &le; K·y say less,
   * because a first instance carries little. Classes are taken in order of the part of them that
   * comes here. Returns whether there was one.
   *
   * @param wider by which all loads are more than they may be
   */
  boolean cut(LinearModel model, double[] values, double wider, int rule) {
    List<Use> order = new ArrayList<>(uses.values());
    order.sort(
        (a, b) -> Double.compare(b.load.at(values) / b.most(), a.load.at(values) / a.most()));
    double worst = LEAST_VIOLATION;
    double all = 0;
    double comes = 0;
    double most = 0;
    int count = 0;
    for (int i = 0; i < order.size(); i++) {
      all += order.get(i).most() * wider;
      comes += order.get(i).load.at(values);
      double violation = (comes - carried(values, all)) / all;
      if (violation > worst) {
        worst = violation;
        most = all;
        count = i + 1;
      }
    }
    if (count == 0) {
      return false;
    }
    Terms row = together(order.subList(0, count));
    long limit = (long) Math.ceil(most);
    for (int k = 0; k < steps.size(); k++) {
      row.add(steps.get(k), Math.min(limit, carried.get(k)) - Math.min(limit, carried.get(k + 1)));
    }
    limit(model, row, Math.min(limit, carried.getFirst()), rule, order.subList(0, count));
    return true;
  }

  /** The load of all is at most what instances carry; their terms are in the row. */
  void limit(LinearModel model, Terms row, int rule) {
    limit(model, row, carried.getFirst(), rule, List.copyOf(uses.values()));
  }

  private void limit(LinearModel model, Terms row, long limit, int rule, List<Use> of) {
    int index = model.rows().size();
    model.atMost(row, limit, rule);
    if (model.rows().size() > index) {
      Set<Integer> classes = new TreeSet<>();
      of.forEach(use -> classes.add(use.ofClass));
      limits.add(new Limit(index, classes));
    }
  }

  private double carried(double[] values, double most) {
    double sum = Math.min(most, carried.getFirst());
    for (int k = 0; k < steps.size(); k++) {
      double more = Math.min(most, carried.get(k + 1)) - Math.min(most, carried.get(k));
      sum += more * values[steps.get(k)];
    }
    return sum;
  }

  private static Terms together(List<Use> uses) {
    Terms all = new Terms();
    for (Use use : uses) {
      int[] variables = use.load.variables();
      long[] nanos = use.load.coefficients();
      for (int i = 0; i < variables.length; i++) {
        all.add(variables[i], nanos[i]);
      }
    }
    return all;
  }
}
