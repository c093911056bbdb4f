package dev.continuum.simulator.warm.policy;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;

/** A rule for how many instances stay warm. Immutable; its name holds its setting. */
public interface WarmPolicy {

  /** What tables call it, with its setting: {@code fixed-10m}. */
  String name();

  /**
   * Begins before the first minute, knowing the functions but none of their calls.
   *
   * @param fitMinutes minutes from the start whose end freezes everything that is fitted
   */
  Session start(List<FunctionProfile> functions, int fitMinutes);

  /** Follows the minutes one by one. Not thread-safe. */
  interface Session {

    /** Instances to keep through the coming minute, by function. */
    int[] keep();

    /** Learns what that minute brought, by function. */
    void observe(Demand[] minute);

    /**
     * What one GB more, through the coming minute, would have saved, in GB-s of cost: 0 where
     * memory did not bind or the policy does not know.
     */
    default double memoryPrice() {
      return 0;
    }
  }
}
