package dev.continuum.model.queueing;

/**
 * Erlang's delay formula for c servers, Poisson calls of offered load a Erlang and exponential
 * service times of mean S: the probability C(c,a) that a call waits, and the law of its wait, P(W >
 * t) = C e^{-(c-a) t/S}.
 *
 * <p>C is computed from the loss formula as 1/C = ρ + (1-ρ)/B, a sum of positive terms. An
 * overloaded or just saturated queue (a >= c) has C = 1 and an infinite mean wait.
 *
 * <p>Sources: A. K. Erlang 1917; R. B. Cooper, Introduction to Queueing Theory, 1981; B from {@link
 * ErlangB}. All methods are pure, deterministic to the bit and safe to share; each evaluation is
 * O(sqrt c).
 */
public final class ErlangC {

  private ErlangC() {}

  /**
   * C(c,a), the probability that a call waits.
   *
   * @throws IllegalArgumentException if servers < 0 or the load is negative or not finite
   */
  public static double probabilityOfWait(int servers, double offeredErlang) {
    Arguments.atLeast(servers, 0, "number of servers");
    Arguments.nonNegative(offeredErlang, "offered load in Erlang");
    if (offeredErlang >= servers) {
      return 1;
    }
    double idle = (servers - offeredErlang) / servers;
    return 1 / (offeredErlang / servers + idle * ErlangB.inverse(servers, offeredErlang));
  }

  /** The mean wait of all calls, C S/(c-a). */
  public static double meanWaitSeconds(int servers, double offeredErlang, double serviceSeconds) {
    Arguments.nonNegative(serviceSeconds, "service time in seconds");
    double wait = probabilityOfWait(servers, offeredErlang);
    return offeredErlang >= servers
        ? Double.POSITIVE_INFINITY
        : wait * serviceSeconds / (servers - offeredErlang);
  }

  /** The mean number of calls waiting, C a/(c-a). */
  public static double meanQueueLength(int servers, double offeredErlang) {
    return meanWaitSeconds(servers, offeredErlang, 1) * offeredErlang;
  }

  /** The share of time a server is busy, min(1, a/c). */
  public static double occupancy(int servers, double offeredErlang) {
    Arguments.atLeast(servers, 1, "number of servers");
    Arguments.nonNegative(offeredErlang, "offered load in Erlang");
    return Math.min(1, offeredErlang / servers);
  }

  /** P(W > t). 1 when a >= c. */
  public static double waitTail(
      int servers, double offeredErlang, double serviceSeconds, double waitSeconds) {
    Arguments.positive(serviceSeconds, "service time in seconds");
    Arguments.nonNegative(waitSeconds, "wait in seconds");
    return tail(servers, offeredErlang, waitSeconds / serviceSeconds);
  }

  /** P(W <= t), in call centres the service level. */
  public static double waitWithin(
      int servers, double offeredErlang, double serviceSeconds, double waitSeconds) {
    return 1 - waitTail(servers, offeredErlang, serviceSeconds, waitSeconds);
  }

  /**
   * The least t with P(W <= t) >= p; 0 when that share of calls does not wait at all; infinite when
   * a >= c.
   */
  public static double waitQuantileSeconds(
      int servers, double offeredErlang, double serviceSeconds, double probability) {
    Arguments.positive(serviceSeconds, "service time in seconds");
    Arguments.openUnit(probability, "probability");
    double wait = probabilityOfWait(servers, offeredErlang);
    if (offeredErlang >= servers) {
      return Double.POSITIVE_INFINITY;
    }
    double excess = StrictMath.log(wait / (1 - probability));
    return Math.max(0, excess * serviceSeconds / (servers - offeredErlang));
  }

  /** The least number of servers with C(c,a) <= target. O(sqrt c log c). */
  public static int servers(double offeredErlang, double targetProbability) {
    return serversForTail(offeredErlang, 1, 0, targetProbability);
  }

  /**
   * The least number of servers, more than a, with P(W > t) <= target. O(sqrt c log c).
   *
   * @throws IllegalArgumentException if the target is not in (0, 1] or a time is negative
   */
  public static int serversForTail(
      double offeredErlang, double serviceSeconds, double waitSeconds, double targetProbability) {
    Arguments.nonNegative(offeredErlang, "offered load in Erlang");
    Arguments.positive(serviceSeconds, "service time in seconds");
    Arguments.nonNegative(waitSeconds, "wait in seconds");
    Arguments.positiveProbability(targetProbability, "target probability");
    double services = waitSeconds / serviceSeconds;
    return LeastServers.from(
        (int) Math.floor(offeredErlang),
        c -> offeredErlang < c && tail(c, offeredErlang, services) <= targetProbability);
  }

  /**
   * The most load in Erlang, below c, that c servers carry with P(W > t) <= target, rounded down so
   * that evaluating {@link #waitTail} at the result keeps the target. About eight evaluations:
   * Newton on ln P(W > t), kept inside a shrinking bracket.
   *
   * @throws IllegalArgumentException if servers < 0, the target is not in (0, 1] or a time is
   *     negative
   */
  public static double offeredLoadForTail(
      int servers, double serviceSeconds, double waitSeconds, double targetProbability) {
    Arguments.atLeast(servers, 0, "number of servers");
    Arguments.positive(serviceSeconds, "service time in seconds");
    Arguments.nonNegative(waitSeconds, "wait in seconds");
    Arguments.positiveProbability(targetProbability, "target probability");
    if (servers == 0) {
      return 0;
    }
    return offeredLoad(servers, waitSeconds / serviceSeconds, targetProbability);
  }

  /** C e^{-(c-a) t} with t in mean service times. */
  static double tail(int servers, double offeredErlang, double waitInServices) {
    double wait = probabilityOfWait(servers, offeredErlang);
    return offeredErlang >= servers
        ? 1
        : wait * StrictMath.exp(-(servers - offeredErlang) * waitInServices);
  }

  private static double offeredLoad(int servers, double waitInServices, double target) {
    double logTarget = StrictMath.log(target);
    double low = 0;
    double high = servers;
    // The square-root rule puts the answer a few sqrt(c) below c.
    double load = Math.max(servers - Math.sqrt(servers), 0.5 * servers);
    for (int step = 0; step < 200; step++) {
      double inverseB = ErlangB.inverse(servers, load);
      double idle = (servers - load) / servers;
      double inverseC = load / servers + idle * inverseB;
      double logTail = -StrictMath.log(inverseC) - (servers - load) * waitInServices;
      if (logTail > logTarget) {
        high = load;
      } else {
        low = load;
      }
      double inverseBSlope = -(inverseB * (servers / load - 1) + 1);
      double inverseCSlope = (1 - inverseB) / servers + idle * inverseBSlope;
      double slope = waitInServices - inverseCSlope / inverseC;
      double next = load - (logTail - logTarget) / slope;
      // Before the bracket is asked: at the answer, rounding may put a step just outside of it.
      if (Math.abs(next - load) <= 1e-12 * load) {
        load = next;
        break;
      }
      load = next > low && next < high ? next : (low + high) / 2;
      if (high - low <= 1e-15 * high) {
        break;
      }
    }
    return stepDown(servers, load, waitInServices, target);
  }

  private static double stepDown(int servers, double load, double waitInServices, double target) {
    double safe = Math.min(load, Math.nextDown((double) servers));
    double from = safe;
    double step = Math.ulp(from);
    while (!(tail(servers, safe, waitInServices) <= target)) {
      safe = Math.max(0, from - step);
      step *= 2;
    }
    return safe;
  }
}
