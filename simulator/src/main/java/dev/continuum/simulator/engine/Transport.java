package dev.continuum.simulator.engine;

import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.random.RandomStream;

/**
 * Sends payloads: access links and links of limited bandwidth are taken one payload after another,
 * jitters are exponential, radios wake up and stay up.
 *
 * <p>A payload's place on every link of its way is taken when it is sent, and it waits for the
 * longest of those queues only: short of events at each hop, and right where at most one link of a
 * way is contended.
 */
final class Transport {

  static final long NO_WAY = -1;

  private static final double GIB = 1L << 30;
  private static final int FIRST_ARC = 1 << 24;

  private final Kernel kernel;
  private final Devices devices;
  private final long idleNanos;
  private final long promotionNanos;
  private final double promotionSpread;
  private final long[] linkFree;
  final boolean[] linkDown;
  boolean anyDown;

  Transport(World world, Scenario.Promotion promotion) {
    this.kernel = world.kernel();
    this.devices = world.devices();
    this.idleNanos = promotion.idle().toNanos();
    this.promotionNanos = promotion.least().toNanos();
    this.promotionSpread = promotion.most().toNanos() - promotionNanos;
    this.linkFree = new long[world.links().size()];
    this.linkDown = new boolean[linkFree.length];
  }

  /** When a payload sent now arrives, or {@link #NO_WAY}. */
  long arrival(long now, int slot, int device, Group group, Program.Arc arc, Path path) {
    if (anyDown && crossesDown(path)) {
      return NO_WAY;
    }
    long wait = 0;
    for (int i = 0; i < path.links.length; i++) {
      if (path.linkNanos[i] > 0) {
        int link = path.links[i];
        long start = Math.max(now, linkFree[link]);
        linkFree[link] = start + path.linkNanos[i];
        wait = Math.max(wait, start - now);
      }
    }
    double jitter = 0;
    RandomStream random = kernel.random;
    if (path.jitterNanos.length > 0) {
      random.at(RandomStream.key(kernel.requests.seed(slot), FIRST_ARC + arc.number()));
      for (double mean : path.jitterNanos) {
        jitter += mean * random.nextExponential();
      }
    }
    if (arc.sender() >= 0) {
      kernel.hosts[arc.sender()].site().sentGib += path.bytes / GIB;
    }
    long at = now + path.fixedNanos + (long) jitter;
    if (path.up || path.down) {
      long onLink =
          path.up
              ? devices.takeUp(device, now, path.upNanos)
              : devices.takeDown(device, now, path.downNanos);
      at += Math.max(wait, onLink) + radio(now, slot, device, group, path);
    } else {
      at += wait;
    }
    return at;
  }

  /** Counts the radio's energy; returns how long it takes to wake up. */
  private long radio(long now, int slot, int device, Group group, Path path) {
    long idle = now - devices.radioEnd(device);
    Group.Traits traits = group.traits;
    long wake = 0;
    if (idle >= idleNanos) {
      RandomStream random = kernel.random;
      random.at(RandomStream.key(kernel.requests.seed(slot), FIRST_ARC - 1));
      wake = promotionNanos + (long) (promotionSpread * random.nextDouble());
    }
    long up = Math.min(traits.tailNanos(), Math.max(0, idle));
    devices.use(device, path.radioJoules + traits.tailWatts() * up / 1e9);
    devices.radioEnd(
        device, Math.max(devices.radioEnd(device), now + wake + path.upNanos + path.downNanos));
    return wake;
  }

  private boolean crossesDown(Path path) {
    for (int link : path.links) {
      if (linkDown[link]) {
        return true;
      }
    }
    return false;
  }

  /** Whether a way can be used now. */
  boolean isOpen(Path path) {
    return !anyDown || !crossesDown(path);
  }
}
