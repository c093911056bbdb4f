package dev.continuum.simulator.engine;

import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Application;
import dev.continuum.simulator.SimulationListener;
import dev.continuum.simulator.SimulationResult;
import dev.continuum.simulator.statistics.LatencyHistogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts requests. */
@SuppressWarnings("EnumOrdinal") // An index into arrays of one run, never stored.
final class Recorder {

  private static final int ROUTE_BITS = 6;
  private static final int LEAST_LATER = 1024;
  private static final int MOST_LATER = 1 << 16;
  private static final int TOGETHER = 64;
  private static final double DEFAULT_PERCENTILE = 0.95;
  private static final double MILLI = 1e-6;

  private final List<Application> apps;
  private final long[] deadlines;
  private final Tally[] whole;
  private final Tally[][] tiers;
  private final @Nullable LatencyHistogram[] routes;
  private final LatencyHistogram[] rows;
  private final long[] rowCold;
  private final long[] rowFailed;
  private final long[] failed;
  private final long[] refused;
  private final long[] lost;
  private final int[] laterPrograms;
  private final long[] laterNanos;
  private int later;

  // The same by route, and where the next of each route goes.
  private final int[] sortedPrograms;
  private final long[] sortedNanos;
  private final int[] places;

  /** What was read ahead, so that reading it is not left out. */
  private long seen;

  long answered;

  Recorder(List<Application> apps, int programs) {
    this.apps = apps;
    int size = apps.size();
    deadlines = new long[size];
    whole = new Tally[size];
    tiers = new Tally[size][];
    rows = new LatencyHistogram[size];
    rowCold = new long[size];
    rowFailed = new long[size];
    failed = new long[size];
    refused = new long[size];
    lost = new long[size];
    routes = new LatencyHistogram[programs];
    int room = Math.clamp(8L * programs, LEAST_LATER, MOST_LATER);
    laterPrograms = new int[room];
    laterNanos = new long[room];
    sortedPrograms = new int[room];
    sortedNanos = new long[room];
    places = new int[programs];
    for (int i = 0; i < size; i++) {
      deadlines[i] =
          apps.get(i).deadline().map(each -> each.limit().toNanos()).orElse(Long.MAX_VALUE);
      whole[i] = new Tally();
      tiers[i] = Tally.perTier();
      rows[i] = new LatencyHistogram(5);
    }
  }

  void answered(int app, Program program, long nanos, boolean cold) {
    boolean onTime = nanos <= deadlines[app];
    tiers[app][program.tier.ordinal()].add(nanos, cold, onTime);
    whole[app].add(nanos, cold, onTime);
    laterPrograms[later] = program.index;
    laterNanos[later] = nanos;
    if (++later == laterNanos.length) {
      countRoutes();
    }
    rows[app].add(nanos);
    rowCold[app] += cold ? 1 : 0;
  }

  /** Routes are many: counting many latencies at once, route by route, waits for memory once. */
  private void countRoutes() {
    sort();
    for (int from = 0; from < later; from += TOGETHER) {
      countRoutes(from, Math.min(later, from + TOGETHER));
    }
    later = 0;
  }

  /** By route, those of a route in their order, so that sums come out the same. */
  private void sort() {
    Arrays.fill(places, 0);
    for (int i = 0; i < later; i++) {
      places[laterPrograms[i]]++;
    }
    int sum = 0;
    for (int i = 0; i < places.length; i++) {
      int ofRoute = places[i];
      places[i] = sum;
      sum += ofRoute;
    }
    for (int i = 0; i < later; i++) {
      int place = places[laterPrograms[i]]++;
      sortedPrograms[place] = laterPrograms[i];
      sortedNanos[place] = laterNanos[i];
    }
  }

  private void countRoutes(int from, int to) {
    var unused = glance(from, to);
    for (int i = from; i < to; i++) {
      int program = sortedPrograms[i];
      LatencyHistogram route = routes[program];
      if (route == null) {
        route = new LatencyHistogram(ROUTE_BITS);
        routes[program] = route;
      }
      route.add(sortedNanos[i]);
    }
  }

  private long glance(int from, int to) {
    for (int i = from; i < to; i++) {
      LatencyHistogram route = routes[sortedPrograms[i]];
      seen += route == null ? 0 : route.glance(sortedNanos[i]);
    }
    return seen;
  }

  void failed(int app) {
    failed[app]++;
    rowFailed[app]++;
  }

  void refusedOrLost(int app, Kernel.Reason reason) {
    switch (reason) {
      case REFUSED -> refused[app]++;
      case LOST -> lost[app]++;
    }
  }

  void endBatch() {
    for (Tally tally : whole) {
      tally.endBatch();
    }
    for (Tally[] tier : tiers) {
      for (Tally tally : tier) {
        tally.endBatch();
      }
    }
  }

  void row(long now, SimulationListener listener) {
    for (int i = 0; i < rows.length; i++) {
      listener.sample(
          new SimulationListener.AppSample(
              Duration.ofNanos(now),
              apps.get(i).id(),
              rows[i].count(),
              rows[i].meanNanos() * MILLI,
              rows[i].quantileNanos(0.95) * MILLI,
              rowCold[i],
              rowFailed[i]));
      rows[i].clear();
      rowCold[i] = 0;
      rowFailed[i] = 0;
    }
  }

  List<SimulationResult.AppResult> apps(long[] unserved) {
    List<SimulationResult.AppResult> results = new ArrayList<>();
    for (int i = 0; i < whole.length; i++) {
      results.add(
          new SimulationResult.AppResult(
              apps.get(i).id(),
              Optional.empty(),
              whole[i].count(),
              whole[i].latency(),
              whole[i].share(whole[i].cold),
              whole[i].share(whole[i].onTime),
              failed[i],
              refused[i],
              lost[i],
              unserved[i]));
      for (Tier tier : Tier.values()) {
        Tally tally = tiers[i][tier.ordinal()];
        if (tally.count() > 0) {
          results.add(
              new SimulationResult.AppResult(
                  apps.get(i).id(),
                  Optional.of(tier),
                  tally.count(),
                  tally.latency(),
                  tally.share(tally.cold),
                  tally.share(tally.onTime),
                  0,
                  0,
                  0,
                  0));
        }
      }
    }
    return results;
  }

  List<SimulationResult.RouteResult> routes(World world) {
    countRoutes();
    List<SimulationResult.RouteResult> results = new ArrayList<>();
    for (int i = 0; i < routes.length; i++) {
      LatencyHistogram route = routes[i];
      if (route != null) {
        Group group = world.groups().get(world.kernel().programs[i].group);
        double percentile =
            apps.get(group.app)
                .deadline()
                .map(deadline -> deadline.percentile())
                .orElse(DEFAULT_PERCENTILE);
        results.add(
            new SimulationResult.RouteResult(
                group.id,
                world.routes().get(i),
                route.count(),
                route.quantileNanos(percentile) * MILLI));
      }
    }
    return results;
  }
}
