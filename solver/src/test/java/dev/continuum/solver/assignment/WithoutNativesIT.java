package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.Metropolis;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveEvent;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.Strategy;
import dev.continuum.solver.volume.Town;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where OR-Tools does not load, what needs none of it still plans. */
class WithoutNativesIT {

  private static final int AS_WANTED = 7;

  /** What the processes run. */
  static final class Solve {
    private Solve() {}

    /** Solves by a strategy on so many threads; tells by its exit code whether all were placed. */
    public static void main(String[] arguments) {
      Strategy strategy = Strategy.valueOf(arguments[0]);
      SolveOptions options =
          new SolveOptions(
              strategy,
              Duration.ofMillis(1500),
              0,
              OptionalLong.empty(),
              1,
              Integer.parseInt(arguments[1]));
      Map<String, PlacementProblem> problems = new LinkedHashMap<>();
      problems.put("routes", Metropolis.drawn(1));
      problems.put("blocks", Town.hamlet(1));
      problems.put("location", new RandomLocation(12, 40, false, true, 1).problem);
      Stream.of(arguments)
          .skip(2)
          .map(Long::valueOf)
          .forEach(seed -> problems.put("hosting " + seed, hosting(seed)));
      boolean asWanted = true;
      boolean anyTold = false;
      for (var each : problems.entrySet()) {
        List<SolveEvent> events = new ArrayList<>();
        SolveResult result =
            new PlacementSolver().solve(each.getValue(), options, StopSignal.NEVER, events::add);
        long told = events.stream().filter(SolveEvent.BackendFailed.class::isInstance).count();
        System.out.println(each.getKey() + " " + result.getClass() + " told " + told);
        asWanted &= result instanceof SolveResult.Placed && told <= 1;
        anyTold |= told == 1;
      }
      System.exit(asWanted && anyTold ? AS_WANTED : 1);
    }
  }

  private static PlacementProblem hosting(long seed) {
    return new RandomHosting(false, seed).problem;
  }

  private static boolean anyPlacement(long seed) {
    return new PlacementSolver().solve(hosting(seed), SolveOptions.DEFAULT)
        instanceof SolveResult.Placed;
  }

  @ParameterizedTest
  @CsvSource({"AUTO, 1", "AUTO, 2", "EXACT, 2"})
  void theIncumbentIsReturnedAndTheFailureTold(Strategy strategy, int threads) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=/nowhere",
                "-cp",
                System.getProperty("java.class.path"),
                Solve.class.getName(),
                strategy.name(),
                Integer.toString(threads)));
    LongStream.range(0, 20)
        .filter(WithoutNativesIT::anyPlacement)
        .limit(3)
        .mapToObj(Long::toString)
        .forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(AS_WANTED);
    assertThat(said).contains("OR-Tools does not load");
    assertThat(said.lines().filter(line -> line.startsWith("hosting"))).hasSize(3);
  }
}
