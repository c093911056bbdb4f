package dev.continuum.benchmarks.replan;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench replan}: how fast a warm plan follows events, and how good it is then. */
@Command(
    name = "replan",
    description = {
      "Replans demands on nodes after events, in one warm JVM: nodes lost and back, rates changed,",
      "groups moved, come and gone. Then a second of improvement beside a cold solve of the same",
      "priced problem, and a tenth of the nodes lost at once."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum bench replan",
      "  ./continuum bench replan --demands 100000 --nodes 1000 --cold 20"
    })
public final class ReplanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--demands", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int demands = 10_000;

  @Option(names = "--nodes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int nodes = 200;

  @Option(names = "--events", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int events = 1000;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Events before those that count. Default: ${DEFAULT-VALUE}.")
  private int warmUp = 1000;

  @Option(
      names = "--pause",
      paramLabel = "MS",
      description =
          "Milliseconds of improvement between events, not timed. Default: ${DEFAULT-VALUE}.")
  private int pause = 20;

  @Option(
      names = "--move-price",
      paramLabel = "SHARE",
      description = "Of what a demand costs an hour, for each move. Default: ${DEFAULT-VALUE}.")
  private double movePrice = 0.02;

  @Option(
      names = "--cold",
      paramLabel = "SECONDS",
      description = "Time of a cold solve. Default: ${DEFAULT-VALUE}.")
  private int cold = 10;

  @Option(
      names = "--no-compare",
      description = "No cold solves but the first: events and losses alone.")
  private boolean withoutComparison;

  @Option(
      names = "--cpu-time",
      description = "Measure by CPU time of the process, for machines that do other things too.")
  private boolean cpuTime;

  @Option(names = "--threads", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int threads = 2;

  @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  ReplanCommand() {}

  @Override
  public Integer call() {
    if (demands < 1 || nodes < 2 || events < 1 || warmUp < 0 || cold < 1 || threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "Numbers must be positive, and there must be two nodes.");
    }
    new ReplanRun(
            new ReplanRun.Setup(
                demands,
                nodes,
                events,
                warmUp,
                Duration.ofMillis(pause),
                movePrice,
                Duration.ofSeconds(cold),
                !withoutComparison,
                seed),
            threads,
            cpuTime ? ReplanCommand::cpuNanos : System::nanoTime,
            spec.commandLine().getOut())
        .run();
    return 0;
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
