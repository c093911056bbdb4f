package dev.continuum.simulator.engine;

import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.client.Arrivals;
import dev.continuum.simulator.client.Persistence;
import dev.continuum.simulator.random.Law;
import dev.continuum.simulator.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leads requests along their routes, from the client and back. */
final class Traffic {

  private static final int COPIES = 1 << 26;
  private static final int RETRY = 1 << 27;

  private final Kernel kernel;
  private final Requests requests;
  private final Devices devices;
  private final Transport transport;
  private final Clients clients;
  private final Recorder recorder;
  private final Persistence persistence;
  private final long measuredFrom;
  private final List<LongFifo> localQueues = new ArrayList<>();
  private final LongFifo spareQueues = new LongFifo();
  final long[] unserved;

  /** Devices that have requests left, if every group stops some time; else -1. */
  private long unfinished;

  Traffic(World world, Scenario scenario, Transport transport, Clients clients, Recorder recorder) {
    this.kernel = world.kernel();
    this.requests = kernel.requests;
    this.devices = world.devices();
    this.transport = transport;
    this.clients = clients;
    this.recorder = recorder;
    this.persistence = scenario.clients().persistence();
    this.measuredFrom = scenario.run().warmUp().toNanos();
    this.unserved = new long[world.apps().size()];
    boolean closed =
        !world.groups().isEmpty()
            && world.groups().stream().allMatch(group -> group.arrivals instanceof Arrivals.Closed);
    this.unfinished = closed ? world.groups().stream().mapToLong(group -> group.devices).sum() : -1;
  }

  /** Whether every client has had all its answers. */
  boolean isFinished() {
    return unfinished == 0;
  }

  /** A device's time to send has come. */
  void client(long now, int device) {
    Group group = kernel.groups[devices.group(device)];
    Group.Traits traits = group.traits;
    if (devices.isDead(device)) {
      return;
    }
    if (devices.joules(device) + traits.idleWatts() * now / 1e9 >= traits.levelJoules()) {
      devices.die(device);
      return;
    }
    if (clients.next(now, device, group)) {
      issue(now, device, group);
    }
  }

  private void issue(long now, int device, Group group) {
    long seed =
        RandomStream.key(
            RandomStream.key(group.seed, device - group.firstDevice), devices.nextRequest(device));
    Program program = clients.choose(now, device, group, seed);
    if (program == null) {
      if (now >= measuredFrom) {
        group.unserved++;
        unserved[group.app]++;
      }
      over(now, device, group);
      return;
    }
    if (now >= measuredFrom) {
      group.requests++;
    }
    int slot = requests.open(now, seed, device, program, 0);
    persistence
        .hedgeAfter()
        .ifPresent(
            after -> kernel.events.add(now + after.toNanos(), Event.of(Event.HEDGE, slot), seed));
    launch(now, slot);
  }

  private void over(long now, int device, Group group) {
    if (unfinished > 0
        && group.arrivals instanceof Arrivals.Closed closed
        && devices.requests(device) >= closed.requests()) {
      unfinished--;
    }
    clients.finished(now, device, group);
  }

  /** Sends a request on its way; takes one reference. */
  void launch(long now, int slot) {
    Program program = kernel.programs[requests.program(slot)];
    for (Program.Arc arc : program.entries) {
      send(now, slot, program, arc);
    }
    requests.release(slot);
  }

  private void send(long now, int slot, Program program, Program.Arc arc) {
    requests.hold(slot);
    Path path = arc.path();
    int to = arc.to();
    if (path == null) {
      if (to == Program.REPLY) {
        reply(now, slot);
      } else {
        arrive(now, slot, to);
      }
      return;
    }
    int device = requests.device(slot);
    Group group = kernel.groups[program.group];
    long at = transport.arrival(now, slot, device, group, arc, path);
    if (at == Transport.NO_WAY) {
      kernel.failures.add(slot, Kernel.Reason.LOST);
    } else if (to != Program.REPLY) {
      kernel.events.add(at, Event.of(Event.ARRIVE, 0, to, slot), 0);
    } else if (at < kernel.quietUntil && isAlone(program, group)) {
      kernel.handledAhead++;
      reply(at, slot);
    } else {
      kernel.events.add(at, Event.of(Event.REPLY, slot), 0);
    }
  }

  /** Whether a reply on its way changes nothing but what is counted, and nothing changes it. */
  private boolean isAlone(Program program, Group group) {
    return program.replies == 1
        && persistence.hedgeAfter().isEmpty()
        && !(group.arrivals instanceof Arrivals.Closed);
  }

  /** An input of a call comes in; takes one reference. */
  void arrive(long now, int slot, int call) {
    if (requests.isEnded(slot) || !requests.fed(slot, call)) {
      requests.release(slot);
      return;
    }
    Program program = kernel.programs[requests.program(slot)];
    int copies = copies(slot, call, program.copies[call]);
    int index = requests.pool(slot, call);
    requests.arrived(slot, call, now);
    if (copies == 0) {
      requests.copies(slot, call, 1);
      complete(now, slot, call);
      return;
    }
    requests.hold(slot, copies - 1);
    for (int i = 1; i <= copies; i++) {
      requests.copies(slot, call, i);
      if (index == Program.LOCAL) {
        local(now, slot, call, program);
      } else {
        Pool pool = kernel.pools[index];
        pool.meter.called();
        kernel.hosts[pool.host].call(now, slot, call, pool);
      }
    }
  }

  private int copies(int slot, int call, double mean) {
    int whole = (int) mean;
    if (mean == whole) {
      return whole;
    }
    long key = RandomStream.key(requests.seed(slot), COPIES + call);
    return whole + (kernel.random.at(key).nextDouble() < mean - whole ? 1 : 0);
  }

