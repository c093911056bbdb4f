package dev.continuum.simulator.engine;

import dev.continuum.simulator.platform.Platform;

/** Virtual machines behind one queue; see {@link Platform.ScalingGroup}. */
final class ScalingGroupHost implements Host {

  private static final int BOOTED = 1;

  private final Site site;
  private final Platform.ScalingGroup platform;
  private final LongFifo queue = new LongFifo();
  private int machines;
  private int booting;
  private int running;
  private int periodsAbove;
  private int periodsBelow;
  private double busyNanos;
  private long since;

  ScalingGroupHost(Site site, Platform.ScalingGroup platform) {
    this.site = site;
    this.platform = platform;
    this.machines = platform.leastMachines();
  }

  @Override
  public void call(long now, int slot, int call, Pool pool) {
    if (!site.up) {
      site.lose(slot);
    } else if (queue.isEmpty() && hasRoom()) {
      serve(now, slot, call, pool);
    } else if (queue.size() >= platform.mostBuffered()) {
      site.refuse(slot, pool);
    } else {
      queue.add(Waiting.of(slot, call, pool.index));
    }
  }

  private boolean hasRoom() {
    return running < machines * platform.callsPerMachine();
  }

  private void account(long now) {
    busyNanos += (double) (now - since) * running;
    since = now;
  }

  private void serve(long now, int slot, int call, Pool pool) {
    account(now);
    running++;
    pool.meter.account(now, pool);
    pool.instances++;
    pool.serve(now, slot, call, 0, site.epoch);
  }

  @Override
  public void done(long now, Pool pool) {
    account(now);
    running--;
    pool.instances--;
    drain(now);
  }

  private void drain(long now) {
    while (!queue.isEmpty() && hasRoom()) {
      long waiting = queue.removeFirst();
      Pool pool = site.kernel.pools[Waiting.pool(waiting)];
      serve(now, Waiting.slot(waiting), Waiting.call(waiting), pool);
    }
  }

  @Override
  public void started(long now, Pool pool) {
    throw new IllegalStateException("Machines boot, instances do not start.");
  }

  @Override
  public void started(long now, int slot, int call, Pool pool) {
    throw new IllegalStateException("Machines boot, instances do not start.");
  }

  @Override
  public void control(long now, int what) {
    if (what == BOOTED) {
      booting--;
      machines++;
      drain(now);
      return;
    }
    account(now);
    double busy =
        busyNanos / ((double) machines * platform.callsPerMachine() * platform.period().toNanos());
    busyNanos = 0;
    periodsAbove = busy > platform.above() ? periodsAbove + 1 : 0;
    periodsBelow = busy < platform.below() ? periodsBelow + 1 : 0;
    if (periodsAbove >= platform.periods() && machines + booting < platform.mostMachines()) {
      booting++;
      periodsAbove = 0;
      site.kernel.events.add(
          now + platform.boot().toNanos(), Event.of(Event.CONTROL, BOOTED, 0, site.index), 0);
    } else if (periodsBelow >= platform.periods() && machines > platform.leastMachines()) {
      machines--;
      periodsBelow = 0;
    }
    lookAgain(now);
  }

  @Override
  public void begin() {
    lookAgain(0);
  }

  private void lookAgain(long now) {
    site.kernel.events.add(
        now + platform.period().toNanos(), Event.of(Event.CONTROL, site.index), 0);
  }

  @Override
  public void plan(long now, Pool pool, long count) {
    pool.planned = 0;
  }

  @Override
  public void fail(long now) {
    account(now);
    running = 0;
    site.fail(now);
    site.loseAll(queue);
  }

  @Override
  public void repair(long now) {
    site.repair(now);
  }

  @Override
  public Site site() {
    return site;
  }

  @Override
  public int waiting() {
    return queue.size();
  }
}
