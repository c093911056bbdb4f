package dev.continuum.solver.exact;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.cloud;
import static dev.continuum.model.fixture.Scenario.distance;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.fixture.AppPart;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.solver.compiled.CompiledProblem;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How tight the linear program over sites is, and that its prices prove as much as it says. */
class SiteRelaxationTest {

  /** Sites with room for one to three instances of two functions that call each other. */
  private static CompiledProblem town(long seed, int sites, int groups) {
    return town(
        seed,
        sites,
        groups,
        app("ar").call("extract").call("match").edge("extract", "match", 40_000));
  }

  private static CompiledProblem town(long seed, int sites, int groups, AppPart app) {
    SplittableRandom random = new SplittableRandom(seed);
    Scenario scenario =
        Scenario.shuffledBy(seed)
            .with(distance(2, 0.5))
            .with(cloud("region").at(90, 0).pricePerGibSecondKept(1e-5).pricePerRequest(4e-6))
            .with(function("extract").memoryMib(256).workMs(25).erlang(1, 0.01))
            .with(function("match").memoryMib(256).workMs(10).erlang(1, 0.01))
            .with(app)
            .with(weights(new ObjectiveWeights(1e-4, 1e-6, 0, 1)));
    for (int n = 0; n < sites; n++) {
      scenario.with(
          edge("site-" + n)
              .at(random.nextDouble() * 4, random.nextDouble() * 4)
              .cores(4)
              .memoryMib(256 * (1 + random.nextInt(3)))
              .pricePerGibSecondKept(2e-5));
    }
    for (int g = 0; g < groups; g++) {
      scenario.with(
          group("group-" + g)
              .uses("ar")
              .at("site-" + random.nextInt(sites))
              .devices(1 + random.nextInt(3))
              .perSecond(1));
    }
    return CompiledProblem.of(scenario.problem());
  }

  @Test
  void aNodeThatIsHalfOfEachServesNoBlockThatNeedsBoth() {
    CompiledProblem problem = town(1, 6, 8);
    NodeFunctions functions = new NodeFunctions(problem);
    ConfigurationModel model =
        new ConfigurationModel(problem, Configurations.blocks(problem, 1, false), functions);
    int small = 0;
    try (ConfigurationDive dive = new ConfigurationDive(model)) {
      assertThat(dive.solve(() -> false)).isTrue();
      for (GroupBlocks of : model.groups) {
        for (int c = 0; c < of.choices.size(); c++) {
          GroupBlocks.Choice choice = of.choices.get(c);
          if (choice.pairs().length == 2 && hasRoomForOne(problem, choice.place())) {
            assertThat(dive.value(of.devices[c])).isCloseTo(0, within(1e-6));
            small++;
          }
        }
      }
    }
    assertThat(small).as("places with room for one of two functions").isPositive();
  }

  private static boolean hasRoomForOne(CompiledProblem problem, int node) {
    return problem.nodes().memoryBytes[node] < 512L << 20;
  }

  @Test
  void placesAreAddedUntilTheProgramIsThatOverAllOfThem() {
    AppPart twice =
        app("ar")
            .call("extract")
            .call("match")
            .call("again", "extract")
            .edge("extract", "match", 40_000)
            .edge("match", "again", 1_000);
    int lacking = 0;
    for (long seed = 0; seed < 8; seed++) {
      CompiledProblem problem = seed % 2 == 0 ? town(seed, 40, 30) : town(seed, 40, 30, twice);
      NodeFunctions functions = new NodeFunctions(problem);
      List<GroupBlocks> some = Configurations.blocks(problem, 1, false);
      List<GroupBlocks> all =
          Configurations.blocks(problem, 1, false).stream().map(GroupBlocks::everywhere).toList();
      try (ConfigurationDive dive =
              new ConfigurationDive(new ConfigurationModel(problem, some, functions));
          ConfigurationDive full =
              new ConfigurationDive(new ConfigurationModel(problem, all, functions))) {
        assertThat(dive.solve(() -> false)).isTrue();
        assertThat(full.solve(() -> false)).isTrue();
        double before = dive.micros();
        assertThat(new PlaceGeneration(dive).run(() -> false)).isTrue();
        assertThat(dive.micros()).isBetween(full.micros() - 1, full.micros() * (1 + 1e-4));
        lacking += before > full.micros() * (1 + 1e-4) ? 1 : 0;
      }
    }
    assertThat(lacking).as("programs that lacked places").isPositive();
  }

  @Test
  void pricesProveWhatTheProgramSays() {
    for (long seed = 0; seed < 12; seed++) {
      CompiledProblem problem = town(seed, 20, 24);
      NodeFunctions functions = new NodeFunctions(problem);
      List<GroupBlocks> all =
          Configurations.blocks(problem, 1, false).stream().map(GroupBlocks::everywhere).toList();
      ConfigurationModel model = new ConfigurationModel(problem, all, functions);
      try (ConfigurationDive dive = new ConfigurationDive(model)) {
        assertThat(dive.solve(() -> false)).isTrue();
        BlockDual dual = new BlockDual(problem, all, functions, model.links);
        assertThat(dual.evaluate(dive.prices(), PoolLimits.NONE))
            .as("seed %d", seed)
            .isGreaterThan(dive.micros() * (1 - 1e-6));
      }
    }
  }
}
