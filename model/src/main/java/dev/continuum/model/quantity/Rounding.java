package dev.continuum.model.quantity;

import java.time.Duration;

/**
 * The one place where declared numbers become the integers that placements are judged in. The
 * oracle, the scores and every encoding call these functions with declared numbers and add what
 * they return, so they agree exactly.
 *
 * <p>Units: load in nano-requests/s, CPU in nanocores, traffic in millibit/s, time in µs, cost in
 * micro-units; a term of a route's cost in nano-units, so that a route's coefficient is rounded to
 * micro-units once, from the sum of its terms. What is used is rounded up, what is offered down,
 * costs to the nearest. A result within a few units in the last place of an integer counts as that
 * integer, so that 0.1 × 3 seconds of work fill a capacity of 0.3 and no more.
 *
 * <p>Stateless. All arithmetic is IEEE double in a fixed order, so results are the same on every
 * JVM. Amounts beyond {@link #LARGEST} saturate there; validation reports such input.
 */
public final class Rounding {

  /** Stands for unlimited offers, and is where saturating results stop. */
  public static final long LARGEST = Long.MAX_VALUE / 4;

  /** Micro-units in a cost unit. */
  public static final long MICRO = 1_000_000;

  /** Nano-requests/s in a request/s. */
  public static final long NANO = 1_000_000_000;

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double ULPS = 16;

  private Rounding() {}

  // ---- use and capacity -------------------------------------------------------------------------

  /** Load Λ of one device's calls to a function: rate × calls per request, nano-requests/s, up. */
  public static long loadNanos(Rate rate, double callsPerRequest) {
    return up(rate.perSecond() * callsPerRequest * NANO);
  }

  /** CPU a device's calls take: load × service time × CPU while busy, nanocores, up. */
  public static long nanocores(
      Rate rate, double callsPerRequest, Duration service, Cpu cpuWhileBusy) {
    return up(
        rate.perSecond() * callsPerRequest * seconds(service) * cpuWhileBusy.millicores() * 1e6);
  }

  /** CPU a plan may use of a capacity: utilisation cap × capacity, nanocores, down. */
  public static long usableNanocores(Cpu capacity, double utilisationCap) {
    return down(capacity.millicores() * utilisationCap * 1e6);
  }

  /** Highest load a rate limit admits, nano-requests/s, down. */
  public static long rateLimitNanos(Rate limit) {
    return down(limit.perSecond() * NANO);
  }

  /** Traffic of one device's transfers: rate × bytes per request, millibit/s, up. */
  public static long millibitsPerSecond(Rate rate, long bytesPerRequest) {
    return up(rate.perSecond() * bytesPerRequest * 8 * 1000);
  }

  /** Traffic a plan may put on a link, millibit/s, down. */
  public static long usableMillibitsPerSecond(Bandwidth capacity, double utilisationCap) {
    return down(capacity.bitsPerSecond() * utilisationCap * 1000);
  }

  // ---- time
  // ---------------------------------------------------------------------------------------

  /** A declared latency in µs, up. */
  public static long micros(Duration duration) {
    return up(duration.toNanos() / 1000.0);
  }

  /** A latency by distance, base + rate × kilometres, µs, up. */
  public static long distanceMicros(double baseMicros, double microsPerKilometre, double km) {
    return up(baseMicros + microsPerKilometre * km);
  }

  /** Time to transfer so many bytes: latency + 8·10^6·bytes/bandwidth, µs, up. */
  public static long transferMicros(long latencyMicros, long bytes, Bandwidth bandwidth) {
    return bandwidth.isUnlimited()
        ? latencyMicros
        : Math.min(LARGEST, latencyMicros + up(8e6 * bytes / bandwidth.bitsPerSecond()));
  }

  // ---- terms of a route's cost, nano-units per hour and device
  // ------------------------------------

  /** Latency cost of all of a route's transfers together. */
  public static long networkTerm(double weightPerRequestMs, Rate rate, long transferMicros) {
    return term(rate.perSecond() * SECONDS_PER_HOUR * weightPerRequestMs * transferMicros / 1000);
  }

  /** Latency cost of one call's service time. */
  public static long serviceTerm(
      double weightPerRequestMs, Rate rate, double callsPerRequest, Duration service) {
    return term(
        rate.perSecond()
            * SECONDS_PER_HOUR
            * weightPerRequestMs
            * callsPerRequest
            * seconds(service)
            * 1000);
  }

  /** Energy cost of one call's busy cores, on a node or a device. */
  public static long busyEnergyTerm(
      double weightPerJoule,
      Rate rate,
      double callsPerRequest,
      Duration service,
      Cpu cpuWhileBusy,
      double wattsPerBusyCore) {
    return term(
        rate.perSecond()
            * SECONDS_PER_HOUR
            * weightPerJoule
            * callsPerRequest
            * seconds(service)
            * cpuWhileBusy.millicores()
            / 1000
            * wattsPerBusyCore);
  }

  /** Energy cost of a steady power: a device's idle power, or its radio's under a route. */
  public static long powerTerm(double weightPerJoule, double watts) {
    return term(SECONDS_PER_HOUR * weightPerJoule * watts);
  }

