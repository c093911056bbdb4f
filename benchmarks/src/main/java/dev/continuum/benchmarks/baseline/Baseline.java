package dev.continuum.benchmarks.baseline;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import java.time.Duration;
import java.util.OptionalLong;

/** A planner that others published, or a rule so simple that every table should hold it. */
public interface Baseline {

  /** What users call it, in lower case. */
  String name();

  /** Plans a valid problem. */
  Answer plan(PlacementProblem problem, Budget budget);

  /**
   * What a plan may take. Rules that need no search ignore it.
   *
   * @param time wall time
   * @param seed of every random choice
   * @param threads most threads
   */
  record Budget(Duration time, long seed, int threads) {}

  /** What a baseline answers. */
  sealed interface Answer {

    /**
     * A placement, which may break rules that the system does not know of.
     *
     * @param placement what to run where
     * @param boundMicros what the system itself proves of the cost, micro-units; empty if nothing
     * @param note its own objective and the like, for a person; may be empty
     */
    record Placed(Placement placement, OptionalLong boundMicros, String note) implements Answer {}

    /**
     * The system's model has no word for something in the problem.
     *
     * @param why what it is
     */
    record NotApplicable(String why) implements Answer {}

    /**
     * Nothing was found.
     *
     * @param why the system's own status
     */
    record Nothing(String why) implements Answer {}
  }
}
