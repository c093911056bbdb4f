package dev.continuum.simulator.engine;

import dev.continuum.model.id.GroupId;
import dev.continuum.model.topology.Tier;
import dev.continuum.simulator.client.Arrivals;
import dev.continuum.simulator.random.Law;
import dev.continuum.simulator.random.RandomStream;
import org.jspecify.annotations.Nullable;

/** What the devices of a group have in common, and what is counted of them. */
final class Group {

  final int index;
  final GroupId id;
  final int app;
  final int firstDevice;
  final int devices;
  final long seed;
  final Traits traits;
  final Arrivals arrivals;

  /** The routes of the placement. */
  private Program[] routes = {};

  /** Devices on each route and those before it. */
  private double[] upTo = {};

  /** The first of each: most groups have no other. */
  private @Nullable Program firstRoute;

  private double upToFirst;

  /** The routes of other policies, near to far, the device last. */
  Domain[] domains = {};

  /** Of {@link Arrivals.Modulated}: whether the high state holds. */
  boolean high;

  /** Of {@link Arrivals.Trace}: the minute, and what it still holds. */
  int minute = -1;

  int left;

  /** Where the group's own stream of draws is. */
  long stream;

  long requests;
  long unserved;
  double joulesBefore;

  /**
   * A place for all calls that may leave the device.
   *
   * @param program its route
   * @param tier its tier
   * @param host its node, or -1
   * @param up way to it; empty on the device
   * @param down way back
   */
  record Domain(Program program, Tier tier, int host, @Nullable Path up, @Nullable Path down) {

    double meanRoundTripNanos() {
      return up == null || down == null ? 0 : up.meanNanos() + down.meanNanos();
    }
  }

  /**
   * What is declared of each device.
   *
   * @param gap time between requests; a rate of 0 never sends
   * @param rate requests per second
   * @param divisible whether each request draws its route anew
   * @param millicores of its processor
   * @param idleWatts idle
   * @param wattsPerCore of a busy core
   * @param tailWatts of the radio after a transfer
   * @param tailNanos how long it stays up
   * @param levelJoules charge at the start; infinite on mains
   * @param batteryJoules capacity; infinite on mains
   */
  record Traits(
      Law gap,
      double rate,
      boolean divisible,
      double millicores,
      double idleWatts,
      double wattsPerCore,
      double tailWatts,
      long tailNanos,
      double levelJoules,
      double batteryJoules) {}

  Group(
      int index,
      GroupId id,
      int app,
      int firstDevice,
      int devices,
      long seed,
      Traits traits,
      Arrivals arrivals) {
    this.index = index;
    this.id = id;
    this.app = app;
    this.firstDevice = firstDevice;
    this.devices = devices;
    this.seed = seed;
    this.stream = RandomStream.key(seed, -2);
    this.traits = traits;
    this.arrivals = arrivals;
  }

  /** Some words of what a request of it needs. */
  long glance() {
    Program route = firstRoute;
    return seed + devices + (route == null ? 0 : route.glance());
  }

  /**
   * Takes the routes of the placement.
   *
   * @param programs in the order of the devices that take them
   * @param untilEach devices on each route and those before it
   */
  void follow(Program[] programs, double[] untilEach) {
    routes = programs;
    upTo = untilEach;
    if (programs.length > 0) {
      firstRoute = programs[0];
      upToFirst = untilEach[0];
    }
  }

  /** The route at a position among the devices, or null beyond those served. */
  @Nullable Program route(double position) {
    if (position < upToFirst) {
      return firstRoute;
    }
    int low = 0;
    int high = upTo.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] > position) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low < routes.length ? routes[low] : null;
  }
}
