package dev.continuum.service.state;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.proto.TopologyProto.AccessPoint;
import dev.continuum.datasets.proto.TopologyProto.Link;
import dev.continuum.datasets.proto.TopologyProto.Node;
import dev.continuum.datasets.proto.TopologyProto.PairDelay;
import dev.continuum.datasets.proto.WorkloadProto.Application;
import dev.continuum.datasets.proto.WorkloadProto.ClientGroup;
import dev.continuum.datasets.proto.WorkloadProto.Function;
import dev.continuum.model.validation.Issue;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.NodeStatusPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PointPair;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** Changes what is declared, patch by patch. Each is linear in the list it touches. */
public final class Patches {

  private final Problem.Builder problem;
  private String path = "";

  private Patches(Problem.Builder problem) {
    this.problem = problem;
  }

  /**
   * The problem after all patches, in order. It may be invalid.
   *
   * @throws RefusedException if a patch names something that is not there
   */
  public static Problem applied(Problem before, List<Patch> patches) {
    Patches changes = new Patches(before.toBuilder());
    for (int i = 0; i < patches.size(); i++) {
      changes.path = "patches[" + i + "]";
      changes.apply(patches.get(i));
    }
    return changes.problem.build();
  }

  private void apply(Patch patch) {
    switch (patch.getChangeCase()) {
      case SET_NODE -> {
        Node node = patch.getSetNode();
        set(
            problem.getNodesList(),
            named(Node::getId, node.getId()),
            problem::setNodes,
            problem::addNodes,
            node);
      }
      case REMOVE_NODE ->
          remove(
              problem.getNodesList(),
              named(Node::getId, patch.getRemoveNode()),
              problem::removeNodes,
              patch.getRemoveNode());
      case NODE_STATUS -> status(patch.getNodeStatus());
      case SET_LINK -> {
        Link link = patch.getSetLink();
        set(
            problem.getLinksList(),
            joins(link.getA(), link.getB()),
            problem::setLinks,
            problem::addLinks,
            link);
      }
      case REMOVE_LINK -> {
        PointPair pair = patch.getRemoveLink();
        remove(
            problem.getLinksList(),
            joins(pair.getA(), pair.getB()),
            problem::removeLinks,
            pair.getA() + " - " + pair.getB());
      }
      case SET_DELAY -> {
        PairDelay delay = patch.getSetDelay();
        set(
            problem.getDelaysList(),
            leads(delay.getFrom(), delay.getTo()),
            problem::setDelays,
            problem::addDelays,
            delay);
      }
      case REMOVE_DELAY -> {
        PointPair pair = patch.getRemoveDelay();
        remove(
            problem.getDelaysList(),
            leads(pair.getA(), pair.getB()),
            problem::removeDelays,
            pair.getA() + " -> " + pair.getB());
      }
      case SET_FUNCTION -> {
        Function function = patch.getSetFunction();
        set(
            problem.getFunctionsList(),
            named(Function::getId, function.getId()),
            problem::setFunctions,
            problem::addFunctions,
            function);
      }
      case REMOVE_FUNCTION ->
          remove(
              problem.getFunctionsList(),
              named(Function::getId, patch.getRemoveFunction()),
              problem::removeFunctions,
              patch.getRemoveFunction());
      case SET_APP -> {
        Application app = patch.getSetApp();
        set(
            problem.getAppsList(),
            named(Application::getId, app.getId()),
            problem::setApps,
            problem::addApps,
            app);
      }
      case REMOVE_APP ->
          remove(
              problem.getAppsList(),
              named(Application::getId, patch.getRemoveApp()),
              problem::removeApps,
              patch.getRemoveApp());
      case SET_GROUP -> {
        ClientGroup group = patch.getSetGroup();
        set(
            problem.getGroupsList(),
            named(ClientGroup::getId, group.getId()),
            problem::setGroups,
            problem::addGroups,
            group);
      }
      case REMOVE_GROUP ->
          remove(
              problem.getGroupsList(),
              named(ClientGroup::getId, patch.getRemoveGroup()),
              problem::removeGroups,
              patch.getRemoveGroup());
      case DEMAND -> demand(patch.getDemand());
      case WEIGHTS -> problem.setWeights(patch.getWeights());
      case RECONFIGURATION -> problem.setReconfiguration(patch.getReconfiguration());
      case SET_ACCESS_POINT -> {
        AccessPoint point = patch.getSetAccessPoint();
        set(
            problem.getAccessPointsList(),
            named(AccessPoint::getId, point.getId()),
            problem::setAccessPoints,
            problem::addAccessPoints,
            point);
      }
      case REMOVE_ACCESS_POINT ->
          remove(
              problem.getAccessPointsList(),
              named(AccessPoint::getId, patch.getRemoveAccessPoint()),
              problem::removeAccessPoints,
              patch.getRemoveAccessPoint());
      case POLICY -> {
        // Not a part of the problem: the state replaces its policy.
      }
      case CHANGE_NOT_SET ->
          throw refused("patch.empty", "The patch must hold a change.", "Maybe set one.");
    }
  }

  private void status(NodeStatusPatch patch) {
    int index =
        require(problem.getNodesList(), named(Node::getId, patch.getNode()), patch.getNode());
    problem.setNodes(index, problem.getNodes(index).toBuilder().setStatus(patch.getStatus()));
  }

  private void demand(DemandPatch patch) {
    int index =
        require(
            problem.getGroupsList(), named(ClientGroup::getId, patch.getGroup()), patch.getGroup());
    ClientGroup.Builder group = problem.getGroups(index).toBuilder();
    if (patch.hasDevices()) {
      group.setDevices(patch.getDevices());
    }
    if (patch.hasRatePerS()) {
      group.setRatePerS(patch.getRatePerS());
    }
    problem.setGroups(index, group);
  }

  private static <T> Predicate<T> named(java.util.function.Function<T, String> id, String name) {
    return each -> id.apply(each).equals(name);
  }

  private static Predicate<Link> joins(String a, String b) {
    return link ->
        (link.getA().equals(a) && link.getB().equals(b))
            || (link.getA().equals(b) && link.getB().equals(a));
  }

  private static Predicate<PairDelay> leads(String from, String to) {
    return delay -> delay.getFrom().equals(from) && delay.getTo().equals(to);
  }

  private static <T> void set(
      List<T> list, Predicate<T> same, BiConsumer<Integer, T> replace, Consumer<T> add, T value) {
    int index = find(list, same);
    if (index < 0) {
      add.accept(value);
    } else {
      replace.accept(index, value);
    }
  }

  private <T> void remove(List<T> list, Predicate<T> same, IntConsumer remove, String name) {
    remove.accept(require(list, same, name));
  }

  private <T> int require(List<T> list, Predicate<T> same, String name) {
    int index = find(list, same);
    if (index < 0) {
      throw refused(
          "patch.unknown",
          "The thing (" + name + ") that the patch changes must be declared.",
          "Maybe its name, or another patch removed it.");
    }
    return index;
  }

  private static <T> int find(List<T> list, Predicate<T> same) {
    for (int i = 0; i < list.size(); i++) {
      if (same.test(list.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private RefusedException refused(String code, String message, String remedy) {
    return RefusedException.invalid(List.of(new Issue(code, path, message, remedy)));
  }
}
