package dev.continuum.model.workload;

import java.time.Duration;

/**
 * How many warm instances a load needs (rule 2). The number is a staircase in the load.
 *
 * <p>On a node that queues, ERLANG asks P(wait &gt; waitBudget) &le; epsilon; on one that starts
 * new instances it asks P(all busy) &le; epsilon. UTILIZATION asks busy instances &le; target ×
 * instances.
 *
 * @param kind which rule
 * @param waitBudget τ_f
 * @param epsilon ε_f, in (0, 1]; 1 is scale to zero
 * @param target highest mean share of busy slots, for UTILIZATION
 * @param floor least instances wherever the artifact is present
 */
public record Sizing(Kind kind, Duration waitBudget, double epsilon, double target, long floor) {

  /** No instances asked for. */
  public static final Sizing NONE = new Sizing(Kind.NONE, Duration.ZERO, 1, 1, 0);

  /** The rules there are. */
  public enum Kind {
    /** Erlang C with a wait budget where calls queue, Erlang B where instances start. */
    ERLANG,
    /** A share of busy slots. */
    UTILIZATION,
    /** None: load asks for no instance. */
    NONE
  }

  /** Erlang sizing without a floor. */
  public static Sizing erlang(Duration waitBudget, double epsilon) {
    return new Sizing(Kind.ERLANG, waitBudget, epsilon, 1, 0);
  }

  /** Sizing by a share of busy slots, without a floor. */
  public static Sizing utilization(double target) {
    return new Sizing(Kind.UTILIZATION, Duration.ZERO, 1, target, 0);
  }

  /** This, with another floor. */
  public Sizing withFloor(long instances) {
    return new Sizing(kind, waitBudget, epsilon, target, instances);
  }

  /**
   * Share of calls that meet no warm instance, as prices and the quantile of rule 6 count it: ε for
   * ERLANG, 0 for UTILIZATION, 1 for NONE.
   */
  public double overflowShare() {
    return switch (kind) {
      case ERLANG -> epsilon;
      case UTILIZATION -> 0;
      case NONE -> 1;
    };
  }
}
