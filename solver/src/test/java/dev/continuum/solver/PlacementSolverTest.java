package dev.continuum.solver;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.cloud;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.explicitCost;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.link;
import static dev.continuum.model.fixture.Scenario.spread;
import static dev.continuum.model.fixture.Scenario.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.validation.InvalidProblemException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small continua whose best placement a person can work out. */
class PlacementSolverTest {

  private static final SolveOptions PROVE = SolveOptions.DEFAULT;

  /** One function, an edge that is near and small, a cloud that is far and large. */
  private static Scenario mall() {
    return Scenario.shuffledBy(1)
        .with(edge("mall").cores(1), cloud("region"))
        .with(link("mall", "region").ms(20))
        .with(function("detect").workMs(100))
        .with(app("ar").call("detect"))
        .with(weights(new ObjectiveWeights(1e-6, 0, 0, 0)));
  }

  private static Map<String, Double> devicesByPlace(SolveResult result) {
    Map<String, Double> devices = new TreeMap<>();
    for (RouteAssignment route : ((SolveResult.Placed) result).placement().routes()) {
      for (var call : route.calls()) {
        Place place = call.place();
        devices.merge(call.call() + " at " + place, route.devices(), Double::sum);
      }
    }
    return devices;
  }

  /**
   * A device's request a second keeps a tenth of a core busy: ten of twelve devices fill the mall's
   * core, two go to the cloud, 20 ms there and 20 ms back: 2 × 3600 × 40 ms × 1e-6 = 0.288 an hour.
   */
  @Test
  void fillsTheNearEdgeAndSendsTheRestToTheCloud() {
    PlacementProblem problem =
        mall().with(group("shoppers").uses("ar").at("mall").devices(12)).problem();
    SolveResult result = new PlacementSolver().solve(problem, PROVE);
    assertThat(result).isInstanceOf(SolveResult.Optimal.class);
    assertThat(devicesByPlace(result))
        .isEqualTo(Map.of("detect at mall", 10.0, "detect at region", 2.0));
    SolveResult.Optimal optimal = (SolveResult.Optimal) result;
    assertThat(optimal.evaluation().score().costMicros()).isEqualTo(288_000);
    assertThat(optimal.bound().micros()).isEqualTo(288_000);
    assertThat(optimal.gap()).isZero();
  }

  /** In the fluid limit as well, where eleven and a half devices fit: 1.15 cores. */
  @Test
  void dividesADeviceInTheFluidLimit() {
    PlacementProblem problem =
        Scenario.shuffledBy(2)
            .with(edge("mall").cores(1.15), cloud("region"))
            .with(link("mall", "region").ms(20))
            .with(function("detect").workMs(100))
            .with(app("ar").call("detect"))
            .with(weights(new ObjectiveWeights(1e-6, 0, 0, 0)))
            .with(group("shoppers").uses("ar").at("mall").devices(12).divisible())
            .problem();
    SolveResult result = new PlacementSolver().solve(problem, PROVE);
    assertThat(result).isInstanceOf(SolveResult.Optimal.class);
    assertThat(((SolveResult.Optimal) result).evaluation().score().costMicros()).isEqualTo(72_000);
  }

  /** NEPTUNE's point: the greedy choice for the first group leaves the second the dear node. */
  @Test
  void seesThatTheFirstGroupShouldMakeRoom() {
    PlacementProblem problem =
        Scenario.shuffledBy(3)
            .with(edge("edge-1").cores(0.1), edge("edge-2").cores(0.1))
            .with(link("edge-1", "edge-2"))
            .with(function("detect").workMs(100))
            .with(app("ar").call("detect"))
            .with(
                group("a").uses("ar").at("edge-1"),
                group("b").uses("ar").at("edge-1"),
                explicitCost("a", "detect", Map.of("edge-1", 1.0, "edge-2", 2.0)),
                explicitCost("b", "detect", Map.of("edge-1", 1.0, "edge-2", 50.0)))
            .with(weights(ObjectiveWeights.NONE))
            .problem();
    SolveResult result = new PlacementSolver().solve(problem, PROVE);
    assertThat(result).isInstanceOf(SolveResult.Optimal.class);
    assertThat(((SolveResult.Optimal) result).evaluation().score().costMicros())
        .isEqualTo(3_000_000);
  }

  /** Best effort: who does not fit is not served, and that is the optimum. */
  @Test
  void leavesUnservedOnlyWhatDoesNotFit() {
    PlacementProblem problem =
        Scenario.shuffledBy(4)
            .with(edge("mall").cores(1))
            .with(function("detect").workMs(100))
            .with(app("ar").call("detect"))
            .with(group("shoppers").uses("ar").at("mall").devices(12))
            .problem();
    SolveResult result = new PlacementSolver().solve(problem, PROVE);
    assertThat(result).isInstanceOf(SolveResult.Optimal.class);
    assertThat(((SolveResult.Optimal) result).evaluation().score().unservedMicros())
        .isEqualTo(2_000_000);
  }

