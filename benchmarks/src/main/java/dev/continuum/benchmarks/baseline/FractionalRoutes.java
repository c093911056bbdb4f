package dev.continuum.benchmarks.baseline;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Splitting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Routes out of the share of each function's requests that goes to each node: the shares of an
 * application's calls are laid side by side on [0, 1), and each piece between two cuts is a route.
 * Whole devices are rounded by largest remainder.
 */
final class FractionalRoutes {

  private static final double DUST = 1e-9;

  private final PlacementProblem problem;
  private final NeptuneInstance instance;
  private final double[][][] fractions;

  /** With shares by source, function and node. */
  FractionalRoutes(PlacementProblem problem, NeptuneInstance instance, double[][][] fractions) {
    this.problem = problem;
    this.instance = instance;
    this.fractions = fractions;
  }

  List<RouteAssignment> routes() {
    List<RouteAssignment> routes = new ArrayList<>();
    for (ClientGroup group : problem.groups()) {
      List<RouteAssignment> shares = shares(group);
      routes.addAll(group.splitting() == Splitting.WHOLE ? whole(shares, group) : shares);
    }
    return routes;
  }

  private List<RouteAssignment> shares(ClientGroup group) {
    List<Call> calls = NeptuneInstance.app(problem, group).calls();
    int source = instance.sources().indexOf(group.point());
    int[] at = new int[calls.size()];
    double[] left = new double[calls.size()];
    double[][] shares = new double[calls.size()][];
    for (int v = 0; v < at.length; v++) {
      Call call = calls.get(v);
      shares[v] =
          call.pin() == Call.Pin.LOCAL
              ? new double[] {1}
              : normalised(fractions[source][NeptuneInstance.index(problem.functions(), call)]);
      left[v] = shares[v][0];
    }
    List<RouteAssignment> routes = new ArrayList<>();
    double done = 0;
    while (done < 1 - DUST) {
      double piece = 1 - done;
      for (int v = 0; v < at.length; v++) {
        while (left[v] <= DUST && at[v] + 1 < shares[v].length) {
          at[v]++;
          left[v] = shares[v][at[v]];
        }
        piece = Math.min(piece, left[v]);
      }
      if (piece <= 0) {
        break;
      }
      routes.add(assignment(group, calls, at, piece * group.devices()));
      for (int v = 0; v < at.length; v++) {
        left[v] -= piece;
      }
      done += piece;
    }
    return routes;
  }

  private RouteAssignment assignment(
      ClientGroup group, List<Call> calls, int[] at, double devices) {
    List<CallPlacement> placed = new ArrayList<>();
    for (int v = 0; v < at.length; v++) {
      Call call = calls.get(v);
      placed.add(
          new CallPlacement(
              call.id(),
              call.variants().getFirst().function(),
              call.pin() == Call.Pin.LOCAL
                  ? Place.local()
                  : Place.on(problem.topology().nodes().get(at[v]).id())));
    }
    return new RouteAssignment(group.id(), devices, placed);
  }

  private static double[] normalised(double[] shares) {
    double[] kept = new double[shares.length];
    double sum = 0;
    for (int j = 0; j < kept.length; j++) {
      kept[j] = shares[j] > DUST ? shares[j] : 0;
      sum += kept[j];
    }
    for (int j = 0; j < kept.length && sum > 0; j++) {
      kept[j] /= sum;
    }
    return kept;
  }

  private static List<RouteAssignment> whole(List<RouteAssignment> shares, ClientGroup group) {
    double[] devices = shares.stream().mapToDouble(RouteAssignment::devices).toArray();
    double[] floors = new double[devices.length];
    double rest = group.devices();
    for (int r = 0; r < devices.length; r++) {
      floors[r] = Math.floor(devices[r] + DUST);
      rest -= floors[r];
    }
    List<Integer> byRemainder =
        IntStream.range(0, devices.length)
            .boxed()
            .sorted(Comparator.comparingDouble(r -> floors[r] - devices[r]))
            .toList();
    for (int r : byRemainder) {
      double more = Math.min(1, Math.max(0, rest));
      floors[r] += more;
      rest -= more;
    }
    List<RouteAssignment> rounded = new ArrayList<>();
    for (int r = 0; r < floors.length; r++) {
      if (floors[r] > 0) {
        rounded.add(new RouteAssignment(shares.get(r).group(), floors[r], shares.get(r).calls()));
      }
    }
    return rounded;
  }
}
