package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups of one application at one point to which all routes that leave the device as a whole cost
 * the same but for a constant, by the load of a device: so many devices of the first stand for one
 * of another, and which of them go where does not matter. Routes that are late are left out.
 * Immutable once made; thread-safe.
 */
final class AlikeGroups {

  /** By which rounding to micro-units may set costs of two routes apart. */
  private static final double ROUNDING_MICROS = 3;

  /** Devices that differ more in their load are not counted together. */
  private static final double MOST_SHARE = 1_000;

  /** Routes of the first whose calls are all on nodes. */
  final List<Column> away;

  /** Least load of a call for a device of the first, nano-requests/s, whoever stands for it. */
  final long[] load;

  /** Least CPU of each route and call for a device of the first, nanocores. */
  final long[][] cpu;

  private final List<Member> members = new ArrayList<>();

  /**
   * One of the groups.
   *
   * @param share how many devices of the first put the load of one device on functions
   * @param moreMicros what a route costs a device at least beyond the share of the first's
   * @param own routes with calls on the device
   */
  record Member(CompiledGroup group, double share, long moreMicros, List<Column> own) {}

  private AlikeGroups(CompiledGroup first, List<Column> away, List<Column> own) {
    this.away = away;
    load = new long[first.routes.calls()];
    cpu = new long[away.size()][load.length];
    Arrays.fill(load, Long.MAX_VALUE);
    for (long[] of : cpu) {
      Arrays.fill(of, Long.MAX_VALUE);
    }
    add(new Member(first, 1, 0, own), away);
  }

  /** What rounding adds to loads of small devices does not count for large ones. */
  private void add(Member member, List<Column> routes) {
    members.add(member);
    RouteSpace of = member.group.routes;
    for (int v = 0; v < load.length; v++) {
      load[v] = Math.min(load[v], (long) (of.loadNanos(v) / member.share));
      for (int i = 0; i < cpu.length; i++) {
        long each = (long) (of.cpuNanocores(v, routes.get(i).route()[v]) / member.share);
        cpu[i][v] = Math.min(cpu[i][v], each);
      }
    }
  }

  /** All groups of a problem, by their columns in order of group. */
  static List<AlikeGroups> of(CompiledProblem problem, List<Column> columns) {
    Map<List<Integer>, List<AlikeGroups>> known = new LinkedHashMap<>();
    int at = 0;
    for (CompiledGroup group : problem.groups()) {
      List<Column> away = new ArrayList<>();
      List<Column> own = new ArrayList<>();
      for (; at < columns.size() && columns.get(at).group() == group.index; at++) {
        if (!columns.get(at).late()) {
          (leaves(group, columns.get(at)) ? away : own).add(columns.get(at));
        }
      }
      List<AlikeGroups> near =
          known.computeIfAbsent(
              List.of(group.app, group.routes.judge().clientPoint()), key -> new ArrayList<>());
      join(problem, near, group, away, own);
    }
    return known.values().stream().flatMap(List::stream).toList();
  }

  private static void join(
      CompiledProblem problem,
      List<AlikeGroups> near,
      CompiledGroup group,
      List<Column> away,
      List<Column> own) {
    for (AlikeGroups alike : near) {
      Member member = alike.match(problem, group, away, own);
      if (member != null) {
        alike.add(member, away);
        return;
      }
    }
    near.add(new AlikeGroups(group, away, own));
  }

  /** The group as one of these, or null if it is not alike. */
  private @Nullable Member match(
      CompiledProblem problem, CompiledGroup group, List<Column> others, List<Column> own) {
    CompiledGroup first = first();
    if (others.size() != away.size() || away.isEmpty()) {
      return null;
    }
    int heaviest = heaviest(first);
    double share = group.routes.loadNanos(heaviest) / (double) first.routes.loadNanos(heaviest);
    if (!(share <= MOST_SHARE && share >= 1 / MOST_SHARE)) {
      return null;
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < away.size(); i++) {
      if (!sameWay(problem, away.get(i), others.get(i))) {
        return null;
      }
      double more = others.get(i).micros() - share * away.get(i).micros();
      least = Math.min(least, more);
      most = Math.max(most, more);
    }
    return most - least <= ROUNDING_MICROS * (1 + share)
        ? new Member(group, share, (long) Math.floor(least) - 1, own)
        : null;
  }

  private static int heaviest(CompiledGroup group) {
    int heaviest = 0;
    for (int v = 1; v < group.routes.calls(); v++) {
      heaviest = group.routes.loadNanos(v) > group.routes.loadNanos(heaviest) ? v : heaviest;
    }
    return heaviest;
  }

  /** Whether the calls of two routes are on the same nodes by the same functions. */
  private static boolean sameWay(CompiledProblem problem, Column one, Column other) {
    RouteSpace a = problem.groups().get(one.group()).routes;
    RouteSpace b = problem.groups().get(other.group()).routes;
    for (int v = 0; v < one.route().length; v++) {
      if (a.node(v, one.route()[v]) != b.node(v, other.route()[v])
          || a.function(v, one.route()[v]) != b.function(v, other.route()[v])) {
        return false;
      }
    }
    return true;
  }

  /** The route of a member that goes the way of one of those {@link #away}. */
  int[] route(int way, Member member) {
    RouteSpace from = first().routes;
    RouteSpace to = member.group.routes;
    int[] route = away.get(way).route().clone();
    for (int v = 0; v < route.length; v++) {
      int option = to.firstAt(v, from.node(v, route[v]));
      while (to.function(v, option) != from.function(v, route[v])) {
        option = to.nextAt(v, option);
      }
      route[v] = option;
    }
    return route;
  }

  private static boolean leaves(CompiledGroup group, Column column) {
    for (int v = 0; v < column.route().length; v++) {
      if (group.routes.node(v, column.route()[v]) == RouteSpace.LOCAL) {
        return false;
      }
    }
    return true;
  }

  /** Devices of the first that stand for all. */
  double devices() {
    return members.stream().mapToDouble(member -> member.share * member.group.devices).sum();
  }

  /** The first of them: flows are counted in its devices. */
  CompiledGroup first() {
    return members.getFirst().group;
  }

  /** All that are alike, which no caller changes. */
  List<Member> members() {
    return Collections.unmodifiableList(members);
  }
}
