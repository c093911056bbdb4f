package dev.continuum.benchmarks.simulator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.simulator.Simulation;
import dev.continuum.simulator.SimulationListener;
import dev.continuum.simulator.SimulationResult;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** Our simulator on a crowd. */
final class EngineRun {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private EngineRun() {}

  /** Processor time of this thread, s. */
  static double cpuSeconds() {
    return THREADS.getCurrentThreadCpuTime() / 1e9;
  }

  /** Memory in use once nothing unused is left. */
  static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** From the declared problem to the result, the compilation included. */
  static Measured measure(Crowd crowd, double requests) {
    PlacementProblem problem = crowd.problem();
    Placement placement = crowd.placement();
    double start = cpuSeconds();
    SimulationResult result = Simulation.run(problem, placement, crowd.scenario(requests));
    double cpu = cpuSeconds() - start;
    SimulationResult.AppResult app = result.apps().getFirst();
    return new Measured(
        result.requests(), result.events(), cpu, app.latency().mean().value(), app.coldShare());
  }

  /** Memory of the engine in the last quarter of a run, the declared problem not counted. */
  static long bytes(Crowd crowd, double requests) {
    PlacementProblem problem = crowd.problem();
    Placement placement = crowd.placement();
    Memory memory = new Memory(crowd.scenario(requests).run().duration(), usedBytes());
    var unused = Simulation.run(problem, placement, crowd.scenario(requests), memory);
    return memory.held;
  }

  private static final class Memory implements SimulationListener {
    private final Duration from;
    private final long before;
    private long held = -1;

    Memory(Duration whole, long before) {
      this.from = whole.multipliedBy(3).dividedBy(4);
      this.before = before;
    }

    @Override
    public void progress(Duration now, long events) {
      if (held < 0 && now.compareTo(from) >= 0) {
        held = usedBytes() - before;
      }
    }

    @Override
    public void sample(AppSample row) {}

    @Override
    public void sample(FunctionSample row) {}
  }
}
