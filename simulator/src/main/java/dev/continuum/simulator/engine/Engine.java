package dev.continuum.simulator.engine;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.SimulationListener;
import dev.continuum.simulator.SimulationResult;
import dev.continuum.simulator.WarmSchedule;
import dev.continuum.simulator.event.EventQueue;
import java.time.Duration;

/**
 * The event loop: takes the next event and hands it to whoever it concerns. {@link Traffic} leads
 * requests along their routes, {@link Host}s serve calls, {@link Clients} send, {@link Weather}
 * breaks things. Not thread-safe.
 */
public final class Engine {

  private static final long PROGRESS = (1 << 18) - 1;

  private final World world;
  private final Kernel kernel;
  private final EventQueue events;
  private final Scenario scenario;
  private final SimulationListener listener;
  private final WarmSchedule schedule;
  private final Clients clients;
  private final Traffic traffic;
  private final Weather weather;
  private final Results results;
  private final Foresight foresight;
  private final long end;
  private final long warmUp;
  private final long batch;
  private long nextBatch;
  private long nextSample;
  private long handled;

  private Engine(
      World world,
      PlacementProblem problem,
      Scenario scenario,
      WarmSchedule schedule,
      SimulationListener listener) {
    this.world = world;
    this.kernel = world.kernel();
    this.events = kernel.events;
    this.scenario = scenario;
    this.schedule = schedule;
    this.listener = listener;
    this.end = scenario.run().duration().toNanos();
    this.warmUp = scenario.run().warmUp().toNanos();
    this.batch = Math.max(1, (end - warmUp) / scenario.run().batches());
    Recorder recorder = new Recorder(world.apps(), kernel.programs.length);
    Transport transport = new Transport(world, scenario.promotion());
    this.clients = new Clients(world, scenario, transport);
    this.traffic = new Traffic(world, scenario, transport, clients, recorder);
    this.weather = new Weather(world, scenario, transport);
    this.results = new Results(world, problem, recorder, traffic);
    this.foresight = new Foresight(world);
  }

  /** A run that is ready to go. */
  public static Engine of(
      PlacementProblem problem,
      Placement placement,
      Scenario scenario,
      SimulationListener listener) {
    World world = new Compiler(problem, placement, scenario).compile();
    WarmSchedule schedule = scenario.nodes().schedule().orElseGet(() -> WarmSchedule.of(placement));
    return new Engine(world, problem, scenario, schedule, listener);
  }

  /** Runs to the end; once. */
  public SimulationResult run() {
    begin();
    while (events.advance() && events.time() < end && !traffic.isFinished()) {
      handle(events.time(), events.payload(), events.extra());
      if (!kernel.failures.isEmpty()) {
        traffic.handleFailures(events.time());
      }
      if ((++handled & (Foresight.STEP - 1)) == 0) {
        var unused = foresight.look();
      }
      if ((handled & PROGRESS) == 0) {
        listener.progress(Duration.ofNanos(events.time()), handled);
      }
    }
    long last = traffic.isFinished() ? Math.max(warmUp + 1, events.time()) : end;
    return results.of(scenario.run(), warmUp, last, handled + kernel.handledAhead);
  }

  private void begin() {
    for (Pool pool : kernel.pools) {
      long planned = schedule.instances(pool.pair, Duration.ZERO);
      Host host = kernel.hosts[pool.host];
      if (scenario.nodes().start() == Scenario.Start.WARM && host.site().up) {
        for (long i = 0; i < planned; i++) {
          pool.instances++;
          pool.idle.add(0);
        }
      }
      host.plan(0, pool, planned);
    }
    for (Host host : world.hosts()) {
      if (!host.site().pools.isEmpty() && !(host instanceof LambdaHost)) {
        host.begin();
      }
    }
    nextPlan(Duration.ZERO);
    weather.begin();
    nextBatch = warmUp;
    nextSample = scenario.run().sample().toNanos();
    if (warmUp == 0) {
      // Before what happens at time 0, which counts.
      batch(0, 0);
    } else {
      events.add(warmUp, Event.of(Event.BATCH, 0), 0);
    }
    kernel.quietUntil = Math.min(nextBatch, nextSample);
    clients.begin();
    events.add(nextSample, Event.of(Event.SAMPLE, 0), nextSample);
  }

  private void nextPlan(Duration after) {
    schedule
        .nextChange(after)
        .ifPresent(at -> events.add(at.toNanos(), Event.of(Event.PLAN, 0), 0));
  }

