package dev.continuum.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.volume.Town;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where OR-Tools does not load, what needs none of it still plans. */
class WithoutNativesIT {

  private static final int AS_WANTED = 7;

  /** What the processes run. */
  static final class Solve {
    private Solve() {}

    /** Solves by a strategy and tells by its exit code whether that went as it should. */
    public static void main(String[] arguments) {
      Strategy strategy = Strategy.valueOf(arguments[0]);
      boolean asWanted = true;
      for (PlacementProblem problem :
          List.of(Metropolis.drawn(1), Town.hamlet(1), Town.hamlet(2))) {
        List<SolveEvent> events = new ArrayList<>();
        SolveResult result =
            new PlacementSolver()
                .solve(
                    problem,
                    SolveOptions.DEFAULT
                        .withStrategy(strategy)
                        .withTimeLimit(Duration.ofSeconds(2)),
                    StopSignal.NEVER,
                    events::add);
        boolean told = events.stream().anyMatch(SolveEvent.BackendFailed.class::isInstance);
        System.out.println(strategy + " " + result.getClass() + " told " + told);
        asWanted &= result instanceof SolveResult.Placed && told;
      }
      System.exit(asWanted ? AS_WANTED : 1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "EXACT"})
  void theIncumbentIsReturnedAndTheFailureTold(Strategy strategy) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.io.tmpdir=/nowhere",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Solve.class.getName(),
                    strategy.name()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(AS_WANTED);
    assertThat(said).contains("OR-Tools does not load");
  }
}
