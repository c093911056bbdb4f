package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DealTest {

  @Test
  void partsOfDevicesAreDealtOutWholeAndNothingStaysFixed() {
    int dealt = 0;
    for (long seed = 0; seed < 12; seed++) {
      CompiledProblem problem = Sites.town(seed, 20, 12);
      Search search = Sites.search(problem, SolveOptions.DEFAULT);
      try (SiteProgram program = Sites.program(search).orElseThrow()) {
        ConfigurationDive dive = program.dive();
        if (dive.unserved() > 1e-6 || isWhole(program)) {
          continue;
        }
        PlacementState state = new PlacementState(problem);
        new Deal(search, program.dive().of(), dive).offer(state, "deal");
        assertThat(state.complete()).as("seed %d", seed).isTrue();
        assertThat(search.incumbent().orElseThrow().score().costMicros())
            .as("seed %d", seed)
            .isGreaterThanOrEqualTo((long) (dive.micros() * (1 - 1e-6)));
        assertFree(program);
        dealt++;
      }
    }
    assertThat(dealt).as("towns with parts of devices").isGreaterThan(2);
  }

  private static boolean isWhole(SiteProgram program) {
    return program.dive().of().groups.stream()
        .flatMapToInt(of -> Arrays.stream(of.devices))
        .mapToDouble(program.dive()::value)
        .allMatch(value -> Math.abs(value - Math.rint(value)) < 1e-6);
  }

  private static void assertFree(SiteProgram program) {
    for (GroupBlocks of : program.dive().of().groups) {
      IntStream.concat(Arrays.stream(of.devices), Arrays.stream(of.partition))
          .forEach(variable -> assertFree(program, of, variable));
      assertFree(program, of, of.unserved);
    }
  }

  private static void assertFree(SiteProgram program, GroupBlocks of, int variable) {
    assertThat(program.dive().of().model.lower(variable)).isZero();
    assertThat(program.dive().of().model.upper(variable)).isEqualTo(of.count);
  }
}
