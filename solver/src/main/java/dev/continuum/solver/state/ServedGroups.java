package dev.continuum.solver.state;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the devices of each group of a placement under construction go: by route, or unserved; and
 * what of them is late or moved. Groups may change and come in a live problem. Not thread-safe.
 */
final class ServedGroups {

  private final CompiledProblem problem;
  private final double tolerance;
  private final Totals totals;
  private final List<List<RouteShare>> shares = new ArrayList<>();
  private double[] unserved;
  private double[] moved;
  private double lateMicros;
  private double unservedMicros;
  private @Nullable Notes notes;

  /** All devices unserved. */
  ServedGroups(CompiledProblem problem, double tolerance, Totals totals) {
    this.problem = problem;
    this.tolerance = tolerance;
    this.totals = totals;
    unserved = new double[problem.groups().size()];
    moved = new double[problem.groups().size()];
    for (CompiledGroup group : problem.groups()) {
      shares.add(new ArrayList<>(2));
      unserved[group.index] = group.devices;
      unservedMicros += (double) group.devices * group.priorityMicros;
    }
  }

  /** Devices of a group that no route counts. */
  double unserved(int group) {
    return unserved[group];
  }

  /** Devices of a group by route, as they change. */
  List<RouteShare> of(int group) {
    return shares.get(group);
  }

  /** The same of all groups. */
  List<List<RouteShare>> all() {
    return shares;
  }

  double lateMicros() {
    return lateMicros;
  }

  double unservedMicros() {
    return unservedMicros;
  }

  void note(@Nullable Notes into) {
    notes = into;
  }

  /** Adds devices on a route; returns whether no more are served than there are. */
  boolean add(CompiledGroup group, int[] route, double devices, long micros) {
    RouteShare share = merge(group, route, devices, micros);
    if (share == null) {
      boolean late = group.routes.judge().missesDeadline(route);
      share = new RouteShare(route.clone(), devices, micros, late);
      shares.get(group.index).add(share);
    }
    return count(group, share, devices);
  }

  /** The same, where it is known whether the route is late. */
  boolean add(CompiledGroup group, RouteShare known) {
    RouteShare share = merge(group, known.route, known.devices, known.micros);
    if (share == null) {
      share = known;
      shares.get(group.index).add(known);
    }
    return count(group, share, known.devices);
  }

  private boolean count(CompiledGroup group, RouteShare share, double devices) {
    totals.cost += devices * share.micros;
    lateMicros += share.late ? devices * group.priorityMicros : 0;
    unserved[group.index] -= devices;
    unservedMicros -= devices * group.priorityMicros;
    return unserved[group.index] >= -tolerance * group.devices;
  }

  /** Adds to a route that has devices, or returns null where it has none. */
  private @Nullable RouteShare merge(
      CompiledGroup group, int[] route, double devices, long micros) {
    List<RouteShare> of = shares.get(group.index);
    if (notes != null) {
      notes.group(group.index, of);
    }
    for (int i = 0; i < of.size(); i++) {
      RouteShare old = of.get(i);
      if (old.follows(route)) {
        RouteShare merged = new RouteShare(old.route, old.devices + devices, micros, old.late);
        if (merged.devices <= tolerance * group.devices) {
          of.remove(i);
        } else {
          of.set(i, merged);
        }
        return merged;
      }
    }
    return null;
  }

  /** Forgets the devices of a group that nothing serves. */
  void forgetUnserved(int group) {
    unservedMicros -= unserved[group] * problem.groups().get(group).priorityMicros;
    unserved[group] = 0;
  }

  /** Takes in all devices of a group that was forgotten or is new, unserved. */
  void meet(int group) {
    if (group == shares.size()) {
      shares.add(new ArrayList<>(2));
      if (group >= unserved.length) {
        unserved = Arrays.copyOf(unserved, group + 1 + group / 16);
        moved = Arrays.copyOf(moved, unserved.length);
      }
    }
    CompiledGroup it = problem.groups().get(group);
    unserved[group] = it.devices;
    unservedMicros += (double) it.devices * it.priorityMicros;
  }

  /** Recounts a group's devices moved onto nodes, and checks that cordoned nodes take none. */
  boolean recountMoves(CompiledGroup group) {
    if (!group.hasCurrent()) {
      return true;
    }
    MoveCount count = MoveCount.of(group, shares.get(group.index), problem.nodes(), tolerance);
    totals.cost += (count.moved() - moved[group.index]) * problem.changes().moveMicros();
    totals.moved += count.moved() - moved[group.index];
    moved[group.index] = count.moved();
    return !count.ontoCordoned();
  }

  boolean movedOntoCordoned(int group) {
    CompiledGroup it = problem.groups().get(group);
    return it.hasCurrent()
        && MoveCount.of(it, shares.get(group), problem.nodes(), tolerance).ontoCordoned();
  }

  /** Devices that must be served and are not. */
  double missing() {
    double missing = 0;
    for (CompiledGroup group : problem.groups()) {
      if (isMissing(group)) {
        missing += unserved[group.index];
      }
    }
    return missing;
  }

  /** Whether every device that must be served is. */
  boolean complete() {
    for (CompiledGroup group : problem.groups()) {
      if (isMissing(group)) {
        return false;
      }
    }
    return true;
  }

  private boolean isMissing(CompiledGroup group) {
    return group.serveAll && unserved[group.index] > tolerance * group.devices;
  }
}
