package dev.continuum.simulator.engine;

import dev.continuum.model.topology.Tier;
import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.client.A3eRule;
import dev.continuum.simulator.client.Arrivals;
import dev.continuum.simulator.client.ClientPolicy;
import dev.continuum.simulator.random.Law;
import dev.continuum.simulator.random.RandomStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** When devices send, and where. */
final class Clients {

  private static final int CHOICE = 1 << 25;
  private static final long MINUTE = 60_000_000_000L;

  private final World world;
  private final Kernel kernel;
  private final Devices devices;
  private final Scenario scenario;
  private final Transport transport;
  private double[] latencies = new double[16];
  private double[] powers = new double[16];

  Clients(World world, Scenario scenario, Transport transport) {
    this.world = world;
    this.kernel = world.kernel();
    this.devices = world.devices();
    this.scenario = scenario;
    this.transport = transport;
  }

  /** The first event of every device or group. */
  void begin() {
    for (Group group : world.groups()) {
      switch (group.arrivals) {
        case Arrivals.Renewal renewal -> firstOfEach(group, group.traits.gap());
        case Arrivals.Modulated modulated -> {
          group.high = false;
          firstOfEach(group, fastest(group, modulated));
          nextState(0, group, modulated);
        }
        case Arrivals.Closed closed -> {
          for (int i = 0; i < group.devices; i++) {
            wake(0, group.firstDevice + i);
          }
        }
        case Arrivals.Trace trace -> nextOfTrace(0, group, trace);
      }
    }
  }

  private void firstOfEach(Group group, Law gap) {
    if (group.traits.rate() <= 0) {
      return;
    }
    for (int i = 0; i < group.devices; i++) {
      // A stream that has run for long: its first gap is cut at some point.
      int device = group.firstDevice + i;
      RandomStream random = kernel.random.at(devices.arrivals(device));
      long first = (long) (gap.nanos(random) * (gap.isMemoryless() ? 1 : random.nextDouble()));
      devices.arrivals(device, random.position());
      wake(first, device);
    }
  }

  private void wake(long at, int device) {
    kernel.events.add(at, Event.of(Event.CLIENT, device), 0);
  }

  private static Law fastest(Group group, Arrivals.Modulated modulated) {
    return Law.exponential(1 / (group.traits.rate() * modulated.burstFactor()));
  }

  /** Schedules the device's next request; false if this one does not count. */
  boolean next(long now, int device, Group group) {
    return switch (group.arrivals) {
      case Arrivals.Renewal renewal -> {
        RandomStream random = kernel.random.at(devices.arrivals(device));
        wake(now + group.traits.gap().nanos(random), device);
        devices.arrivals(device, random.position());
        yield true;
      }
      case Arrivals.Modulated modulated -> {
        RandomStream random = kernel.random.at(devices.arrivals(device));
        double rate = group.traits.rate() * modulated.burstFactor();
        wake(now + (long) (1e9 * random.nextExponential() / rate), device);
        boolean counts =
            group.high || random.nextDouble() * modulated.burstFactor() < modulated.lowFactor();
        devices.arrivals(device, random.position());
        yield counts;
      }
      case Arrivals.Closed closed -> devices.requests(device) < closed.requests();
      case Arrivals.Trace trace -> true;
    };
  }

  /** A request of a device has been answered or given up. */
  void finished(long now, int device, Group group) {
    if (group.arrivals instanceof Arrivals.Closed closed
        && devices.requests(device) < closed.requests()) {
      RandomStream random = kernel.random.at(devices.arrivals(device));
      long think = (long) (closed.thinkSeconds() * 1e9 * random.nextExponential());
      devices.arrivals(device, random.position());
      wake(now + think, device);
    }
  }

  /** The group's hidden state changes, or a minute of its trace or a request in it is due. */
  void group(long now, Group group) {
    switch (group.arrivals) {
      case Arrivals.Modulated modulated -> {
        group.high = !group.high;
        nextState(now, group, modulated);
      }
      case Arrivals.Trace trace -> {
        RandomStream random = groupStream(group);
        int device = group.firstDevice + random.nextInt(group.devices);
        keep(group, random);
        wake(now, device);
        group.left--;
        nextOfTrace(now, group, trace);
      }
      case Arrivals.Renewal renewal -> {}
      case Arrivals.Closed closed -> {}
    }
  }

  private RandomStream groupStream(Group group) {
    return kernel.random.at(group.stream);
  }

  private static void keep(Group group, RandomStream random) {
    group.stream = random.position();
  }

