package dev.continuum.solver.exact;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.fixture.AppPart;
import dev.continuum.solver.compiled.CompiledProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How tight the linear program over sites is, and that its prices prove as much as it says. */
class SiteRelaxationTest {

  private static final AppPart CHAIN =
      app("ar").call("extract").call("match").edge("extract", "match", 40_000);

  private static final AppPart APART = app("ar").call("extract").call("match").entryBytes(40_000);

  /** One of its functions is called twice. */
  private static final AppPart TWICE =
      app("ar")
          .call("extract")
          .call("match")
          .call("again", "extract")
          .edge("extract", "match", 40_000)
          .edge("match", "again", 1_000);

  @Test
  void aNodeThatIsHalfOfEachServesNoBlockThatNeedsBoth() {
    CompiledProblem problem = Sites.town(1, 6, 8);
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
    int lacking = 0;
    for (long seed = 0; seed < 8; seed++) {
      CompiledProblem problem =
          seed % 2 == 0 ? Sites.town(seed, 40, 30) : Sites.town(seed, 40, 30, TWICE);
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
      CompiledProblem two = Sites.town(seed, 20, 24);
      proves(two, new NodeFunctions(two), 1e-6, "two calls, seed " + seed);
      CompiledProblem more = Sites.town(seed, 20, 24, TWICE);
      proves(more, new NodeFunctions(more), 0.01, "three calls, seed " + seed);
      proves(two, new NodeFunctions(two, 0, true), 0.005, "patterns, seed " + seed);
    }
  }

  /** Whether a payload joins the calls or not, they are a block that is in one place. */
  @Test
  void gatheredCallsAreServedTogether() {
    int dearer = 0;
    for (long seed = 0; seed < 6; seed++) {
      for (AppPart app : List.of(CHAIN, APART)) {
        CompiledProblem free = Sites.town(seed, 20, 24, app);
        CompiledProblem tied = Sites.town(seed, 20, 24, app, it -> 1, gather("extract", "match"));
        NodeFunctions functions = new NodeFunctions(tied);
        List<GroupBlocks> all =
            Configurations.blocks(tied, 1, false).stream().map(GroupBlocks::everywhere).toList();
        ConfigurationModel model = new ConfigurationModel(tied, all, functions);
        try (ConfigurationDive dive = new ConfigurationDive(model)) {
          assertThat(dive.solve(() -> false)).isTrue();
          for (GroupBlocks of : all) {
            for (int partition : of.partition) {
              assertThat(dive.value(partition)).isCloseTo(0, within(1e-6));
            }
          }
          dearer += dive.micros() > 1.0001 * micros(free) ? 1 : 0;
        }
        proves(tied, functions, 1e-6, "gathered, seed " + seed);
      }
    }
    assertThat(dearer).as("towns where that costs something").isPositive();
  }

  private static double micros(CompiledProblem problem) {
    List<GroupBlocks> all =
        Configurations.blocks(problem, 1, false).stream().map(GroupBlocks::everywhere).toList();
    NodeFunctions functions = new NodeFunctions(problem);
    try (ConfigurationDive dive =
        new ConfigurationDive(new ConfigurationModel(problem, all, functions))) {
      assertThat(dive.solve(() -> false)).isTrue();
      return dive.micros();
    }
  }

  private static void proves(
      CompiledProblem problem, NodeFunctions functions, double part, String as) {
    List<GroupBlocks> all =
        Configurations.blocks(problem, 1, false).stream().map(GroupBlocks::everywhere).toList();
    ConfigurationModel model = new ConfigurationModel(problem, all, functions);
    try (ConfigurationDive dive = new ConfigurationDive(model)) {
      assertThat(dive.solve(() -> false)).isTrue();
      assertThat(new PatternGeneration(dive).run(() -> false)).isTrue();
      BlockDual dual = new BlockDual(problem, all, functions, model.links, NodeWorth.of(dive));
      assertThat(dual.evaluate(dive.prices(), PoolLimits.NONE))
          .as(as)
          .isGreaterThan(dive.micros() * (1 - part));
    }
  }
}