  private void handle(long now, long payload, long extra) {
    int index = Event.index(payload);
    switch (Event.kind(payload)) {
      case Event.JOB -> job(now, payload, extra);
      case Event.ARRIVE -> traffic.arrive(now, index, Event.call(payload));
      case Event.REPLY -> traffic.reply(now, index);
      case Event.CLIENT -> traffic.client(now, index);
      case Event.LOCAL -> traffic.localDone(now, index, Event.call(payload));
      case Event.BOUND_START -> boundStart(now, payload, extra);
      case Event.START -> start(now, payload, extra);
      case Event.CPU -> {
        Site site = kernel.hosts[index].site();
        Cpu cpu = Event.mark(payload) == 0 ? site.cpu : site.startCpu;
        long done = cpu.next(now, extra);
        if (done >= 0) {
          finished(now, done);
        }
      }
      case Event.HAND_BACK, Event.EXPIRE -> {
        Pool pool = kernel.pools[index];
        Host host = kernel.hosts[pool.host];
        if (Event.kind(payload) == Event.EXPIRE || isCurrent(payload, host)) {
          host.expire(now, pool, Event.kind(payload));
        }
      }
      case Event.ACQUIRED -> kernel.pools[index].acquired(now);
      case Event.CONTROL -> kernel.hosts[index].control(now, Event.mark(payload));
      case Event.PLAN -> plan(now);
      case Event.OUTAGE -> weather.change(now, index, extra);
      case Event.HEDGE -> traffic.hedge(now, index, extra);
      case Event.ATTEMPT -> traffic.launch(now, index);
      case Event.GROUP -> clients.group(now, kernel.groups[index]);
      case Event.BATCH -> batch(now, index);
      case Event.SAMPLE -> sample(now, extra);
      default -> throw new IllegalStateException("No such event: " + Event.kind(payload));
    }
  }

  private static boolean isCurrent(long payload, Host host) {
    return Event.mark(payload) >>> 1 == host.site().epoch;
  }

  private void job(long now, long payload, long end) {
    int slot = Event.index(payload);
    Pool pool = kernel.pool(slot, Event.call(payload));
    Host host = kernel.hosts[pool.host];
    if (!isCurrent(payload, host)) {
      kernel.failures.add(slot, Kernel.Reason.LOST);
    } else if (pool.cpu.isDone(now, payload, end)) {
      served(now, slot, Event.call(payload), pool, host);
    }
  }

  private void served(long now, int slot, int call, Pool pool, Host host) {
    pool.leave(now);
    traffic.complete(now, slot, call);
    host.done(now, pool);
  }

  private void boundStart(long now, long payload, long end) {
    int slot = Event.index(payload);
    Pool pool = kernel.pool(slot, Event.call(payload));
    if (!isCurrent(payload, kernel.hosts[pool.host])) {
      kernel.failures.add(slot, Kernel.Reason.LOST);
    } else if (pool.startCpu.isDone(now, payload, end)) {
      finished(now, payload);
    }
  }

  private void start(long now, long payload, long end) {
    Pool pool = kernel.pools[Event.index(payload)];
    if (isCurrent(payload, kernel.hosts[pool.host]) && pool.startCpu.isDone(now, payload, end)) {
      finished(now, payload);
    }
  }

  /** What ran on a processor has ended, by whichever clock. */
  private void finished(long now, long payload) {
    int index = Event.index(payload);
    int call = Event.call(payload);
    switch (Event.kind(payload)) {
      case Event.JOB -> {
        Pool pool = kernel.pool(index, call);
        served(now, index, call, pool, kernel.hosts[pool.host]);
      }
      case Event.BOUND_START -> {
        Pool pool = kernel.pool(index, call);
        kernel.hosts[pool.host].started(now, index, call, pool);
      }
      default -> {
        Pool pool = kernel.pools[index];
        kernel.hosts[pool.host].started(now, pool);
      }
    }
  }

  private void plan(long now) {
    Duration at = Duration.ofNanos(now);
    for (Pool pool : kernel.pools) {
      long count = schedule.instances(pool.pair, at);
      if (count != pool.planned || count != pool.wanted) {
        kernel.hosts[pool.host].plan(now, pool, count);
      }
    }
    nextPlan(at);
  }

  private void batch(long now, int number) {
    if (number == 0) {
      results.reset(now);
    } else {
      results.endBatch();
    }
    nextBatch = now + batch < end ? now + batch : end;
    if (nextBatch < end) {
      events.add(nextBatch, Event.of(Event.BATCH, number + 1), 0);
    }
    kernel.quietUntil = Math.min(nextBatch, nextSample);
  }

  private void sample(long now, long length) {
    results.sample(now, listener);
    nextSample = now + length;
    events.add(nextSample, Event.of(Event.SAMPLE, 0), length);
    kernel.quietUntil = Math.min(nextBatch, nextSample);
  }
}
