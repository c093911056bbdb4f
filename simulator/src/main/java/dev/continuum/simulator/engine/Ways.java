package dev.continuum.simulator.engine;

import dev.continuum.model.evaluation.Connection;
import dev.continuum.model.evaluation.DeclaredNetwork;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.Place;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes paths from the declared network. */
final class Ways {

  private final DeclaredNetwork network;
  private final Map<List<Object>, Path> alike = new HashMap<>();
  private final Map<Connection.Hop, Integer> hops = new HashMap<>();
  private final Map<Way, Optional<Path>> known = new HashMap<>();

  /** All that a path depends on. */
  private record Way(
      PointId start,
      PointId end,
      boolean up,
      boolean down,
      AccessLink access,
      Radio radio,
      long bytes) {}

  /** A network. */
  Ways(DeclaredNetwork network) {
    this.network = network;
  }

  /** Numbers of the directed links that some path uses. */
  Map<Connection.Hop, Integer> hops() {
    return hops;
  }

  /** The way of a payload of a group's route; empty if there is none. */
  Optional<Path> path(
      ClientGroup group, Optional<DeviceClass> device, Place from, Place to, long bytes) {
    Way asked =
        new Way(
            point(group, from),
            point(group, to),
            from instanceof Place.Local,
            to instanceof Place.Local,
            group.access(),
            device.map(DeviceClass::radio).orElse(Radio.NONE),
            bytes);
    Optional<Path> path = known.get(asked);
    if (path == null) {
      path = network.connection(asked.start, asked.end).map(way -> path(way, asked));
      known.put(asked, path);
    }
    return path;
  }

  private Path path(Connection way, Way asked) {
    AccessLink access = asked.access;
    Path.Ends ends =
        new Path.Ends(
            asked.up,
            asked.down,
            asked.up ? transmission(asked.bytes, access.up()) : 0,
            asked.down ? transmission(asked.bytes, access.down()) : 0,
            (asked.up ? asked.radio.joulesPerByteUp() * asked.bytes : 0)
                + (asked.down ? asked.radio.joulesPerByteDown() * asked.bytes : 0),
            asked.bytes);
    return path(way, access, ends, asked.bytes);
  }

  private Path path(Connection way, AccessLink access, Path.Ends ends, long bytes) {
    long latency = way.latencyMicros() * 1000;
    Bandwidth narrowest = way.bandwidth();
    List<Double> jitters = new ArrayList<>();
    if (ends.up()) {
      latency += access.latency().toNanos();
      narrowest = narrowest.min(access.up());
      jitters.add((double) access.jitter().toNanos());
    }
    if (ends.down()) {
      latency += access.latency().toNanos();
      narrowest = narrowest.min(access.down());
      jitters.add((double) access.jitter().toNanos());
    }
    int[] links = new int[way.hops().size()];
    long[] linkNanos = new long[links.length];
    for (int i = 0; i < links.length; i++) {
      Connection.Hop hop = way.hops().get(i);
      links[i] = hops.computeIfAbsent(hop, key -> hops.size());
      linkNanos[i] = transmission(bytes, network.capacity(hop));
      jitters.add((double) network.link(hop).jitter().toNanos());
    }
    if (links.length == 0) {
      jitters.add(way.jitterSeconds() * 1e9);
    }
    long fixedNanos = latency + transmission(bytes, narrowest);
    jitters.removeIf(mean -> !(mean > 0));
    return alike.computeIfAbsent(
        List.of(ends, fixedNanos, jitters, Arrays.toString(links), Arrays.toString(linkNanos)),
        key ->
            new Path(
                ends,
                fixedNanos,
                jitters.stream().mapToDouble(Double::doubleValue).toArray(),
                links,
                linkNanos));
  }

  /** How long a link is taken by so many bytes, ns. */
  private static long transmission(long bytes, Bandwidth bandwidth) {
    return bandwidth.isUnlimited() ? 0 : Math.round(8e9 * bytes / bandwidth.bitsPerSecond());
  }

  private static PointId point(ClientGroup group, Place place) {
    return switch (place) {
      case Place.Local() -> group.point();
      case Place.OnNode(var node) -> node.point();
    };
  }
}
