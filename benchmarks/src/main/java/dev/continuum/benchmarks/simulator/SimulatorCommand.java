package dev.continuum.benchmarks.simulator;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench simulator}: events a second, bytes a device, and the ratio to CloudSim Plus. */
@Command(
    name = "simulator",
    description = {
      "Times the simulator on crowds of devices, and CloudSim Plus 8.5.7 on the same workload.",
      "",
      "Crowds have everything switched on: batteries, radios that sleep, access links with jitter",
      "and bandwidth, containers that start cold, shared processors. Times are processor time of",
      "the thread that simulates. Prints tables in Markdown."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum bench simulator",
      "  ./continuum bench simulator --devices 10000,100000 --peer-requests 0",
      "  ./continuum bench simulator --day 10000"
    })
public final class SimulatorCommand implements Callable<Integer> {

  private static final int PEER_DEVICES = 1000;
  private static final double WARM_UP_REQUESTS = 1e6;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "N",
      description = "Sizes of crowds. Default: 10000,100000,1000000.")
  private List<Integer> devices = List.of(10_000, 100_000, 1_000_000);

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "About how many requests each answers. Default: ${DEFAULT-VALUE}.")
  private double requests = 5e6;

  @Option(
      names = "--peer-requests",
      paramLabel = "N",
      description = "Requests of CloudSim Plus; 0 leaves it out. Default: ${DEFAULT-VALUE}.")
  private int peerRequests = 50_000;

  @Option(
      names = "--day",
      paramLabel = "N",
      description =
          "Simulate a whole day of N devices instead, and look at memory from its start to its end.")
  private int day;

  SimulatorCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (day > 0) {
      day(out, DayRun.measure(new Crowd(day, true).onPowerBanks()));
      return 0;
    }
    var unused = EngineRun.measure(new Crowd(10_000, true), WARM_UP_REQUESTS);
    out.println(
        "| devices | requests | M events/s | M requests/s | mean ms | cold | bytes a device |");
    out.println("|---|---|---|---|---|---|---|");
    for (int size : devices) {
      Crowd crowd = new Crowd(size, true);
      Measured seen = EngineRun.measure(crowd, requests);
      long bytes = EngineRun.bytes(crowd, Math.max(5e5, size));
      out.printf(
          Locale.ROOT,
          "| %,d | %,d | %.2f | %.2f | %.1f | %.2f %% | %,d |%n",
          size,
          seen.requests(),
          seen.eventsPerSecond() / 1e6,
          seen.requestsPerSecond() / 1e6,
          seen.meanMillis(),
          100 * seen.coldShare(),
          bytes / size);
      out.flush();
    }
    if (peerRequests > 0) {
      out.println();
      beside(out);
    }
    return 0;
  }

  private void day(PrintWriter out, DayRun.Day seen) {
    Measured all = seen.measured();
    out.println(
        "| devices | requests | events | CPU s | wall s | M events/s | M requests/s | mean ms | cold |");
    out.println("|---|---|---|---|---|---|---|---|---|");
    out.printf(
        Locale.ROOT,
        "| %,d | %,d | %,d | %.0f | %.0f | %.2f | %.2f | %.1f | %.2f %% |%n%n",
        day,
        all.requests(),
        all.events(),
        all.cpuSeconds(),
        seen.wall().toMillis() / 1e3,
        all.eventsPerSecond() / 1e6,
        all.requestsPerSecond() / 1e6,
        all.meanMillis(),
        100 * all.coldShare());
    out.println("| hours | heap in use, MB | process, MB |");
    out.println("|---|---|---|");
    for (DayRun.Look look : seen.looks()) {
      out.printf(
          Locale.ROOT,
          "| %.1f | %.2f | %.0f |%n",
          look.at().toMillis() / 3.6e6,
          look.heapBytes() / 1e6,
          look.residentBytes() / 1e6);
    }
    out.flush();
  }

  private void beside(PrintWriter out) {
    Crowd crowd = new Crowd(PEER_DEVICES, false);
    var unused = EngineRun.measure(crowd, WARM_UP_REQUESTS);
    var unusedToo = CloudSimRun.measure(crowd, Math.max(1, peerRequests / 10));
    Measured ours = EngineRun.measure(crowd, requests);
    Measured theirs = CloudSimRun.measure(crowd, peerRequests);
    out.println(
        "| plain crowd of 1,000 | requests | CPU s | M requests/s | M events/s | mean ms |");
    out.println("|---|---|---|---|---|---|");
    row(out, "Continuum", ours);
    row(out, "CloudSim Plus 8.5.7", theirs);
    out.printf(
        Locale.ROOT,
        "%nRequests per second, Continuum over CloudSim Plus: %,.0f%n",
        ours.requestsPerSecond() / theirs.requestsPerSecond());
    out.flush();
  }

  private static void row(PrintWriter out, String name, Measured seen) {
    out.printf(
        Locale.ROOT,
        "| %s | %,d | %.2f | %.4f | %.4f | %.2f |%n",
        name,
        seen.requests(),
        seen.cpuSeconds(),
        seen.requestsPerSecond() / 1e6,
        seen.eventsPerSecond() / 1e6,
        seen.meanMillis());
  }
}
