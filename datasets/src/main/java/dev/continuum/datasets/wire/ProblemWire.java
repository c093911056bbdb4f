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
    return new PlacementProblem(
        wire.getName(),
        new Topology(
            ProcessorClasses.model(wire),
            wire.getDeviceClassesList().stream().map(NodeMapping::model).toList(),
            wire.getNodesList().stream().map(NodeMapping::model).toList(),
            wire.getAccessPointsList().stream().map(NetworkMapping::model).toList(),
            wire.getLinksList().stream().map(NetworkMapping::model).toList(),
            wire.getDelaysList().stream().map(NetworkMapping::model).toList(),
            wire.hasDistanceRule()
                ? Optional.of(NetworkMapping.model(wire.getDistanceRule()))
                : Optional.empty()),
        wire.getFunctionsList().stream().map(FunctionMapping::model).toList(),
        wire.getAppsList().stream().map(AppMapping::model).toList(),
        wire.getGroupsList().stream().map(GroupMapping::model).toList(),
        wire.getRulesList().stream().map(PreferenceMapping::model).toList(),
        wire.getExplicitCostsList().stream().map(PreferenceMapping::model).toList(),
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
