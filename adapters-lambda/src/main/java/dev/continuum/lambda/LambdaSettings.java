package dev.continuum.lambda;

import java.time.Duration;

/**
 * How the adapter behaves in a region.
 *
 * @param role ARN of the execution role of our functions
 * @param alias the alias that clients call, and the router
 * @param keepVersions versions kept besides the serving one, newest first
 * @param overlap what to do where the quota does not hold old and new instances at once
 * @param scaling what to do about a scalable target of Application Auto Scaling on ours
 * @param waits how long to wait for states
 */
public record LambdaSettings(
    String role, String alias, int keepVersions, Overlap overlap, Scaling scaling, Waits waits) {

  /** Where the quota does not hold old and new instances at once. */
  public enum Overlap {
    /** Refuse the plan. */
    REFUSE,
    /** Step the old version down first, as far as needed, and then the new one up. */
    STEP
  }

  /** Where Application Auto Scaling owns the count too. */
  public enum Scaling {
    /** Refuse the plan. */
    REFUSE,
    /** Set the target's bounds instead of the count: at least what the plan keeps warm. */
    BOUNDS
  }

  /**
   * How long to wait for states, at most.
   *
   * @param state until a function is active and its update has ended
   * @param provisioned until provisioned concurrency is ready
   * @param shift until an alias shows no routing weights any more
   * @param poll between two looks, at first; doubles up to twenty times that
   */
  public record Waits(Duration state, Duration provisioned, Duration shift, Duration poll) {
    /** 3 min, 15 min, 10 min, 100 ms. */
    public static final Waits STOCK =
        new Waits(
            Duration.ofMinutes(3),
            Duration.ofMinutes(15),
            Duration.ofMinutes(10),
            Duration.ofMillis(100));
  }

  /** Alias {@code live}, three versions kept, refusals, stock waits. */
  public static LambdaSettings of(String role) {
    return new LambdaSettings(role, "live", 3, Overlap.REFUSE, Scaling.REFUSE, Waits.STOCK);
  }

  /** This, where the quota is short. */
  public LambdaSettings withOverlap(Overlap other) {
    return new LambdaSettings(role, alias, keepVersions, other, scaling, waits);
  }

  /** This, where Application Auto Scaling is at work. */
  public LambdaSettings withScaling(Scaling other) {
    return new LambdaSettings(role, alias, keepVersions, overlap, other, waits);
  }

  /** This, keeping so many versions. */
  public LambdaSettings withKeepVersions(int other) {
    return new LambdaSettings(role, alias, other, overlap, scaling, waits);
  }

  /** This, waiting otherwise. */
  public LambdaSettings withWaits(Waits other) {
    return new LambdaSettings(role, alias, keepVersions, overlap, scaling, other);
  }
}
