package dev.continuum.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.CallId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.queueing.MakespanQuantile;
import dev.continuum.model.workload.Sizing;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What routes share must not show: each is judged as if it were the only one. */
class RouteLatencyDifferentialTest {

  @Property(tries = 40)
  void everyQuantileIsThatOfTheWholeGraphOfTheRoute(@ForAll long seed) {
    RandomCase random = new RandomCase(seed);
    PlacementProblem problem = random.problem();
    Catalogue catalogue = new Catalogue(problem);
    DeclaredNetwork network = new DeclaredNetwork(problem.topology());

    List<RouteEvaluation> judged =
        PlacementEvaluator.evaluate(problem, random.placement()).routes();

    List<PlacedRoute> routes = PlacedRoutes.of(catalogue, random.placement());
    assertThat(judged).hasSameSizeAs(routes);
    for (int i = 0; i < routes.size(); i++) {
      assertThat(judged.get(i).percentileMicros())
          .isEqualTo(percentileMicros(routes.get(i), network));
    }
  }

  @Property(tries = 10)
  void aGroupsRoutesAreWorthTheSameWithoutOtherGroups(@ForAll long seed) {
    RandomCase random = new RandomCase(seed);
    PlacementEvaluator oracle = new PlacementEvaluator(random.problem());
    Placement placement = random.placement();

    for (RouteEvaluation route : oracle.evaluateWithoutEstimates(placement).routes()) {
      Placement alone =
          new Placement(
              placement.routes().stream().filter(r -> r.group().equals(route.group())).toList(),
              placement.warm(),
              placement.acquired());

      assertThat(
              new PlacementEvaluator(random.shuffled(seed))
                  .evaluateWithoutEstimates(alone)
                  .routes())
          .contains(route);
    }
  }

  /** Rule 6 as written: all delays in their arcs, nothing taken out, nothing kept. */
  private static long percentileMicros(PlacedRoute route, DeclaredNetwork network) {
    double percentile = RouteLatency.percentile(route.app());
    double probability = percentile;
    List<CallId> order = TopologicalOrder.of(route.app());
    List<LatencyLaw> vertices = new ArrayList<>();
    LatencyLaws laws = new LatencyLaws();
    for (CallId id : order) {
      PlacedCall placed =
          route.calls().stream().filter(c -> c.call().id().equals(id)).findFirst().orElseThrow();
      vertices.add(laws.service(placed).shift(RouteLatency.waitMicros(placed, percentile)));
    }
    for (PlacedCall placed : route.calls()) {
      Sizing rule = placed.function().sizing();
      if (rule.kind() == Sizing.Kind.ERLANG && rule.epsilon() <= 1 - percentile) {
        probability += rule.epsilon();
      }
    }
    if (probability >= 1) {
      return RouteEvaluation.UNBOUNDED_MICROS;
    }
    List<Transfer> transfers = Transfer.of(route, network);
    List<MakespanQuantile.Arc> arcs = new ArrayList<>();
    for (Transfer transfer : transfers) {
      arcs.add(
          new MakespanQuantile.Arc(
              transfer.producer() == CallGraph.CLIENT
                  ? MakespanQuantile.Arc.ENTRY
                  : order.indexOf(route.calls().get(transfer.producer()).call().id()),
              transfer.consumer() == CallGraph.CLIENT
                  ? MakespanQuantile.Arc.REPLY
                  : order.indexOf(route.calls().get(transfer.consumer()).call().id()),
              transfer.micros(),
              transfer
                  .connection()
                  .map(
                      way ->
                          LatencyLaw.jitter(way.jitterSeconds() * 1e6, way.jitterVariance() * 1e12))
                  .orElse(LatencyLaw.ZERO)));
    }
    route
        .app()
        .edges()
        .forEach(
            edge ->
                arcs.add(
                    new MakespanQuantile.Arc(
                        order.indexOf(edge.from()), order.indexOf(edge.to()), 0, LatencyLaw.ZERO)));
    return Math.min(
        RouteEvaluation.UNBOUNDED_MICROS, new MakespanQuantile(vertices, arcs).micros(probability));
  }
}