  /** Power of a device's radio under a route, W: bytes both ways and tails (rule 5). */
  public static double radioWatts(
      Rate rate,
      double bytesUpPerRequest,
      double bytesDownPerRequest,
      int transfersPerRequest,
      double joulesPerByteUp,
      double joulesPerByteDown,
      double tailWatts,
      Duration tail) {
    double bytes =
        rate.perSecond()
            * (bytesUpPerRequest * joulesPerByteUp + bytesDownPerRequest * joulesPerByteDown);
    return bytes + tailWatts * Math.min(1, rate.perSecond() * transfersPerRequest * seconds(tail));
  }

  /** Power of a device's busy cores under one local call, W. */
  public static double busyWatts(
      Rate rate,
      double callsPerRequest,
      Duration service,
      Cpu cpuWhileBusy,
      double wattsPerBusyCore) {
    return rate.perSecond()
        * callsPerRequest
        * seconds(service)
        * cpuWhileBusy.millicores()
        / 1000
        * wattsPerBusyCore;
  }

  /** Money for calls served, by price per request. */
  public static long requestTerm(
      double weightMoney, Rate rate, double callsPerRequest, double pricePerRequest) {
    return term(
        rate.perSecond() * SECONDS_PER_HOUR * weightMoney * callsPerRequest * pricePerRequest);
  }

  /**
   * Money for the GB·s a call runs: the overflow share at the price on demand, the rest at the
   * provisioned price.
   */
  public static long runTerm(
      double weightMoney,
      Rate rate,
      double callsPerRequest,
      Duration service,
      Memory memory,
      double overflowShare,
      double pricePerGibSecondOnDemand,
      double pricePerGibSecondProvisioned) {
    double price =
        overflowShare * pricePerGibSecondOnDemand
            + (1 - overflowShare) * pricePerGibSecondProvisioned;
    return term(
        rate.perSecond()
            * SECONDS_PER_HOUR
            * weightMoney
            * callsPerRequest
            * seconds(service)
            * memory.gibibytes()
            * price);
  }

  /** Money for bytes sent out of a node. */
  public static long sentTerm(
      double weightMoney, Rate rate, long bytesPerRequest, double pricePerGibSent) {
    return term(
        rate.perSecond()
            * SECONDS_PER_HOUR
            * weightMoney
            * (bytesPerRequest / (double) (1L << 30))
            * pricePerGibSent);
  }

  /** Cost of a variant's quality, by price per request. */
  public static long qualityTerm(Rate rate, double pricePerRequest) {
    return term(rate.perSecond() * SECONDS_PER_HOUR * pricePerRequest);
  }

  /** A cost given outright, per hour and device. */
  public static long explicitTerm(double costPerHour) {
    return term(costPerHour);
  }

  /** A route's cost per device from the sum of its terms: nano-units to micro-units, nearest. */
  public static long routeMicros(long sumOfTerms) {
    return Math.floorDiv(sumOfTerms + 500, 1000L);
  }

  // ---- other cost coefficients, micro-units per hour
  // ----------------------------------------------

  /** Money for keeping one warm instance. */
  public static long keptMicros(double weightMoney, Memory memory, double pricePerGibSecondKept) {
    return nearest(
        SECONDS_PER_HOUR * weightMoney * memory.gibibytes() * pricePerGibSecondKept * MICRO);
  }

  /** Money and idle energy of an active node. */
  public static long activeMicros(
      double weightMoney, double activePerHour, double weightPerJoule, double idleWatts) {
    return nearest(
        (weightMoney * activePerHour + SECONDS_PER_HOUR * weightPerJoule * idleWatts) * MICRO);
  }

  /** A one-time price spread over the horizon. */
  public static long oneTimeMicros(double price, Duration horizon) {
    return nearest(price * SECONDS_PER_HOUR / seconds(horizon) * MICRO);
  }

  /** Price of an acquisition that takes so long, spread over the horizon. */
  public static long acquisitionMicros(double pricePerSecond, long micros, Duration horizon) {
    return oneTimeMicros(pricePerSecond * (micros / 1e6), horizon);
  }

  /** Weight of one unserved or late device: ω × λ, micro-units. */
  public static long priorityMicros(double weight, Rate rate) {
    return nearest(weight * rate.perSecond() * MICRO);
  }

  // ---- violations
  // ---------------------------------------------------------------------------------

  /** How far a use is above a limit, ppm of the limit, up; a positive use of nothing is 10^6. */
  public static long excessPpm(double use, double limit) {
    if (use <= limit) {
      return 0;
    }
    return limit <= 0 ? MICRO : Math.max(1, up((use - limit) / limit * MICRO));
  }

  /** A cost of fractional devices as micro-units, nearest. */
  public static long nearest(double value) {
    return clamp(Math.rint(value));
  }

  private static long term(double units) {
    return nearest(units * NANO);
  }

  private static long up(double value) {
    double near = Math.rint(value);
    return clamp(Math.abs(value - near) <= ULPS * Math.ulp(value) ? near : Math.ceil(value));
  }

  private static long down(double value) {
    double near = Math.rint(value);
    return clamp(Math.abs(value - near) <= ULPS * Math.ulp(value) ? near : Math.floor(value));
  }

  private static long clamp(double value) {
    if (value >= LARGEST) {
      return LARGEST;
    }
    return value <= -LARGEST ? -LARGEST : (long) value;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
