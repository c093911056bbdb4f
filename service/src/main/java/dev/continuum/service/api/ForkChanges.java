package dev.continuum.service.api;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.planner.ContinuumChanges;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PinnedFunction;
import dev.continuum.service.proto.RecordProto.Patched;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.EffectiveProblem;
import dev.continuum.service.state.Patches;
import dev.continuum.service.state.RefusedException;
import dev.continuum.solver.replan.ContinuumEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What patches change of one state of a continuum, as events. Patches of groups and nodes are
 * applied to the nodes and to the groups they name, not to all: time grows with what they touch.
 * Immutable.
 */
final class ForkChanges {

  private final ContinuumState state;
  private final List<PinnedFunction> pins;
  private final Problem bare;
  private final Optional<PlacementProblem> bareModel;
  private final Map<String, Integer> groups;

  /**
   * A fork, as far as it is needed.
   *
   * @param problem with all groups, or with those that were patched
   * @param events that lead to it; empty where it differs in more than events can tell
   */
  record Fork(PlacementProblem problem, Optional<List<ContinuumEvent>> events) {}

  /** Of a state. Linear in groups. */
  ForkChanges(ContinuumState state) {
    this.state = state;
    pins = state.content().getPinsList();
    Problem all = state.problem();
    bare = all.toBuilder().clearGroups().clearCurrent().build();
    bareModel = all.getExplicitCostsCount() > 0 ? Optional.empty() : model(bare);
    groups = HashMap.newHashMap(all.getGroupsCount());
    for (int i = 0; i < all.getGroupsCount(); i++) {
      groups.put(all.getGroups(i).getId(), i);
    }
  }

  /**
   * The state after patches.
   *
   * @throws RefusedException if a patch names what is not there, or what the schema does not allow
   */
  Fork after(List<Patch> patches) {
    return narrow(patches).orElseGet(() -> wide(patches));
  }

  private Optional<Fork> narrow(List<Patch> patches) {
    if (bareModel.isEmpty() || !patches.stream().allMatch(ForkChanges::ofGroupsOrNodes)) {
      return Optional.empty();
    }
    Problem.Builder named = bare.toBuilder();
    patches.stream()
        .map(ForkChanges::group)
        .distinct()
        .map(groups::get)
        .filter(Objects::nonNull)
        .sorted()
        .forEach(index -> named.addGroups(state.problem().getGroups(index)));
    Problem before = named.build();
    Problem after = Patches.applied(before, patches);
    try {
      PlacementProblem known = ProblemWire.modelAfter(before, bare, bareModel.get());
      PlacementProblem fork =
          EffectiveProblem.pinned(ProblemWire.modelAfter(after, before, known), pins);
      return Optional.of(
          new Fork(fork, ContinuumChanges.between(EffectiveProblem.pinned(known, pins), fork)));
    } catch (InvalidProblemException e) {
      // All of it tells where.
      return Optional.empty();
    }
  }

  private Fork wide(List<Patch> patches) {
    PlacementProblem fork = whole(patches).declaredAsIs();
    return new Fork(fork, ContinuumChanges.between(state.declared(), fork));
  }

  /** Whether there is a group of this name. */
  boolean declares(GroupId id) {
    return groups.containsKey(id.value());
  }

  /** The whole state after patches. Linear in groups. */
  ContinuumState whole(List<Patch> patches) {
    return state.after(
        Record.newBuilder().setPatched(Patched.newBuilder().addAllPatches(patches)).build());
  }

  private static Optional<PlacementProblem> model(Problem wire) {
    try {
      return Optional.of(ProblemWire.model(wire));
    } catch (InvalidProblemException e) {
      return Optional.empty();
    }
  }

  private static boolean ofGroupsOrNodes(Patch patch) {
    return switch (patch.getChangeCase()) {
      case SET_NODE, REMOVE_NODE, NODE_STATUS, SET_GROUP, REMOVE_GROUP, DEMAND -> true;
      default -> false;
    };
  }

  /** The group that a patch names; empty if none. */
  private static String group(Patch patch) {
    return switch (patch.getChangeCase()) {
      case SET_GROUP -> patch.getSetGroup().getId();
      case REMOVE_GROUP -> patch.getRemoveGroup();
      case DEMAND -> patch.getDemand().getGroup();
      default -> "";
    };
  }
}
