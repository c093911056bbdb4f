package dev.continuum.datasets.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.RuleCheck;
import dev.continuum.model.evaluation.RuleKind;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CityFamilyTest {

  private static final PlacementProblem CITY = CityFamily.city(40, 400, 20, 5);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void citiesAreValidAndOnlyTheirSeedDecides(long seed) {
    PlacementProblem city = CityFamily.city(12, 60, 8, seed);

    assertThat(ProblemValidator.validate(city)).isEmpty();
    assertThat(city).isEqualTo(CityFamily.city(12, 60, 8, seed));
    assertThat(city).isNotEqualTo(CityFamily.city(12, 60, 8, seed + 1));
  }

  @Test
  void smallestAndLargerCitiesAreValid() {
    assertThat(ProblemValidator.validate(CityFamily.city(2, 1, 4, 1))).isEmpty();
    assertThat(ProblemValidator.validate(CityFamily.city(300, 500, 100, 1))).isEmpty();
  }

  @Test
  void someGroupsCannotUseTheCloud() {
    long tooLate = brokenRoutes(Place.on(new NodeId("region")), RuleKind.DEADLINE);

    assertThat(tooLate / 400.0).isBetween(0.05, 0.1);
  }

  @Test
  void thoseAreServedInTimeAtTheirOwnSite() {
    Evaluation evaluation = evaluate(group -> Place.on(new NodeId(group.point().value())));

    assertThat(evaluation.rules(RuleKind.DEADLINE).filter(RuleCheck::broken)).isEmpty();
  }

  @Test
  void halfTheGroupsAreOnBatteryAndSomeLifetimesBind() {
    assertThat(CITY.groups().stream().filter(group -> group.battery().isPresent())).hasSize(200);
    assertThat(brokenRoutes(Place.local(), RuleKind.DEVICE_BATTERY) / 400.0)
        .isCloseTo(0.02, within(0.0026));
    assertThat(brokenRoutes(Place.on(new NodeId("region")), RuleKind.DEVICE_BATTERY)).isZero();
  }

  @Test
  void applicationsAreChainsAndATenthJoins() {
    assertThat(CITY.apps()).allMatch(app -> app.calls().size() >= 1 && app.calls().size() <= 4);
    long joins = CITY.apps().stream().filter(CityFamilyTest::joins).count();
    assertThat(joins / (double) CITY.apps().size()).isBetween(0.05, 0.2);
    assertThat(
            CITY.apps().stream()
                .flatMap(app -> app.calls().stream())
                .map(call -> call.variants().getFirst().function())
                .distinct())
        .hasSize(20);
  }

  private static boolean joins(Application app) {
    return app.edges().stream().map(edge -> edge.to()).distinct().count() < app.edges().size();
  }

  @Test
  void groupsGatherAtAFewSitesAndHaveTenDevicesOnAverage() {
    assertThat(CITY.groups().stream().mapToInt(ClientGroup::devices).sum()).isEqualTo(4000);
    Map<String, Long> bySite =
        CITY.groups().stream()
            .collect(
                Collectors.groupingBy(
                    group -> group.point().value(), TreeMap::new, Collectors.counting()));
    long most = bySite.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    assertThat(most).isGreaterThan(3 * 400 / 40);
  }

  @Test
  void cpuIsTwoThirdsUsedWhereSitesServeAllAndMemoryHoldsHalf() {
    double need = 0;
    Map<FunctionId, Function> functions =
        CITY.functions().stream().collect(Collectors.toMap(Function::id, f -> f));
    Map<AppId, Application> apps =
        CITY.apps().stream().collect(Collectors.toMap(Application::id, app -> app));
    for (ClientGroup group : CITY.groups()) {
      for (var call : apps.get(group.app()).calls()) {
        Function function = functions.get(call.variants().getFirst().function());
        need +=
            group.devices()
                * group.rate().perSecond()
                * function.work().orElseThrow().toNanos()
                / 1e9;
      }
    }
    double cores =
        sites().stream().mapToDouble(site -> site.capacity().cpu().millicores() / 1000).sum();
    double memory = sites().stream().mapToDouble(s -> s.capacity().memory().mebibytes()).sum();
    double oneOfEach = CITY.functions().stream().mapToDouble(f -> f.memory().mebibytes()).sum();

    assertThat(need / cores).isCloseTo(0.65, within(0.01));
    // Each function plans at least one instance everywhere.
    assertThat(memory / sites().size()).isGreaterThan(oneOfEach / 2);
    double smallest =
        sites().stream().mapToDouble(s -> s.capacity().cpu().millicores()).min().orElseThrow();
    double largest =
        sites().stream().mapToDouble(s -> s.capacity().cpu().millicores()).max().orElseThrow();
    assertThat(largest / smallest).isGreaterThan(3);
  }

  @Test
  void metroIsACityOfAMillionDevices() {
    PlacementProblem metro = CityFamily.metro(1);

    assertThat(metro.groups()).hasSize(100_000);
    assertThat(metro.groups().stream().mapToLong(ClientGroup::devices).sum()).isEqualTo(1_000_000);
    assertThat(metro.functions()).hasSize(50);
    assertThat(metro.topology().nodes()).hasSize(1_001);
  }

  private static List<Node> sites() {
    return CITY.topology().nodes().stream().filter(node -> node.tier() == Tier.EDGE).toList();
  }

  private static long brokenRoutes(Place place, RuleKind kind) {
    return evaluate(group -> place).rules(kind).filter(RuleCheck::broken).count();
  }

  /** Every call of a group at one place. */
  private static Evaluation evaluate(java.util.function.Function<ClientGroup, Place> place) {
    Map<AppId, Application> apps =
        CITY.apps().stream().collect(Collectors.toMap(Application::id, app -> app));
    List<RouteAssignment> routes =
        CITY.groups().stream()
            .map(
                group ->
                    new RouteAssignment(
                        group.id(),
                        group.devices(),
                        apps.get(group.app()).calls().stream()
                            .map(
                                call ->
                                    new CallPlacement(
                                        call.id(),
                                        call.variants().getFirst().function(),
                                        place.apply(group)))
                            .toList()))
            .toList();
    return PlacementEvaluator.evaluate(CITY, Placement.of(routes, List.of()));
  }
}
