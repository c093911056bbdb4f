package dev.continuum.solver;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.cell;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.link;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.FunctionPart;
import dev.continuum.model.fixture.NodePart;
import dev.continuum.model.fixture.Scenario;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A remedy says which node lacks how much of what: with that much the problem has a placement, with
 * a little less it has none.
 */
class RemediesTest {

  /**
   * One scarce thing.
   *
   * @param rule that it breaks
   * @param remedy what is said
   * @param enough how much more is enough
   * @param problem with so much more of it
   */
  record Scarce(
      String rule, String remedy, double enough, DoubleFunction<PlacementProblem> problem) {
    @Override
    public String toString() {
      return rule;
    }
  }

  /** Twelve devices, a request a second of 100 ms each, at half load: three instances. */
  private static PlacementProblem shop(NodePart shop, FunctionPart detect) {
    return Scenario.shuffledBy(1)
        .with(shop, detect.workMs(100).utilization(0.5))
        .with(app("ar").call("detect").admitAll())
        .with(group("people").uses("ar").at("shop").devices(12))
        .problem();
  }

  private static PlacementProblem artifacts(double storageMib) {
    return Scenario.shuffledBy(2)
        .with(edge("shop").storageMib(storageMib))
        .with(function("detect").artifactMib(100), function("match").artifactMib(90))
        .with(app("ar").call("detect").admitAll(), app("map").call("match").admitAll())
        .with(group("people").uses("ar").at("shop"), group("cars").uses("map").at("shop"))
        .problem();
  }

  /** Twelve times 12,500 bytes a second are 1.2 Mbit/s. */
  private static PlacementProblem street(double megabits) {
    return Scenario.shuffledBy(3)
        .with(edge("shop"), cell("street"), link("street", "shop").mbit(megabits, 100))
        .with(function("detect"))
        .with(app("ar").call("detect").entryBytes(12_500).admitAll())
        .with(group("people").uses("ar").at("street").devices(12))
        .problem();
  }

  static Stream<Scarce> scarce() {
    return Stream.of(
        new Scarce(
            "MEMORY",
            "Give node shop 128 more MiB of memory: it has 256.",
            128,
            more -> shop(edge("shop").memoryMib(256 + more), function("detect").memoryMib(128))),
        new Scarce(
            "INSTANCES",
            "Allow node shop 1 more instances: it has 2.",
            1,
            more -> shop(edge("shop").instances((long) (2 + more)), function("detect"))),
        new Scarce(
            "FUNCTION_INSTANCES",
            "Allow detect on shop 2 more instances: it has 1.",
            2,
            more ->
                shop(edge("shop").instancesOf("detect", (long) (1 + more)), function("detect"))),
        new Scarce(
            "CPU",
            "Give node shop 0.200 more usable cores: it has 1 (cores × utilisation cap).",
            0.2,
            more -> shop(edge("shop").cores(1 + more), function("detect"))),
        new Scarce(
            "RATE",
            "Allow node shop 2 more requests/s: it has 10.",
            2,
            more -> shop(edge("shop").perSecond(10 + more), function("detect"))),
        new Scarce(
            "ACCELERATORS",
            "Give node shop 1 more accelerators: it has 2.",
            1,
            more ->
                shop(
                    edge("shop").accelerators("gpu", (int) (2 + more), 4096),
                    function("detect").accelerators("gpu", 1, 0))),
        new Scarce(
            "ACCELERATOR_MEMORY",
            "Give node shop 776 more MiB of accelerator memory: it has 1024.",
            776,
            more ->
                shop(
                    edge("shop").accelerators("gpu", 1, 1024 + more),
                    function("detect").accelerators("gpu", 0, 600))),
        new Scarce(
            "STORAGE",
            "Give node shop 40 more MiB of storage: it has 150.",
            40,
            more -> artifacts(150 + more)),
        new Scarce(
            "LINK",
            "Give link street -> shop 0.200 more usable Mbit/s: it has 1"
                + " (bandwidth × utilisation cap).",
            0.2,
            more -> street(1 + more)));
  }

  @ParameterizedTest
  @MethodSource("scarce")
  void saysWhatIsLackingAndByHowMuch(Scarce scarce) {
    Conflict conflict = conflict(scarce.problem().apply(0));
    assertThat(conflict.irreducible()).isTrue();
    assertThat(conflict.rules()).extracting(Conflict.ConflictingRule::rule).contains(scarce.rule());
    assertThat(conflict.remedies()).contains(scarce.remedy());
  }

  @ParameterizedTest
  @MethodSource("scarce")
  void whatIsSaidToBeLackingIsEnoughAndNoMoreThanThat(Scarce scarce) {
    assertThat(solve(scarce.problem().apply(scarce.enough())))
        .isInstanceOf(SolveResult.Placed.class);
    double less = scarce.enough() >= 2 || scarce.enough() == 1 ? 1 : 0.001;
    assertThat(solve(scarce.problem().apply(scarce.enough() - less)))
        .isInstanceOf(SolveResult.Infeasible.class);
  }

  @Test
  void saysHowManyDevicesAreTooMany() {
    Conflict conflict = conflict(shop(edge("shop").cores(1), function("detect")));
    assertThat(conflict.remedies())
        .contains("Admit people by best effort, or with 2 of its 12 devices fewer.");
  }

  /** Each of two nodes could take the rest; either amount is said, for that node alone. */
  @Test
  void saysWhatEachOfTwoNodesLacks() {
    PlacementProblem problem =
        Scenario.shuffledBy(4)
            .with(edge("mall").cores(0.5), edge("shop").cores(0.6), link("mall", "shop").ms(1))
            .with(function("detect").workMs(100))
            .with(app("ar").call("detect").admitAll())
            .with(group("people").uses("ar").at("shop").devices(12))
            .problem();
    List<String> remedies = conflict(problem).remedies();
    assertThat(remedies)
        .anySatisfy(said -> assertThat(said).startsWith("Give node mall 0.100 more usable cores"))
        .anySatisfy(said -> assertThat(said).startsWith("Give node shop 0.100 more usable cores"));
  }

  private static SolveResult solve(PlacementProblem problem) {
    return new PlacementSolver().solve(problem, SolveOptions.DEFAULT);
  }

  private static Conflict conflict(PlacementProblem problem) {
    SolveResult result = solve(problem);
    assertThat(result).isInstanceOf(SolveResult.Infeasible.class);
    return ((SolveResult.Infeasible) result).conflict();
  }
}
