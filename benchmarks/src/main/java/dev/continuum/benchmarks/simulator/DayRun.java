package dev.continuum.benchmarks.simulator;

import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.Simulation;
import dev.continuum.simulator.SimulationListener;
import dev.continuum.simulator.SimulationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A day of a crowd, and what memory it takes from the first minutes to the last. */
final class DayRun {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration WARM_UP = Duration.ofMinutes(10);

  /** Looked at so far into the day; the last look is before its end. */
  private static final List<Duration> LOOKS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(18),
          Duration.ofMinutes(23 * 60 + 55));

  private static final Path STATUS = Path.of("/proc/self/status");

  private DayRun() {}

  /**
   * Memory at one moment.
   *
   * @param at virtual time since the warm-up
   * @param heapBytes in use after a full collection
   * @param residentBytes of the process; 0 where the system does not tell
   */
  record Look(Duration at, long heapBytes, long residentBytes) {}

  /**
   * A whole day.
   *
   * @param measured what was simulated in how much processor time
   * @param wall time on the clock
   * @param looks at memory, in order of time
   */
  record Day(Measured measured, Duration wall, List<Look> looks) {}

  static Day measure(Crowd crowd) {
    Scenario scenario =
        crowd.scenario(1).with(new Scenario.Run(DAY.plus(WARM_UP), WARM_UP, 1, 20, DAY));
    Watch watch = new Watch();
    long begun = System.nanoTime();
    double cpu = EngineRun.cpuSeconds();
    SimulationResult result = Simulation.run(crowd.problem(), crowd.placement(), scenario, watch);
    cpu = EngineRun.cpuSeconds() - cpu;
    Duration wall = Duration.ofNanos(System.nanoTime() - begun);
    SimulationResult.AppResult app = result.apps().getFirst();
    return new Day(
        new Measured(
            result.requests(), result.events(), cpu, app.latency().mean().value(), app.coldShare()),
        wall,
        List.copyOf(watch.looks));
  }

  private static long residentBytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static final class Watch implements SimulationListener {
    private final List<Look> looks = new ArrayList<>();

    @Override
    public void progress(Duration at, long events) {
      if (looks.size() < LOOKS.size()) {
        Duration since = at.minus(WARM_UP);
        if (since.compareTo(LOOKS.get(looks.size())) >= 0) {
          long resident = residentBytes();
          looks.add(new Look(since, EngineRun.usedBytes(), resident));
        }
      }
    }
  }
}
