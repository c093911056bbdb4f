package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.ProblemProto;
import dev.continuum.datasets.schema.FieldPath;
import dev.continuum.datasets.schema.MessageCheck;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Topology;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Problems as messages of the schema. Stateless; linear in the problem. */
public final class ProblemWire {

  private ProblemWire() {}

  /**
   * The problem a message holds. It may still be unsound: that is the validator's to say.
   *
   * @throws InvalidProblemException with everything the schema holds against the message
   */
  public static PlacementProblem model(ProblemProto.Problem wire) {
    List<Issue> issues = new ArrayList<>(MessageCheck.issues(wire));
    PlacementProblem problem =
        issues.isEmpty() ? unchecked(wire) : PlacementProblem.builder("").build();
    if (issues.isEmpty() && wire.hasCurrent()) {
      issues.addAll(
          PlacementCheck.issues(
              wire.getCurrent(), problem.groups(), FieldPath.ROOT.field("current")));
    }
    if (!issues.isEmpty()) {
      throw new InvalidProblemException(issues);
    }
    return problem;
  }

  /**
   * The problem a message holds that was made from another by changing parts of it: parts that are
   * the same object in both are neither checked nor converted again, and lists of which nothing
   * changed are the same in both problems.
   *
   * @param before a message that was converted
   * @param known what it was converted to
   * @throws InvalidProblemException as {@link #model} does
   */
  public static PlacementProblem modelAfter(
      ProblemProto.Problem wire, ProblemProto.Problem before, PlacementProblem known) {
    if (wire.hasCurrent()
        || before.hasCurrent()
        || !MessageCheck.issues(SharedParts.changed(wire, before)).isEmpty()) {
      return model(wire);
    }
    return converted(wire, new SharedParts(before, known));
  }

  /** The message of a problem; what equals its default is absent. */
  public static ProblemProto.Problem wire(PlacementProblem model) {
    Topology topology = model.topology();
    ProblemProto.Problem.Builder wire = ProblemProto.Problem.newBuilder().setName(model.name());
    wire.addAllNodeClasses(ProcessorClasses.wire(topology));
    topology
        .deviceClasses()
        .forEach(each -> wire.addDeviceClasses(NodeMapping.wire(each, topology)));
    topology.nodes().forEach(each -> wire.addNodes(NodeMapping.wire(each, topology)));
    topology.accessPoints().forEach(each -> wire.addAccessPoints(NetworkMapping.wire(each)));
    topology.links().forEach(each -> wire.addLinks(NetworkMapping.wire(each)));
    topology.delays().forEach(each -> wire.addDelays(NetworkMapping.wire(each)));
    topology
        .distanceRule()
        .ifPresent((DistanceRule rule) -> wire.setDistanceRule(NetworkMapping.wire(rule)));
    model.functions().forEach(each -> wire.addFunctions(FunctionMapping.wire(each)));
    model.apps().forEach(each -> wire.addApps(AppMapping.wire(each)));
    model.groups().forEach(each -> wire.addGroups(GroupMapping.wire(each)));
    model.rules().forEach(each -> wire.addRules(PreferenceMapping.wire(each)));
    model.explicitCosts().forEach(each -> wire.addExplicitCosts(PreferenceMapping.wire(each)));
    if (!model.weights().equals(ObjectiveWeights.DEFAULT)) {
      wire.setWeights(PreferenceMapping.wire(model.weights()));
    }
    if (!model.reconfiguration().equals(Reconfiguration.FREE)) {
      wire.setReconfiguration(PreferenceMapping.wire(model.reconfiguration()));
    }
    model.current().ifPresent((Placement running) -> wire.setCurrent(PlacementWire.wire(running)));
    model
        .instanceUnit()
        .ifPresent((InstanceUnit unit) -> wire.setInstanceUnit(PreferenceMapping.wire(unit)));
    return wire.build();
  }

  private static PlacementProblem unchecked(ProblemProto.Problem wire) {
    return converted(
        wire,
        new SharedParts(
            ProblemProto.Problem.getDefaultInstance(), PlacementProblem.builder("").build()));
  }

  private static PlacementProblem converted(ProblemProto.Problem wire, SharedParts shared) {
    return new PlacementProblem(
        wire.getName(),
        new Topology(
            ProcessorClasses.model(wire),
            shared.deviceClasses(wire),
            shared.nodes(wire),
            shared.accessPoints(wire),
            shared.links(wire),
            shared.delays(wire),
            wire.hasDistanceRule()
                ? Optional.of(NetworkMapping.model(wire.getDistanceRule()))
                : Optional.empty()),
        shared.functions(wire),
        shared.apps(wire),
        shared.groups(wire),
        shared.rules(wire),
        shared.explicitCosts(wire),
        PreferenceMapping.model(wire.getWeights()),
        PreferenceMapping.model(wire.getReconfiguration()),
        wire.hasCurrent()
            ? Optional.of(PlacementWire.checked(wire.getCurrent()))
            : Optional.empty(),
        wire.hasInstanceUnit()
            ? Optional.of(PreferenceMapping.model(wire.getInstanceUnit()))
            : Optional.empty());
  }
}