  /** Nobody has weight, so nothing is lost where nobody is served, and serving costs. */
  @Test
  void servesNobodyWhoseWeightIsNothingAtACost() {
    for (var group :
        List.of(
            group("shoppers").uses("ar").at("mall").devices(1),
            group("shoppers").uses("ar").at("mall").devices(3),
            group("shoppers").uses("ar").at("mall").devices(3).divisible())) {
      PlacementProblem problem =
          Scenario.shuffledBy(5)
              .with(edge("mall").cores(1), cloud("region"))
              .with(link("mall", "region").ms(20))
              .with(function("detect").workMs(100))
              .with(app("ar").call("detect").weight(0))
              .with(weights(new ObjectiveWeights(1e-6, 1e-6, 0, 0)))
              .with(group)
              .problem();
      SolveResult result = new PlacementSolver().solve(problem, PROVE);
      assertThat(result).isInstanceOf(SolveResult.Optimal.class);
      assertThat(((SolveResult.Optimal) result).evaluation().score().costMicros()).isZero();
    }
  }

  /** Twelve devices keep 1.2 instances busy; at half load that is three, and two fit. */
  @Test
  void saysWhichNodeIsTooSmall() {
    PlacementProblem problem =
        Scenario.shuffledBy(5)
            .with(edge("edge-3").memoryMib(512))
            .with(function("detect").memoryMib(200).workMs(100).utilization(0.5))
            .with(app("ar").call("detect").admitAll())
            .with(group("shoppers").uses("ar").at("edge-3").devices(12))
            .problem();
    SolveResult result = new PlacementSolver().solve(problem, PROVE);
    assertThat(result).isInstanceOf(SolveResult.Infeasible.class);
    Conflict conflict = ((SolveResult.Infeasible) result).conflict();
    assertThat(conflict.irreducible()).isTrue();
    assertThat(conflict.rules())
        .anySatisfy(rule -> assertThat(rule.toString()).contains("ADMISSION of shoppers"));
    assertThat(conflict.remedies()).anySatisfy(remedy -> assertThat(remedy).contains("edge-3"));
  }

  @Test
  void saysThatAZoneHasNoRoom() {
    PlacementProblem problem =
        Scenario.shuffledBy(6)
            .with(edge("edge-1").zone("east"), edge("edge-2").zone("west").memoryMib(100))
            .with(link("edge-1", "edge-2").ms(1))
            .with(function("detect").memoryMib(128).erlang(0, 0.01), spread("detect", 2))
            .with(app("ar").call("detect"))
            .with(group("shoppers").uses("ar").at("edge-1"))
            .problem();
    SolveResult result = new PlacementSolver().solve(problem, PROVE);
    assertThat(result).isInstanceOf(SolveResult.Infeasible.class);
    assertThat(((SolveResult.Infeasible) result).conflict().rules())
        .anySatisfy(rule -> assertThat(rule.toString()).isEqualTo("SPREAD of detect"));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void everyStrategyPlacesTheMall(Strategy strategy) {
    PlacementProblem problem =
        mall().with(group("shoppers").uses("ar").at("mall").devices(12)).problem();
    boolean proves = strategy != Strategy.GREEDY && strategy != Strategy.TIMEFOLD;
    SolveOptions options = proves ? PROVE : PROVE.withSteps(200);
    SolveResult result = new PlacementSolver().solve(problem, options.withStrategy(strategy));
    assertThat(((SolveResult.Placed) result).evaluation().score().unservedMicros()).isZero();
    if (proves) {
      assertThat(result).isInstanceOf(SolveResult.Optimal.class);
    }
  }

  @Test
  void answersUnknownWhenCancelledAtOnce() {
    PlacementProblem problem = mall().with(group("shoppers").uses("ar").at("mall")).problem();
    SolveResult result =
        new PlacementSolver().solve(problem, PROVE, () -> true, SolveListener.NONE);
    assertThat(result).isInstanceOf(SolveResult.Unknown.class);
    assertThat(((SolveResult.Unknown) result).limit()).isEqualTo(Limit.CANCELLED);
  }

  @Test
  void refusesAnInvalidProblemWithAllItsIssues() {
    PlacementProblem problem =
        mall().with(group("shoppers").uses("nothing").at("nowhere")).problem();
    assertThatThrownBy(() -> new PlacementSolver().solve(problem, PROVE))
        .isInstanceOf(InvalidProblemException.class)
        .satisfies(
            e -> assertThat(((InvalidProblemException) e).issues()).hasSizeGreaterThanOrEqualTo(2));
  }

  @Test
  void stopsAtTheGapAskedFor() {
    SolveResult result = new PlacementSolver().solve(Metropolis.drawn(6), PROVE.withGap(0.5));
    assertThat(result).isInstanceOf(SolveResult.Placed.class);
    if (result instanceof SolveResult.Feasible feasible && feasible.limit() == Limit.GAP) {
      assertThat(feasible.gap()).isLessThanOrEqualTo(0.5);
    }
  }
}
