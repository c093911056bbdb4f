package dev.continuum.datasets.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.util.ArrayList;
import java.util.List;

/**
 * What a message shares with one that was converted before: messages are immutable, so a part that
 * is the same object means the same. Pointers are compared, nothing else; linear in the lists.
 *
 * @param before the other message
 * @param known what it was converted to, list by list
 */
record SharedParts(Problem before, PlacementProblem known) {

  /** The message without the elements of its lists that the other has too. */
  static Problem changed(Problem wire, Problem before) {
    Problem.Builder changed = wire.toBuilder();
    for (FieldDescriptor field : Problem.getDescriptor().getFields()) {
      if (field.isRepeated() && !field.isMapField() && wire.getRepeatedFieldCount(field) > 0) {
        List<?> now = (List<?>) wire.getField(field);
        Follower<Object> follower = new Follower<>(List.copyOf((List<?>) before.getField(field)));
        changed.clearField(field);
        for (Object each : now) {
          if (follower.find(each) < 0) {
            changed.addRepeatedField(field, each);
          }
        }
      }
    }
    return changed.build();
  }

  List<DeviceClass> deviceClasses(Problem wire) {
    return list(
        wire.getDeviceClassesList(),
        before.getDeviceClassesList(),
        known.topology().deviceClasses(),
        NodeMapping::model);
  }

  List<Node> nodes(Problem wire) {
    return list(
        wire.getNodesList(), before.getNodesList(), known.topology().nodes(), NodeMapping::model);
  }

  List<AccessPoint> accessPoints(Problem wire) {
    return list(
        wire.getAccessPointsList(),
        before.getAccessPointsList(),
        known.topology().accessPoints(),
        NetworkMapping::model);
  }

  List<Link> links(Problem wire) {
    return list(
        wire.getLinksList(),
        before.getLinksList(),
        known.topology().links(),
        NetworkMapping::model);
  }

  List<PairDelay> delays(Problem wire) {
    return list(
        wire.getDelaysList(),
        before.getDelaysList(),
        known.topology().delays(),
        NetworkMapping::model);
  }

  List<Function> functions(Problem wire) {
    return list(
        wire.getFunctionsList(),
        before.getFunctionsList(),
        known.functions(),
        FunctionMapping::model);
  }

  List<Application> apps(Problem wire) {
    return list(wire.getAppsList(), before.getAppsList(), known.apps(), AppMapping::model);
  }

  List<ClientGroup> groups(Problem wire) {
    return list(wire.getGroupsList(), before.getGroupsList(), known.groups(), GroupMapping::model);
  }

  List<Rule> rules(Problem wire) {
    return list(
        wire.getRulesList(), before.getRulesList(), known.rules(), PreferenceMapping::model);
  }

  List<ExplicitCost> explicitCosts(Problem wire) {
    return list(
        wire.getExplicitCostsList(),
        before.getExplicitCostsList(),
        known.explicitCosts(),
        PreferenceMapping::model);
  }

  private static <W, M> List<M> list(
      List<W> now, List<W> before, List<M> known, java.util.function.Function<W, M> convert) {
    Follower<W> follower = new Follower<>(before);
    List<M> models = new ArrayList<>(now.size());
    boolean same = now.size() == before.size();
    for (W each : now) {
      int index = follower.find(each);
      same &= index >= 0;
      models.add(index >= 0 ? known.get(index) : convert.apply(each));
    }
    return same ? known : List.copyOf(models);
  }

  /** Walks along a list beside another that has some elements more, fewer or other ones. */
  private static final class Follower<W> {

    private final List<W> before;
    private int next;

    Follower(List<W> before) {
      this.before = before;
    }

    /** The index of this very element at, or just behind, where the last one was; or -1. */
    @SuppressWarnings("ReferenceEquality") // That is what it is for.
    int find(W element) {
      for (int i = next; i < Math.min(before.size(), next + 2); i++) {
        if (before.get(i) == element) {
          next = i + 1;
          return i;
        }
      }
      next++;
      return -1;
    }
  }
}