  private void nextState(long now, Group group, Arrivals.Modulated modulated) {
    RandomStream random = groupStream(group);
    double mean = (group.high ? modulated.meanHigh() : modulated.meanLow()).toNanos();
    kernel.events.add(
        now + (long) (mean * random.nextExponential()), Event.of(Event.GROUP, group.index), 0);
    keep(group, random);
  }

  /** The first of k uniform times left in a minute is that rest of it times 1 - U^(1/k). */
  private void nextOfTrace(long now, Group group, Arrivals.Trace trace) {
    long from = now;
    while (group.left == 0) {
      group.minute++;
      if (group.minute >= trace.perMinute().size()) {
        return;
      }
      group.left = trace.perMinute().get(group.minute);
      from = group.minute * MINUTE;
    }
    long rest = (group.minute + 1) * MINUTE - from;
    RandomStream random = groupStream(group);
    double share = 1 - Math.pow(1 - random.nextDouble(), 1.0 / group.left);
    keep(group, random);
    kernel.events.add(from + (long) (rest * share), Event.of(Event.GROUP, group.index), 0);
  }

  /** The first choice of a device; null if it has none. */
  @Nullable Program choose(long now, int device, Group group, long seed) {
    return switch (scenario.clients().policy()) {
      case ClientPolicy.Plan plan -> planned(device, group, seed);
      case ClientPolicy.Nearest nearest -> first(group, null);
      case ClientPolicy.CloudOnly cloud -> first(group, Tier.CLOUD);
      case ClientPolicy.EdgeOnly edge -> first(group, Tier.EDGE);
      case ClientPolicy.DeviceOnly local -> first(group, Tier.DEVICE);
      case ClientPolicy.A3e a3e -> a3e(now, device, group, a3e);
    };
  }

  private @Nullable Program planned(int device, Group group, long seed) {
    double place = device - group.firstDevice;
    if (group.traits.divisible()) {
      place = group.devices * kernel.random.at(RandomStream.key(seed, CHOICE)).nextDouble();
    }
    return group.route(place);
  }

  private static boolean isNode(Group.Domain domain) {
    return domain.tier() != Tier.DEVICE;
  }

  private boolean isUp(Group.Domain domain) {
    return domain.host() < 0
        || (kernel.hosts[domain.host()].site().up
            && domain.up() != null
            && transport.isOpen(domain.up()));
  }

  private @Nullable Program first(Group group, @Nullable Tier tier) {
    for (Group.Domain domain : group.domains) {
      if ((tier == null ? isNode(domain) : domain.tier() == tier) && isUp(domain)) {
        return domain.program();
      }
    }
    return null;
  }

  private @Nullable Program a3e(long now, int device, Group group, ClientPolicy.A3e policy) {
    int count = group.domains.length;
    if (count != latencies.length) {
      latencies = new double[count];
      powers = new double[count];
    }
    long tick = now / policy.every().toNanos();
    RandomStream random =
        kernel.random.at(
            RandomStream.key(
                RandomStream.key(RandomStream.key(group.seed, device - group.firstDevice), CHOICE),
                tick));
    for (int i = 0; i < count; i++) {
      Group.Domain domain = group.domains[i];
      latencies[i] = isUp(domain) ? measured(domain, random) : -1;
      powers[i] =
          switch (domain.tier()) {
            case DEVICE -> A3eRule.DEVICE_POWER;
            case EDGE -> A3eRule.EDGE_POWER;
            case CLOUD -> A3eRule.CLOUD_POWER;
          };
    }
    int chosen = policy.rule().choose(latencies, powers);
    return chosen < 0 ? null : group.domains[chosen].program();
  }

  private static double measured(Group.Domain domain, RandomStream random) {
    return measured(domain.up(), random) + measured(domain.down(), random);
  }

  private static double measured(@Nullable Path path, RandomStream random) {
    if (path == null) {
      return 0;
    }
    double nanos = path.fixedNanos;
    for (double jitter : path.jitterNanos) {
      nanos += jitter * random.nextExponential();
    }
    return nanos;
  }

  /** Another place than the one that was tried, near to far; null if there is none. */
  @Nullable Program other(Group group, Program tried, int attempt) {
    int seen = 0;
    Program last = null;
    for (Group.Domain domain : group.domains) {
      if (domain.program().tier != tried.tier || !isSame(domain, tried)) {
        if (isUp(domain)) {
          last = domain.program();
          if (++seen == attempt) {
            return last;
          }
        }
      }
    }
    return last;
  }

  private static boolean isSame(Group.Domain domain, Program tried) {
    return Arrays.equals(domain.program().pool, tried.pool);
  }
}
