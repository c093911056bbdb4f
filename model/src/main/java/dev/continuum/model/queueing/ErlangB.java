package dev.continuum.model.queueing;

/**
 * Erlang's loss formula: the probability B(c,a) that a call which finds c servers busy is lost (or
 * starts a new instance), when calls arrive as a Poisson stream of offered load a Erlang. It holds
 * for every service law of that mean.
 *
 * <p>The inverse is summed from its largest index down, 1/B = 1 + c/a + c(c-1)/a^2 + ..., where all
 * terms are positive and only O(sqrt c) of them matter, so that 100,000 servers cost microseconds.
 *
 * <p>Sources: A. K. Erlang 1917; D. L. Jagerman, Some properties of the Erlang loss function, Bell
 * System Technical Journal 53(3), 1974, DOI 10.1002/j.1538-7305.1974.tb02756.x (inverse, derivative
 * and continuous extension). All methods are pure, deterministic to the bit and safe to share.
 */
public final class ErlangB {

  /** A term below this part of the sum can no longer change it. */
  private static final double NEGLIGIBLE = 0x1p-56;

  private ErlangB() {}

  /**
   * B(c,a). 1 for no servers, 0 for no load to at least one server. O(sqrt c).
   *
   * @throws IllegalArgumentException if servers < 0 or the load is negative or not finite
   */
  public static double probability(int servers, double offeredErlang) {
    Arguments.atLeast(servers, 0, "number of servers");
    Arguments.nonNegative(offeredErlang, "offered load in Erlang");
    return 1 / inverse(servers, offeredErlang);
  }

  /**
   * B(x,a) for a real number x >= 0 of servers, the analytic extension 1/B = a ∫ e^{-at} (1+t)^x
   * dt. Equal to {@link #probability} at integers up to rounding.
   *
   * @throws IllegalArgumentException if an argument is negative or not finite
   */
  public static double continuousProbability(double servers, double offeredErlang) {
    Arguments.nonNegative(servers, "number of servers");
    Arguments.nonNegative(offeredErlang, "offered load in Erlang");
    if (offeredErlang == 0) {
      return servers == 0 ? 1 : 0;
    }
    double sum = 1;
    double term = 1;
    double left = servers;
    while (left >= 1) {
      term *= left / offeredErlang;
      sum += term;
      left -= 1;
      if (isNegligible(term, left, offeredErlang, sum)) {
        return 1 / sum;
      }
    }
    return 1 / (sum + term * (RegularizedGamma.scaledUpper(left + 1, offeredErlang) - 1));
  }

  /** The share of time a server is busy, a(1-B)/c. */
  public static double occupancy(int servers, double offeredErlang) {
    Arguments.atLeast(servers, 1, "number of servers");
    return offeredErlang * (1 - probability(servers, offeredErlang)) / servers;
  }

  /**
   * The least number of servers with B(c,a) <= target. O(sqrt c log c).
   *
   * @throws IllegalArgumentException if the target is not in (0, 1]
   */
  public static int servers(double offeredErlang, double targetProbability) {
    Arguments.nonNegative(offeredErlang, "offered load in Erlang");
    Arguments.positiveProbability(targetProbability, "target probability");
    return LeastServers.from(
        fewestServers(offeredErlang, targetProbability),
        c -> probability(c, offeredErlang) <= targetProbability);
  }

  /** Carried load a(1-B) never exceeds c, so fewer servers than this cannot do. */
  static int fewestServers(double offeredErlang, double targetProbability) {
    double fluid = offeredErlang * (1 - targetProbability);
    // One below: the product may have been rounded up across an integer.
    return (int) Math.max(0, Math.ceil(fluid) - 1);
  }

  /**
   * The most load in Erlang that c servers carry with B(c,a) <= target, rounded down so that
   * evaluating {@link #probability} at the result keeps the target. Infinite for target 1. About
   * six evaluations, each O(sqrt c): Newton on ln B against ln a, whose slope c - a(1-B) only
   * falls, so that every step but the first comes from below.
   *
   * @throws IllegalArgumentException if servers < 0 or the target is not in (0, 1]
   */
  public static double offeredLoad(int servers, double targetProbability) {
    Arguments.atLeast(servers, 0, "number of servers");
    Arguments.positiveProbability(targetProbability, "target probability");
    if (targetProbability == 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (servers == 0) {
      return 0;
    }
    double logInverseTarget = -StrictMath.log(targetProbability);
    double load = servers / (1 - targetProbability);
    double above = load;
    for (int step = 0; step < 200; step++) {
      double inverse = inverse(servers, load);
      double next;
      if (Double.isInfinite(inverse)) {
        next = (load + above) / 2;
      } else {
        if (inverse * targetProbability < 1) {
          above = load;
        }
        double slope = servers - load * (1 - 1 / inverse);
        next = load * StrictMath.exp((StrictMath.log(inverse) - logInverseTarget) / slope);
      }
      double change = Math.abs(next - load);
      load = next;
      if (change <= 1e-13 * load) {
        break;
      }
    }
    return stepDown(servers, load, targetProbability);
  }

  /**
   * About the most load in Erlang that a real number x >= 0 of servers carries with B(x,a) <=
   * target: by bisection, from below, to 13 digits. Infinite for target 1.
   *
   * @throws IllegalArgumentException if servers < 0 or the target is not in (0, 1]
   */
  static double continuousOfferedLoad(double servers, double targetProbability) {
    Arguments.nonNegative(servers, "number of servers");
    Arguments.positiveProbability(targetProbability, "target probability");
    if (targetProbability == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double low = 0;
    // Carried load a(1-B) never exceeds x.
    double high = servers / (1 - targetProbability);
    while (high - low > 1e-13 * high) {
      double middle = (low + high) / 2;
      if (continuousProbability(servers, middle) <= targetProbability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double stepDown(int servers, double load, double targetProbability) {
    double safe = load;
    double step = Math.ulp(load);
    while (!(1 / inverse(servers, safe) <= targetProbability)) {
      safe = load - step;
      step *= 2;
    }
    return safe;
  }

  /** 1/B(c,a), infinite where B is below the smallest double. */
  static double inverse(int servers, double offeredErlang) {
    if (offeredErlang == 0) {
      return servers == 0 ? 1 : Double.POSITIVE_INFINITY;
    }
    double sum = 1;
    double term = 1;
    for (int k = servers; k >= 1; k--) {
      term *= k / offeredErlang;
      sum += term;
      if (isNegligible(term, k - 1, offeredErlang, sum)) {
        break;
      }
    }
    return sum;
  }

  /** Whether all terms after this one, a falling geometric series at most, vanish in the sum. */
  private static boolean isNegligible(double term, double next, double offeredErlang, double sum) {
    return (next < offeredErlang && term * next <= (offeredErlang - next) * sum * NEGLIGIBLE)
        || sum == Double.POSITIVE_INFINITY;
  }
}
