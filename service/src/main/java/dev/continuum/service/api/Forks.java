package dev.continuum.service.api;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.planner.ContinuumChanges;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.PlacementServiceProto.PlanRepair;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import dev.continuum.solver.replan.ContinuumEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Repairs forks of continua. The compiled form of a continuum is made when it is first asked about
 * and kept while neither what is declared nor the latest plan changes: a fork then takes time in
 * proportion to what its patches touch. A few continua are kept, the one that was asked about
 * longest ago goes first. Thread-safe; forks of one continuum wait for each other.
 */
final class Forks {

  private static final int MOST_KEPT = 4;

  private final Map<String, ForkBase> bases = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * The repaired plan of a fork; empty where there is no plan to repair, or where the fork differs
   * in more than events can tell.
   *
   * @throws RefusedException if the fork is invalid
   */
  Optional<PlanRepair> repaired(String stream, ContinuumState state, ContinuumState fork) {
    Optional<Plan> latest = state.latestPlan();
    PlacementProblem now = fork.declaredAsIs();
    Optional<List<ContinuumEvent>> events = ContinuumChanges.between(state.declared(), now);
    if (latest.isEmpty() || events.isEmpty()) {
      return Optional.empty();
    }
    ForkBase base = base(stream, state.declared(), latest.get());
    if (!base.provesValid(now, events.get()) && !ProblemValidator.validate(now).isEmpty()) {
      // Told with paths, as any invalid problem is.
      var unused = fork.declared();
    }
    return base.tried(events.get());
  }

  private ForkBase base(String stream, PlacementProblem declared, Plan plan) {
    synchronized (bases) {
      ForkBase known = bases.get(stream);
      if (known == null || !known.isOf(declared, plan)) {
        known = new ForkBase(declared, plan);
        bases.put(stream, known);
        if (bases.size() > MOST_KEPT) {
          var eldest = bases.keySet().iterator();
          eldest.next();
          eldest.remove();
        }
      }
      return known;
    }
  }
}
