package dev.continuum.model.evaluation;

import dev.continuum.model.id.AppId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What one evaluation says that another does not: after less before. Only what differs is listed,
 * sorted by id. Immutable and thread-safe.
 *
 * @param before score before
 * @param after score after
 * @param costMicros change of each cost term that differs, micro-units per hour
 * @param apps applications that fare differently
 * @param nodes nodes in other use
 * @param warm warm instances that differ
 * @param batteries batteries that last longer or shorter
 * @param mended rules broken before and not after
 * @param broken rules broken after and not before
 */
public record EvaluationDifference(
    Score before,
    Score after,
    SortedMap<CostTerm, Long> costMicros,
    List<AppChange> apps,
    List<NodeChange> nodes,
    List<WarmChange> warm,
    List<BatteryChange> batteries,
    List<RuleCheck> mended,
    List<RuleCheck> broken) {

  /** Copies the collections. */
  public EvaluationDifference {
    costMicros = Collections.unmodifiableSortedMap(new TreeMap<>(costMicros));
    apps = List.copyOf(apps);
    nodes = List.copyOf(nodes);
    warm = List.copyOf(warm);
    batteries = List.copyOf(batteries);
    mended = List.copyOf(mended);
    broken = List.copyOf(broken);
  }

  /**
   * An application that fares differently.
   *
   * @param app which
   * @param served devices more
   * @param unserved devices more
   * @param late devices more
   * @param worstBefore highest T_p before, µs
   * @param worstAfter highest T_p after, µs
   */
  public record AppChange(
      AppId app,
      double served,
      double unserved,
      double late,
      OptionalLong worstBefore,
      OptionalLong worstAfter) {}

  /**
   * A node in other use.
   *
   * @param node which
   * @param activeBefore whether it held an artifact before
   * @param activeAfter whether it holds one after
   * @param millicores CPU more
   * @param memoryBytes memory more
   * @param ratePerSecond requests per second more
   */
  public record NodeChange(
      NodeId node,
      boolean activeBefore,
      boolean activeAfter,
      double millicores,
      double memoryBytes,
      double ratePerSecond) {}

  /**
   * Another number of warm instances.
   *
   * @param function which function
   * @param node which node
   * @param before how many before
   * @param after how many after
   */
  public record WarmChange(FunctionId function, NodeId node, long before, long after) {}

  /**
   * A battery that lasts longer or shorter.
   *
   * @param group whose
   * @param beforeSeconds how long before; empty if it did not exist
   * @param afterSeconds how long after; empty if it does not exist
   */
  public record BatteryChange(
      GroupId group, OptionalDouble beforeSeconds, OptionalDouble afterSeconds) {}

  /** After less before. */
  public static EvaluationDifference between(Evaluation before, Evaluation after) {
    return new EvaluationDifference(
        before.score(),
        after.score(),
        costs(before.cost(), after.cost()),
        apps(before, after),
        nodes(before, after),
        warm(before, after),
        batteries(before, after),
        brokenOnlyIn(before, after),
        brokenOnlyIn(after, before));
  }

  /** Whether nothing that is compared differs. */
  public boolean isEmpty() {
    return before.equals(after)
        && costMicros.isEmpty()
        && apps.isEmpty()
        && nodes.isEmpty()
        && warm.isEmpty()
        && batteries.isEmpty()
        && mended.isEmpty()
        && broken.isEmpty();
  }

  private static SortedMap<CostTerm, Long> costs(CostBreakdown before, CostBreakdown after) {
    SortedMap<CostTerm, Long> changes = new TreeMap<>();
    for (CostTerm term : CostTerm.values()) {
      long change = Amount.sum(after.of(term), -before.of(term));
      if (change != 0) {
        changes.put(term, change);
      }
    }
    return changes;
  }

  private static <K extends Comparable<K>, V> SortedMap<K, V> index(
      List<V> list, Function<V, K> key) {
    SortedMap<K, V> index = new TreeMap<>();
    list.forEach(each -> index.put(key.apply(each), each));
    return index;
  }

  private static <K extends Comparable<K>> SortedSet<K> keys(Map<K, ?> one, Map<K, ?> other) {
    SortedSet<K> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys;
  }

  private static List<AppChange> apps(Evaluation before, Evaluation after) {
    SortedMap<AppId, AppEvaluation> was = index(before.apps(), AppEvaluation::app);
    SortedMap<AppId, AppEvaluation> is = index(after.apps(), AppEvaluation::app);
    List<AppChange> changes = new ArrayList<>();
    for (AppId app : keys(was, is)) {
      AppEvaluation old = was.getOrDefault(app, nothing(app));
      AppEvaluation now = is.getOrDefault(app, nothing(app));
      if (!old.equals(now)) {
        changes.add(
            new AppChange(
                app,
                now.served() - old.served(),
                now.unserved() - old.unserved(),
                now.late() - old.late(),
                old.worstMicros(),
                now.worstMicros()));
      }
    }
    return changes;
  }

  private static AppEvaluation nothing(AppId app) {
    return new AppEvaluation(
        app,
        0,
        0,
        0,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty());
  }

  private static List<NodeChange> nodes(Evaluation before, Evaluation after) {
    SortedMap<NodeId, NodeEvaluation> was = index(before.nodes(), NodeEvaluation::node);
    SortedMap<NodeId, NodeEvaluation> is = index(after.nodes(), NodeEvaluation::node);
    List<NodeChange> changes = new ArrayList<>();
    for (NodeId node : keys(was, is)) {
      NodeEvaluation old = was.getOrDefault(node, nothing(node));
      NodeEvaluation now = is.getOrDefault(node, nothing(node));
      if (!old.equals(now)) {
        changes.add(
            new NodeChange(
                node,
                old.active(),
                now.active(),
                now.millicores().used() - old.millicores().used(),
                now.memoryBytes().used() - old.memoryBytes().used(),
                now.ratePerSecond().used() - old.ratePerSecond().used()));
      }
    }
    return changes;
  }

  private static NodeEvaluation nothing(NodeId node) {
    return new NodeEvaluation(
        node,
        false,
        Use.NONE,
        Use.NONE,
        Use.NONE,
        Use.NONE,
        Use.NONE,
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        0);
  }

  private static List<WarmChange> warm(Evaluation before, Evaluation after) {
    SortedMap<Acquisition, Long> was = warm(before);
    SortedMap<Acquisition, Long> is = warm(after);
    List<WarmChange> changes = new ArrayList<>();
    for (Acquisition pair : keys(was, is)) {
      long old = was.getOrDefault(pair, 0L);
      long now = is.getOrDefault(pair, 0L);
      if (old != now) {
        changes.add(new WarmChange(pair.function(), pair.node(), old, now));
      }
    }
    return changes;
  }

  private static SortedMap<Acquisition, Long> warm(Evaluation evaluation) {
    SortedMap<Acquisition, Long> warm = new TreeMap<>();
    evaluation
        .functions()
        .forEach(
            each -> warm.put(new Acquisition(each.function(), each.node()), each.warmInstances()));
    return warm;
  }

  private static List<BatteryChange> batteries(Evaluation before, Evaluation after) {
    SortedMap<GroupId, GroupEvaluation> was = index(before.groups(), GroupEvaluation::group);
    SortedMap<GroupId, GroupEvaluation> is = index(after.groups(), GroupEvaluation::group);
    List<BatteryChange> changes = new ArrayList<>();
    for (GroupId group : keys(was, is)) {
      OptionalDouble old = lifetime(Optional.ofNullable(was.get(group)));
      OptionalDouble now = lifetime(Optional.ofNullable(is.get(group)));
      if (!old.equals(now)) {
        changes.add(new BatteryChange(group, old, now));
      }
    }
    return changes;
  }

  private static OptionalDouble lifetime(Optional<GroupEvaluation> group) {
    return group.flatMap(GroupEvaluation::battery).stream()
        .mapToDouble(GroupEvaluation.Battery::lifetimeSeconds)
        .findFirst();
  }

  private static List<RuleCheck> brokenOnlyIn(Evaluation one, Evaluation other) {
    Map<RuleKind, Set<Subject>> there = new HashMap<>();
    other
        .broken()
        .forEach(
            check ->
                there
                    .computeIfAbsent(check.kind(), key -> new LinkedHashSet<>())
                    .add(check.subject()));
    return one.broken().stream()
        .filter(check -> !there.getOrDefault(check.kind(), Set.of()).contains(check.subject()))
        .toList();
  }

  /** A line for each change, for people. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    long cost = after.costMicros() - before.costMicros();
    lines.add(String.format(Locale.ROOT, "cost %+.6f per hour", cost / 1e6));
    costMicros.forEach(
        (term, change) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %s %+.6f",
                    term.name().toLowerCase(Locale.ROOT),
                    change / 1e6)));
    apps.forEach(app -> lines.add("app " + app.app() + ": " + words(app)));
    nodes.forEach(node -> lines.add("node " + node.node() + ": " + words(node)));
    warm.forEach(
        each ->
            lines.add(
                each.function()
                    + " on "
                    + each.node()
                    + ": "
                    + each.before()
                    + " -> "
                    + each.after()
                    + " warm"));
    batteries.forEach(
        each ->
            lines.add(
                "battery of "
                    + each.group()
                    + ": "
                    + words(each.beforeSeconds())
                    + " -> "
                    + words(each.afterSeconds())));
    mended.forEach(check -> lines.add("mended: " + check));
    broken.forEach(check -> lines.add("broken: " + check));
    return String.join("\n", lines);
  }

  private static String words(AppChange app) {
    return String.format(
        Locale.ROOT,
        "served %+.6g, unserved %+.6g, late %+.6g, worst %s -> %s",
        app.served(),
        app.unserved(),
        app.late(),
        words(app.worstBefore()),
        words(app.worstAfter()));
  }

  private static String words(OptionalLong micros) {
    return micros.isPresent()
        ? String.format(Locale.ROOT, "%.3f ms", micros.getAsLong() / 1e3)
        : "none";
  }

  private static String words(NodeChange node) {
    String active = node.activeBefore() == node.activeAfter() ? "" : opened(node) + ", ";
    return String.format(
        Locale.ROOT,
        "%sCPU %+.0f millicores, memory %+.1f MiB, %+.6g requests/s",
        active,
        node.millicores(),
        node.memoryBytes() / (1 << 20),
        node.ratePerSecond());
  }

  private static String opened(NodeChange node) {
    return node.activeAfter() ? "opened" : "closed";
  }

  private static String words(OptionalDouble seconds) {
    return seconds.isPresent()
        ? String.format(Locale.ROOT, "%.1f h", seconds.getAsDouble() / 3600)
        : "none";
  }
}
