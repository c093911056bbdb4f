package dev.continuum.model.queueing;

/**
 * A queue before c like servers, first come first served, seen at one load: the exact M/M/c and
 * four published approximations for other arrival and service laws, which all answer the same
 * questions.
 *
 * <p>A load of at least c Erlang has probability of wait 1 and infinite waits. Mean queue length
 * and mean number in the system follow by Little's law. Unless a model says otherwise, a call that
 * waits does so for an exponential time of mean W/P(W > 0).
 *
 * <p>All models are immutable, deterministic to the bit, and O(sqrt c) per question.
 */
public sealed interface MultiServerQueue
    permits MarkovQueue, AllenCunneen, Cosmetatos, Kimura, Whitt1993 {

  /** Number of servers, >= 1. */
  int servers();

  /** Arrival rate × mean service time. */
  double offeredErlang();

  /** Mean service time, > 0. */
  double serviceSeconds();

  /** P(W > 0). */
  double probabilityOfWait();

  /** The mean wait of all calls, those that do not wait included. */
  double meanWaitSeconds();

  /** Whether the servers keep up, a < c. */
  default boolean isStable() {
    return offeredErlang() < servers();
  }

  /** Arrivals per second, a/S. */
  default double arrivalsPerSecond() {
    return offeredErlang() / serviceSeconds();
  }

  /** The share of time a server is busy, min(1, a/c). */
  default double occupancy() {
    return Math.min(1, offeredErlang() / servers());
  }

  /** The mean number of calls waiting (Lq). */
  default double meanQueueLength() {
    return meanWaitSeconds() * arrivalsPerSecond();
  }

  /** The mean time from arrival to departure (W). */
  default double meanResponseSeconds() {
    return meanWaitSeconds() + serviceSeconds();
  }

  /** The mean number of calls waiting or in service (L). */
  default double meanInSystem() {
    return meanQueueLength() + offeredErlang();
  }

  /** The mean wait of the calls that wait; 0 when none does. */
  default double meanWaitOfWaitingSeconds() {
    double wait = meanWaitSeconds();
    return wait == 0 ? 0 : wait / probabilityOfWait();
  }

  /** P(W > t). */
  default double waitTail(double waitSeconds) {
    Arguments.nonNegative(waitSeconds, "wait in seconds");
    if (!isStable()) {
      return 1;
    }
    double mean = meanWaitOfWaitingSeconds();
    return mean == 0 ? 0 : probabilityOfWait() * StrictMath.exp(-waitSeconds / mean);
  }

  /** P(W <= t), in call centres the service level. */
  default double waitWithin(double waitSeconds) {
    return 1 - waitTail(waitSeconds);
  }

  /** The least t with P(W <= t) >= p; 0 when that share of calls does not wait. */
  default double waitQuantileSeconds(double probability) {
    Arguments.openUnit(probability, "probability");
    if (!isStable()) {
      return Double.POSITIVE_INFINITY;
    }
    double ratio = probabilityOfWait() / (1 - probability);
    return ratio <= 1 ? 0 : StrictMath.log(ratio) * meanWaitOfWaitingSeconds();
  }

  /** Checks what all models share. */
  static void check(int servers, double offeredErlang, double serviceSeconds) {
    Arguments.atLeast(servers, 1, "number of servers");
    Arguments.nonNegative(offeredErlang, "offered load in Erlang");
    Arguments.positive(serviceSeconds, "service time in seconds");
  }
}
