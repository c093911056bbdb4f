package dev.continuum.simulator.engine;

import dev.continuum.model.placement.Acquisition;
import dev.continuum.simulator.event.EventQueue;
import dev.continuum.simulator.random.Law;
import dev.continuum.simulator.random.RandomStream;

/**
 * The instances of one function on one node: how many are ready, which of them are idle and since
 * when, how many start. An instance of k slots counts as busy while it holds a call; calls go to
 * busy instances first, so busy instances are the least that hold the calls there are.
 */
final class Pool {

  final int index;
  final Acquisition pair;
  final int host;
  final PoolTraits traits;
  final Cpu cpu;
  final Cpu startCpu;
  final Meter meter = new Meter();

  private final EventQueue events;
  private final RandomStream random;
  private final Requests requests;

  /** Since when instances are idle, the longest first. */
  final LongFifo idle = new LongFifo();

  /** Calls that wait for an instance, where each function has a queue of its own. */
  final LongFifo queue = new LongFifo();

  /** Starts that wait for the artifact. */
  private final LongFifo blocked = new LongFifo();

  /** Instances that are kept. */
  long planned;

  /** Provisioned environments asked for, and those that are being made. */
  long wanted;

  int allocating;

  /** Limits of Lambda; without limit elsewhere. */
  final TokenBucket rate = new TokenBucket(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  TokenBucket starts = rate;

  int active;
  int instances;
  int starting;
  boolean expiryPending;
  private Artifact artifact = Artifact.PRESENT;

  private enum Artifact {
    ABSENT,
    LOADING,
    PRESENT
  }

  Pool(int index, Acquisition pair, Site site, PoolTraits traits) {
    this.index = index;
    this.pair = pair;
    this.host = site.index;
    this.traits = traits;
    this.cpu = site.cpu;
    this.startCpu = site.startCpu;
    this.events = site.kernel.events;
    this.random = site.kernel.random;
    this.requests = site.kernel.requests;
    meter.budget(traits.waitBudgetNanos());
  }

  /** Some words of what a call on it needs. */
  long glance() {
    return active + (idle.isEmpty() ? 0 : idle.first()) + meter.glance() + cpu.glance();
  }

  void withoutArtifact() {
    artifact = Artifact.ABSENT;
  }

  int busy() {
    return instances - idle.size();
  }

  int total() {
    return instances + starting;
  }

  /** Whether an instance that is busy anyway has a slot left. */
  boolean hasSharedSlot() {
    return traits.slots() > 1 && active < (long) busy() * traits.slots();
  }

  /** Begins a call on an instance that has been set aside for it. */
  void serve(long now, int slot, int call, long extraNanos, int epoch) {
    meter.account(now, this);
    boolean onPlanned = active < planned * traits.slots();
    active++;
    long work =
        traits.service().nanos(random.at(RandomStream.key(requests.seed(slot), draw(slot, call))));
    long wait = now - requests.arrived(slot, call);
    meter.served(wait, work, onPlanned);
    cpu.begin(
        now,
        Event.of(Event.JOB, (epoch << 1) | (onPlanned ? 1 : 0), call, slot),
        work + extraNanos,
        traits.millicores());
  }

  private int draw(int slot, int call) {
    return (call << 16) + requests.copies(slot, call);
  }

  /** A call leaves; the instance becomes idle if it was its last. */
  void leave(long now) {
    meter.account(now, this);
    active--;
    cpu.end(now, traits.millicores());
  }

  /** Makes instances idle that hold no call any more; returns how many. */
  int settle(long now) {
    int needed = (active + traits.slots() - 1) / traits.slots();
    int freed = busy() - needed;
    for (int i = 0; i < freed; i++) {
      idle.add(now);
    }
    return freed;
  }

  /** Takes the instance that became idle last; returns since when it was. */
  long takeLatest(long now) {
    meter.account(now, this);
    return idle.removeLast();
  }

  /** Takes the instance that has been idle longest; returns since when it was. */
  long takeOldest(long now) {
    meter.account(now, this);
    return idle.removeFirst();
  }

  /** Starts an instance: the artifact first if need be, then boot and initialisation. */
  void start(long now, long payload) {
    meter.account(now, this);
    starting++;
    meter.started();
    switch (artifact) {
      case PRESENT -> boot(now, payload);
      case LOADING -> blocked.add(payload);
      case ABSENT -> {
        artifact = Artifact.LOADING;
        blocked.add(payload);
        events.add(
            now + traits.downloadNanos() + traits.installNanos(),
            Event.of(Event.ACQUIRED, Event.mark(payload), 0, index),
            0);
      }
    }
  }

  /** Makes a stem cell the function's own. */
  void startFromStemCell(long now, long payload, long initNanos) {
    meter.account(now, this);
    starting++;
    meter.started();
    startCpu.begin(now, payload, initNanos, traits.startMillicores());
  }

  private void boot(long now, long payload) {
    Law law = traits.start();
    long key = RandomStream.key(RandomStream.key(traits.seed(), index), meter.starts());
    startCpu.begin(now, payload, law.nanos(random.at(key)), traits.startMillicores());
  }

  void acquired(long now) {
    artifact = Artifact.PRESENT;
    while (!blocked.isEmpty()) {
      boot(now, blocked.removeFirst());
    }
  }

  /** An instance is ready and not idle. */
  void ready(long now) {
    meter.account(now, this);
    startCpu.end(now, traits.startMillicores());
    starting--;
    instances++;
  }

  /** An idle instance goes. */
  void removeOldest(long now) {
    meter.account(now, this);
    idle.removeFirst();
    instances--;
  }

  /** All instances are gone; calls whose starts waited for the artifact are handed out. */
  LongFifo fail(long now) {
    meter.account(now, this);
    idle.clear();
    instances = 0;
    active = 0;
    starting = 0;
    return blocked;
  }
}
