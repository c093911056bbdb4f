package dev.continuum.solver.greedy;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.route.RouteFinder;
import dev.continuum.solver.route.RouteFinder.Lateness;
import dev.continuum.solver.state.PlacementState;

/** Keeps devices where they are now, as far as that is still allowed and fits. */
final class CurrentRoutes {

  private CurrentRoutes() {}

  static void addTo(PlacementState state, CompiledProblem problem) {
    RouteFinder finder = new RouteFinder();
    for (CompiledGroup group : problem.groups()) {
      double[][] left = left(group);
      while (state.unserved(group.index) > 0
          && (finder.find(group, penalties(left), Lateness.ON_TIME)
              || finder.find(group, penalties(left), Lateness.ANY))) {
        int[] route = finder.route();
        double devices = devices(group, left, route, state.unserved(group.index));
        if (devices <= 0 || !state.put(group.index, route, devices, finder.micros())) {
          break;
        }
        take(group, left, route, devices);
      }
    }
  }

  private static double[][] left(CompiledGroup group) {
    double[][] left = new double[group.routes.calls()][];
    for (int call = 0; call < left.length; call++) {
      left[call] = new double[group.routes.options(call)];
      for (int option = 0; option < left[call].length; option++) {
        int node = group.routes.node(call, option);
        left[call][option] = node == RouteSpace.LOCAL ? group.devices : group.now(call, node);
      }
    }
    return left;
  }

  private static double[][] penalties(double[][] left) {
    double[][] penalty = new double[left.length][];
    for (int call = 0; call < left.length; call++) {
      penalty[call] = new double[left[call].length];
      for (int option = 0; option < penalty[call].length; option++) {
        penalty[call][option] = left[call][option] > 0 ? 0 : Double.POSITIVE_INFINITY;
      }
    }
    return penalty;
  }

  private static double devices(
      CompiledGroup group, double[][] left, int[] route, double unserved) {
    double devices = unserved;
    for (int call = 0; call < route.length; call++) {
      devices = Math.min(devices, left[call][route[call]]);
    }
    return group.divisible ? devices : Math.floor(devices);
  }

  /** Options of one call on one node share what is there now. */
  private static void take(CompiledGroup group, double[][] left, int[] route, double devices) {
    for (int call = 0; call < route.length; call++) {
      int node = group.routes.node(call, route[call]);
      for (int option = 0; option < left[call].length; option++) {
        if (group.routes.node(call, option) == node && node != RouteSpace.LOCAL) {
          left[call][option] = Math.max(0, left[call][option] - devices);
        }
      }
    }
  }
}
