package dev.continuum.solver.compiled;

import org.jspecify.annotations.Nullable;

/**
 * One client group. Immutable after compilation, but for what runs now in a {@link LiveProblem};
 * thread-safe where nobody keeps it live.
 */
public final class CompiledGroup {

  /** Its index. */
  public final int index;

  /** Index of its application, in order of id. */
  public final int app;

  /** K_g, devices. */
  public final int devices;

  /** Whether device counts are reals. */
  public final boolean divisible;

  /** Whether no device may stay unserved. */
  public final boolean serveAll;

  /** Weight of one unserved or late device, micro-units. */
  public final long priorityMicros;

  /** Its routes. */
  public final RouteSpace routes;

  private @Nullable RunningDevices running;

  CompiledGroup(
      int index,
      int app,
      int devices,
      boolean divisible,
      boolean serveAll,
      long priorityMicros,
      RouteSpace routes,
      @Nullable RunningDevices running) {
    this.index = index;
    this.app = app;
    this.devices = devices;
    this.divisible = divisible;
    this.serveAll = serveAll;
    this.priorityMicros = priorityMicros;
    this.routes = routes;
    this.running = running;
  }

  /** Whether changes against a current placement count. */
  public boolean hasCurrent() {
    return running != null;
  }

  /** Devices of a call now on a node; 0 where nothing runs now. */
  public double now(int call, int node) {
    return running == null ? 0 : running.on(call, node);
  }

  /** Nodes that devices of a call are on now. */
  public int[] nodesNow(int call) {
    return running == null ? new int[0] : running.nodes(call);
  }

  /** From now on these run; for the one who keeps a live problem. */
  void runs(RunningDevices now) {
    running = now;
  }

  /** The same runs now as of another form of the group. */
  void runsAs(CompiledGroup other) {
    running = other.running;
  }

  /** This, with nobody in it. */
  CompiledGroup withoutDevices() {
    return new CompiledGroup(index, app, 0, divisible, serveAll, priorityMicros, routes, running);
  }
}
