package dev.continuum.benchmarks.quality;

import dev.continuum.datasets.generator.CflpFamily;
import dev.continuum.datasets.generator.CityFamily;
import dev.continuum.datasets.generator.NeptuneFamily;
import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench leak}: many small solves in one process, of every kind that reaches a native. */
@Command(
    name = "leak",
    description = {
      "Solves small problems again and again in one process, and tells what memory is left.",
      "",
      "A tenth of the solves warms up; what the process holds then is compared with the end."
    },
    footer = {
      "",
      "Example:",
      "  ./continuum bench leak --solves 10000",
      "",
      "Exit codes: 0 no leak, 1 the process grew by more than was allowed, 2 wrong usage."
    })
public final class LeakCommand implements Callable<Integer> {

  private static final int TOLD = 10;
  private static final double KIBIBYTES = 1024;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--solves",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many. Default: ${DEFAULT-VALUE}.")
  private int solves;

  @Option(
      names = "--most",
      paramLabel = "MIB",
      defaultValue = "64",
      description = "Growth after the warm-up that is allowed, MiB. Default: ${DEFAULT-VALUE}.")
  private double most;

  LeakCommand() {}

  @Override
  public Integer call() throws IOException {
    List<PlacementProblem> problems =
        List.of(
            NeptuneFamily.generate(3, 2, 1),
            CflpFamily.generate(4, 5, 1),
            CityFamily.city(3, 6, 4, 1));
    SolveOptions options = SolveOptions.DEFAULT.withSteps(30).withTimeLimit(Duration.ofSeconds(20));
    PlacementSolver solver = new PlacementSolver();
    double before = 0;
    double now = 0;
    for (int k = 1; k <= solves; k++) {
      var unused = solver.solve(problems.get(k % problems.size()), options.withSeed(k));
      if (k % Math.max(1, solves / TOLD) == 0) {
        now = held();
        before = before == 0 ? now : before;
        spec.commandLine().getOut().printf("%,8d solves %,8.0f MiB%n", k, now);
        spec.commandLine().getOut().flush();
      }
    }
    spec.commandLine().getOut().printf("grew by %,.0f MiB%n", now - before);
    return now - before <= most ? 0 : 1;
  }

  /** What lives in the heap and what the process holds outside it, MiB. */
  private static double held() throws IOException {
    System.gc();
    double used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return used / (KIBIBYTES * KIBIBYTES) + NativeMemory.mebibytes();
  }
}
