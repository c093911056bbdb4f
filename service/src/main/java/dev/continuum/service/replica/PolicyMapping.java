package dev.continuum.service.replica;

import dev.continuum.planner.PlannerPolicy;
import dev.continuum.service.proto.ContinuumProto;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.Strategy;
import java.time.Duration;

/** Policies as the wire has them, and what they mean where they say nothing. */
public final class PolicyMapping {

  private static final double SIGNIFICANCE = 0.1;
  private static final long STALE_MS = 120_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private PolicyMapping() {}

  /** When and how hard to plan. */
  public static PlannerPolicy policy(ContinuumProto.PlannerPolicy wire) {
    PlannerPolicy standard = PlannerPolicy.DEFAULT;
    SolveOptions solve =
        standard
            .solve()
            .withStrategy(strategy(wire.getStrategy()))
            .withTimeLimit(
                wire.hasTimeLimitMs()
                    ? limited(wire.getTimeLimitMs())
                    : standard.solve().timeLimit());
    solve = new SolveOptions(solve.strategy(), solve.timeLimit(), solve.gap(), solve.steps(), 1, 1);
    if (wire.hasSteps()) {
      solve = solve.withSteps(Math.max(0, wire.getSteps()));
    }
    return new PlannerPolicy(
        wire.hasDebounceMs() ? limited(wire.getDebounceMs()) : standard.debounce(),
        solve,
        wire.hasLeastSaving() ? Math.max(0, wire.getLeastSaving()) : standard.leastSaving());
  }

  /** Share by which demand must differ from what was planned for. */
  public static double significance(ContinuumProto.PlannerPolicy wire) {
    return wire.hasSignificance() ? Math.max(0, wire.getSignificance()) : SIGNIFICANCE;
  }

  /** Age at which telemetry is stale, ms. */
  public static long staleAfterMillis(ContinuumProto.PlannerPolicy wire) {
    return wire.hasStaleAfterMs() ? wire.getStaleAfterMs() : STALE_MS;
  }

  /** How to search. */
  public static Strategy strategy(dev.continuum.service.proto.EvaluationProto.SolveStrategy wire) {
    return switch (wire) {
      case SOLVE_STRATEGY_EXACT -> Strategy.EXACT;
      case SOLVE_STRATEGY_GREEDY -> Strategy.GREEDY;
      case SOLVE_STRATEGY_TIMEFOLD -> Strategy.TIMEFOLD;
      case SOLVE_STRATEGY_AUTO, SOLVE_STRATEGY_UNSPECIFIED, UNRECOGNIZED -> Strategy.AUTO;
    };
  }

  private static Duration limited(long millis) {
    return Duration.ofMillis(Math.clamp(millis, 0, LONGEST.toMillis()));
  }
}
