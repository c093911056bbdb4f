package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Groups of one application at one point that share the routes which leave the device as a whole.
 * Which of their devices take which of those does not matter. Routes that are late are left out.
 * Not changed once made.
 */
final class AlikeGroups {

  /** Routes whose calls are all on nodes. */
  final SharedRoutes away;

  private final List<Twins> twins = new ArrayList<>();

  /** Of them, groups that share the routes with calls on the device, too. */
  static final class Twins {

    /** Routes with calls on the device. */
    final SharedRoutes own;

    private final List<Member> members = new ArrayList<>();

    private Twins(SharedRoutes own) {
      this.own = own;
    }

    /** Its groups, which no caller changes. */
    List<Member> members() {
      return Collections.unmodifiableList(members);
    }
  }

  /**
   * A group.
   *
   * @param share how many devices of the first of all put the load of one device on functions
   * @param leavingMicros what a route away costs a device at least beyond that share
   * @param part how many devices of the first twin do
   * @param stayingMicros what a route with calls on the device costs it at least beyond that part
   */
  record Member(
      CompiledGroup group, double share, long leavingMicros, double part, long stayingMicros) {}

  private AlikeGroups(SharedRoutes away) {
    this.away = away;
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
      if (near.stream().noneMatch(alike -> alike.takes(group, away, own))) {
        AlikeGroups alike =
            new AlikeGroups(new SharedRoutes(group, away, SharedRoutes.heaviest(group)));
        near.add(alike);
        alike.add(group, 0, own);
      }
    }
    return known.values().stream().flatMap(List::stream).toList();
  }

  private static boolean leaves(CompiledGroup group, Column column) {
    for (int v = 0; v < column.route().length; v++) {
      if (group.routes.node(v, column.route()[v]) == RouteSpace.LOCAL) {
        return false;
      }
    }
    return true;
  }

  /** Takes a group in if it is alike. */
  private boolean takes(CompiledGroup group, List<Column> routes, List<Column> own) {
    OptionalLong more = away.more(group, routes);
    if (more.isPresent()) {
      away.add(group, routes);
      add(group, more.getAsLong(), own);
    }
    return more.isPresent();
  }

  private void add(CompiledGroup group, long leavingMicros, List<Column> routes) {
    for (Twins some : twins) {
      OptionalLong more = some.own.more(group, routes);
      if (more.isPresent()) {
        some.own.add(group, routes);
        some.members.add(member(group, leavingMicros, some, more.getAsLong()));
        return;
      }
    }
    Twins more = new Twins(new SharedRoutes(group, routes, away.counted));
    twins.add(more);
    more.members.add(member(group, leavingMicros, more, 0));
  }

  private Member member(CompiledGroup group, long leavingMicros, Twins of, long stayingMicros) {
    return new Member(group, away.share(group), leavingMicros, of.own.share(group), stayingMicros);
  }

  /** Devices of the first that stand for all. */
  double devices() {
    return twins.stream()
        .flatMap(some -> some.members.stream())
        .mapToDouble(member -> member.share * member.group.devices)
        .sum();
  }

  /** All groups, by what else they share; no caller changes it. */
  List<Twins> twins() {
    return Collections.unmodifiableList(twins);
  }
}