  /** A copy of a call has been served; takes one reference. */
  void complete(long now, int slot, int call) {
    if (!requests.isEnded(slot) && requests.copyDone(slot, call)) {
      Program program = kernel.programs[requests.program(slot)];
      for (Program.Arc arc : program.out[call]) {
        send(now, slot, program, arc);
      }
    }
    requests.release(slot);
  }

  private void local(long now, int slot, int call, Program program) {
    int device = requests.device(slot);
    int asked = program.localMillicores[call];
    int busy = devices.busyMillicores(device);
    if (busy == 0 || busy + asked <= kernel.groups[program.group].traits.millicores()) {
      serveLocal(now, slot, call, device, program);
      return;
    }
    if (devices.queue(device) == 0) {
      if (spareQueues.isEmpty()) {
        localQueues.add(new LongFifo());
        spareQueues.add(localQueues.size());
      }
      devices.queue(device, (int) spareQueues.removeFirst());
    }
    localQueues.get(devices.queue(device) - 1).add(Event.of(Event.LOCAL, 0, call, slot));
  }

  private void serveLocal(long now, int slot, int call, int device, Program program) {
    Law law = program.local[call];
    if (law == null) {
      throw new IllegalStateException("Call " + call + " is not local.");
    }
    long key = RandomStream.key(requests.seed(slot), (call << 16) + requests.copies(slot, call));
    long work = law.nanos(kernel.random.at(key));
    Group group = kernel.groups[program.group];
    devices.busy(device, program.localMillicores[call]);
    devices.use(
        device, group.traits.wattsPerCore() * program.localMillicores[call] / 1000 * (work / 1e9));
    kernel.events.add(now + work, Event.of(Event.LOCAL, 0, call, slot), 0);
  }

  /** A call on a device has been served; takes one reference. */
  void localDone(long now, int slot, int call) {
    int device = requests.device(slot);
    Program program = kernel.programs[requests.program(slot)];
    devices.busy(device, -program.localMillicores[call]);
    complete(now, slot, call);
    int queue = devices.queue(device);
    if (queue > 0) {
      LongFifo waiting = localQueues.get(queue - 1);
      long next = waiting.removeFirst();
      if (waiting.isEmpty()) {
        devices.queue(device, 0);
        spareQueues.add(queue);
      }
      int nextSlot = Event.index(next);
      local(now, nextSlot, Event.call(next), kernel.programs[requests.program(nextSlot)]);
    }
  }

  /** A reply comes in; takes one reference. */
  void reply(long now, int slot) {
    if (!requests.isEnded(slot) && requests.replied(slot)) {
      int device = requests.device(slot);
      Program program = kernel.programs[requests.program(slot)];
      Group group = kernel.groups[program.group];
      recorder.answered++;
      if (requests.start(slot) >= measuredFrom) {
        recorder.answered(group.app, program, now - requests.start(slot), requests.isCold(slot));
      }
      int twin = requests.twin(slot);
      if (twin >= 0) {
        requests.single(slot);
        requests.end(twin);
      }
      requests.end(slot);
      over(now, device, group);
    }
    requests.release(slot);
  }

  /** The time for an answer has passed: the request is also sent elsewhere. */
  void hedge(long now, int slot, long seed) {
    if (requests.seed(slot) != seed || requests.isEnded(slot) || requests.twin(slot) >= 0) {
      return;
    }
    Program tried = kernel.programs[requests.program(slot)];
    Program other = clients.other(kernel.groups[tried.group], tried, 1);
    if (other != null) {
      int twin = again(slot, other);
      requests.twins(slot, twin);
      launch(now, twin);
    }
  }

  private int again(int slot, Program program) {
    int attempt = requests.attempt(slot) + 1;
    return requests.open(
        requests.start(slot),
        RandomStream.key(requests.seed(slot), RETRY),
        requests.device(slot),
        program,
        attempt);
  }

  /** Looks at the calls that failed; takes one reference of each. */
  void handleFailures(long now) {
    while (!kernel.failures.isEmpty()) {
      long failure = kernel.failures.take();
      int slot = (int) failure;
      if (!requests.isEnded(slot)) {
        Kernel.Reason reason = failure >>> 32 == 1 ? Kernel.Reason.LOST : Kernel.Reason.REFUSED;
        failed(now, slot, reason);
      }
      requests.release(slot);
    }
  }

  private void failed(long now, int slot, Kernel.Reason reason) {
    Program tried = kernel.programs[requests.program(slot)];
    Group group = kernel.groups[tried.group];
    boolean counts = requests.start(slot) >= measuredFrom;
    if (counts) {
      recorder.refusedOrLost(group.app, reason);
    }
    requests.end(slot);
    if (requests.twin(slot) >= 0) {
      requests.single(slot);
      return;
    }
    int attempt = requests.attempt(slot) + 1;
    Program next = attempt < persistence.attempts() ? next(now, slot, group, tried) : null;
    if (next == null) {
      if (counts) {
        recorder.failed(group.app);
      }
      over(now, requests.device(slot), group);
      return;
    }
    long pause = persistence.backOff().toNanos() << Math.min(20, attempt - 1);
    kernel.events.add(now + pause, Event.of(Event.ATTEMPT, again(slot, next)), 0);
  }

  private @Nullable Program next(long now, int slot, Group group, Program tried) {
    return persistence.fallBack()
        ? clients.other(group, tried, requests.attempt(slot) + 1)
        : clients.choose(now, requests.device(slot), group, requests.seed(slot));
  }
}
