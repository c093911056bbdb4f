package dev.continuum.model;

import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.topology.Topology;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.util.List;
import java.util.Optional;

/**
 * What is asked: a continuum, what is to run on it, and what counts. Immutable and thread-safe, and
 * as users declared it: it may be invalid, which {@code ProblemValidator} tells in full.
 *
 * @param name what people call it
 * @param topology where things can run and how they are joined
 * @param functions the microservices
 * @param apps the applications
 * @param groups the clients
 * @param rules rules on several functions or zones
 * @param explicitCosts costs given outright
 * @param weights what each objective term costs
 * @param reconfiguration what changing the current placement may cost
 * @param current the placement that runs now, if any; changes count against the empty placement
 *     otherwise only where the reconfiguration has a budget or prices and a current placement
 * @param instanceUnit the unit of an imported instance, if it was imported
 */
public record PlacementProblem(
    String name,
    Topology topology,
    List<Function> functions,
    List<Application> apps,
    List<ClientGroup> groups,
    List<Rule> rules,
    List<ExplicitCost> explicitCosts,
    ObjectiveWeights weights,
    Reconfiguration reconfiguration,
    Optional<Placement> current,
    Optional<InstanceUnit> instanceUnit) {

  /** Copies the lists. */
  public PlacementProblem {
    functions = List.copyOf(functions);
    apps = List.copyOf(apps);
    groups = List.copyOf(groups);
    rules = List.copyOf(rules);
    explicitCosts = List.copyOf(explicitCosts);
  }

  /** A builder of an empty problem. */
  public static ProblemBuilder builder(String name) {
    return new ProblemBuilder(name);
  }

  /** A builder that starts from this problem. */
  public ProblemBuilder toBuilder() {
    return new ProblemBuilder(this);
  }

  /** This problem, replanned from the given running placement. */
  public PlacementProblem withCurrent(Placement running) {
    return toBuilder().current(running).build();
  }
}
