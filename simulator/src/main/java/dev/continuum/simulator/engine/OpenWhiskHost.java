package dev.continuum.simulator.engine;

import dev.continuum.simulator.platform.Platform;

/** An invoker of Apache OpenWhisk; see {@link Platform.OpenWhisk}. */
final class OpenWhiskHost implements Host {

  /** With so few idle containers they take turns; with more the latest is taken. */
  private static final int ROTATING = 4;

  private final Site site;
  private final Platform.OpenWhisk platform;
  private final long memory;
  private final long most;
  private final long grace;
  private final long keep;

  /** Calls that found no container, first come first served whatever their function. */
  private final LongFifo buffer = new LongFifo();

  private int stemCells;

  OpenWhiskHost(Site site, Platform.OpenWhisk platform, long memory, long mostInstances) {
    this.site = site;
    this.platform = platform;
    this.memory = memory;
    this.most = mostInstances;
    this.grace = platform.pauseGrace().toNanos();
    this.keep = grace + platform.idleTimeout().toNanos();
    this.stemCells = platform.stemCells().count();
  }

  @Override
  public void call(long now, int slot, int call, Pool pool) {
    if (!site.up) {
      site.lose(slot);
    } else if (!buffer.isEmpty() || !run(now, slot, call, pool)) {
      if (buffer.size() >= platform.mostBuffered()) {
        site.refuse(slot, pool);
      } else {
        buffer.add(Waiting.of(slot, call, pool.index));
      }
    }
  }

  private boolean run(long now, int slot, int call, Pool pool) {
    if (pool.hasSharedSlot()) {
      pool.serve(now, slot, call, 0, site.epoch);
      return true;
    }
    if (!pool.idle.isEmpty()) {
      long since = pool.idle.size() <= ROTATING ? pool.takeOldest(now) : pool.takeLatest(now);
      long unpause = now - since >= grace ? pool.traits.unpauseNanos() : 0;
      pool.serve(now, slot, call, unpause, site.epoch);
      return true;
    }
    if (takeStemCell(pool)) {
      pool.meter.cold++;
      pool.startFromStemCell(
          now, site.boundStart(slot, call), platform.stemCells().init().toNanos());
      return true;
    }
    if (makeRoom(now, pool, platform.eviction() == Platform.Eviction.ANY)) {
      pool.meter.cold++;
      pool.start(now, site.boundStart(slot, call));
      return true;
    }
    return false;
  }

  private boolean takeStemCell(Pool pool) {
    Platform.StemCells cells = platform.stemCells();
    if (stemCells > 0
        && cells.runtime().equals(pool.traits.runtime())
        && cells.memoryBytes() == pool.traits.memory()) {
      stemCells--;
      return true;
    }
    return false;
  }

  private long used() {
    long used = stemCells * platform.stemCells().memoryBytes();
    for (Pool each : site.pools) {
      used += each.total() * each.traits.memory();
    }
    return used;
  }

  private long containers() {
    long count = 0;
    for (Pool each : site.pools) {
      count += each.total();
    }
    return count;
  }

  /** Room for one more container, by eviction of the least recently used of other functions. */
  private boolean makeRoom(long now, Pool pool, boolean evictPlanned) {
    if (pool.total() >= pool.traits.most() || pool.traits.memory() > memory) {
      return false;
    }
    while (memory - used() < pool.traits.memory() || containers() >= most) {
      Pool victim = null;
      for (Pool each : site.pools) {
        if (each != pool
            && !each.idle.isEmpty()
            && (evictPlanned || each.instances > each.planned)
            && (victim == null || each.idle.first() < victim.idle.first())) {
          victim = each;
        }
      }
      if (victim == null) {
        return false;
      }
      victim.removeOldest(now);
    }
    return true;
  }

  @Override
  public void done(long now, Pool pool) {
    if (platform.handBack().isZero()) {
      free(now, pool);
    } else {
      pool.active++;
      site.kernel.events.add(
          now + platform.handBack().toNanos(),
          Event.of(Event.HAND_BACK, site.epoch << 1, 0, pool.index),
          0);
    }
  }

  private void free(long now, Pool pool) {
    if (pool.settle(now) > 0) {
      watch(pool);
    }
    drain(now);
  }

  private void drain(long now) {
    while (!buffer.isEmpty()) {
      long waiting = buffer.first();
      Pool pool = site.kernel.pools[Waiting.pool(waiting)];
      if (!run(now, Waiting.slot(waiting), Waiting.call(waiting), pool)) {
        return;
      }
      buffer.removeFirst();
    }
  }

  /** Keeps one event for the container that has been idle longest. */
  private void watch(Pool pool) {
    if (!pool.expiryPending && !pool.idle.isEmpty() && pool.total() > pool.planned) {
      pool.expiryPending = true;
      site.kernel.events.add(
          Math.max(pool.idle.first() + keep, site.kernel.events.time()),
          Event.of(Event.EXPIRE, 0, 0, pool.index),
          0);
    }
  }

  @Override
  public void expire(long now, Pool pool, int kind) {
    if (kind == Event.HAND_BACK) {
      pool.meter.account(now, pool);
      pool.active--;
      free(now, pool);
      return;
    }
    pool.expiryPending = false;
    while (!pool.idle.isEmpty() && pool.total() > pool.planned && now - pool.idle.first() >= keep) {
      pool.removeOldest(now);
    }
    watch(pool);
    drain(now);
  }

  @Override
  public void started(long now, Pool pool) {
    pool.ready(now);
    pool.idle.add(now);
    watch(pool);
    drain(now);
  }

  @Override
  public void started(long now, int slot, int call, Pool pool) {
    pool.ready(now);
    pool.serve(now, slot, call, 0, site.epoch);
  }

  @Override
  public void control(long now, int what) {
    keepWarm(now);
    lookAgain(now);
  }

  @Override
  public void begin() {
    lookAgain(0);
  }

  private void lookAgain(long now) {
    site.kernel.events.add(
        now + platform.keepWarmEvery().toNanos(), Event.of(Event.CONTROL, site.index), 0);
  }

  @Override
  public void plan(long now, Pool pool, long count) {
    pool.meter.account(now, pool);
    pool.planned = count;
    keepWarm(now);
  }

  private void keepWarm(long now) {
    if (!site.up) {
      return;
    }
    Platform.StemCells cells = platform.stemCells();
    if (stemCells < cells.count() && memory - used() >= cells.memoryBytes()) {
      stemCells++;
    }
    for (Pool pool : site.pools) {
      while (pool.total() < pool.planned && makeRoom(now, pool, false)) {
        pool.start(now, site.start(pool));
      }
      watch(pool);
    }
  }

  @Override
  public void fail(long now) {
    site.fail(now);
    site.loseAll(buffer);
  }

  @Override
  public void repair(long now) {
    site.repair(now);
    stemCells = platform.stemCells().count();
    keepWarm(now);
  }

  @Override
  public Site site() {
    return site;
  }

  @Override
  public int first() {
    return buffer.isEmpty() ? -1 : Waiting.slot(buffer.first());
  }

  @Override
  public int waiting() {
    return buffer.size();
  }
}
