package dev.continuum.solver.compiled;

import org.jspecify.annotations.Nullable;

/** One client group. Immutable after compilation; thread-safe. */
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

  /** Devices now on each node, by call and node; null if there is no current placement. */
  public final double @Nullable [][] devicesNow;

  CompiledGroup(
      int index,
      int app,
      int devices,
      boolean divisible,
      boolean serveAll,
      long priorityMicros,
      RouteSpace routes,
      double @Nullable [][] devicesNow) {
    this.index = index;
    this.app = app;
    this.devices = devices;
    this.divisible = divisible;
    this.serveAll = serveAll;
    this.priorityMicros = priorityMicros;
    this.routes = routes;
    this.devicesNow = devicesNow;
  }

  /** Devices of a call now on a node; 0 where nothing runs now. */
  public double now(int call, int node) {
    return devicesNow == null || devicesNow[call] == null ? 0 : devicesNow[call][node];
  }
}
