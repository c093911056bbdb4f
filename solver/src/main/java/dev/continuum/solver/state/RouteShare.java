package dev.continuum.solver.state;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;
import java.util.List;

/** Devices of a group on one route. The route array must not be changed. */
public final class RouteShare {

  /** Option by call. */
  final int[] route;

  /** Devices on it. */
  final double devices;

  /** Cost coefficient, micro-units per hour and device. */
  final long micros;

  /** Whether its devices are late. */
  final boolean late;

  RouteShare(int[] route, double devices, long micros, boolean late) {
    this.route = route;
    this.devices = devices;
    this.micros = micros;
    this.late = late;
  }

  /** Devices on an on-time route, for callers that will not change the array. */
  public static RouteShare of(int[] route, double devices, long micros) {
    return new RouteShare(route, devices, micros, false);
  }

  /** Option by call; a copy. */
  public int[] route() {
    return route.clone();
  }

  /** The option of a call. */
  public int option(int call) {
    return route[call];
  }

  /** The node of a call, or {@link RouteSpace#LOCAL}. */
  public int nodeOf(CompiledGroup group, int call) {
    return group.routes.node(call, route[call]);
  }

  /** Devices on it. */
  public double devices() {
    return devices;
  }

  /** Whether its devices are late. */
  public boolean late() {
    return late;
  }

  /** Whether two lists put the same devices on the same routes, in whatever order. */
  public static boolean alike(List<RouteShare> one, List<RouteShare> other) {
    return one.size() == other.size()
        && one.stream()
            .allMatch(
                share ->
                    other.stream()
                        .anyMatch(it -> it.follows(share.route) && it.devices == share.devices));
  }

  boolean follows(int[] other) {
    return Arrays.equals(route, other);
  }

  @Override
  public String toString() {
    return devices + " × " + Arrays.toString(route);
  }
}
