package dev.continuum.simulator.engine;

/** Planned instances and a queue for each function; the model's QUEUE. */
final class FixedPoolHost implements Host {

  private final Site site;
  private final int mostWaiting;

  FixedPoolHost(Site site, int mostWaiting) {
    this.site = site;
    this.mostWaiting = mostWaiting;
  }

  @Override
  public void call(long now, int slot, int call, Pool pool) {
    if (!site.up) {
      site.lose(slot);
    } else if (pool.queue.isEmpty() && pool.hasSharedSlot()) {
      pool.serve(now, slot, call, 0, site.epoch);
    } else if (pool.queue.isEmpty() && !pool.idle.isEmpty()) {
      pool.takeLatest(now);
      pool.serve(now, slot, call, 0, site.epoch);
    } else if (isUnlimited(pool)) {
      pool.meter.account(now, pool);
      pool.instances++;
      pool.serve(now, slot, call, 0, site.epoch);
    } else if (pool.queue.size() >= mostWaiting) {
      site.refuse(slot, pool);
    } else {
      pool.queue.add(Waiting.of(slot, call, pool.index));
      if (pool.total() == 0) {
        pool.meter.cold++;
        pool.start(now, site.start(pool));
      }
    }
  }

  /** A function whose load asks for no instances meets none that could be busy. */
  private static boolean isUnlimited(Pool pool) {
    return !pool.traits.sized() && pool.planned == 0;
  }

  @Override
  public void done(long now, Pool pool) {
    if (isUnlimited(pool)) {
      pool.instances = (pool.active + pool.traits.slots() - 1) / pool.traits.slots();
      return;
    }
    if (pool.queue.isEmpty()) {
      pool.settle(now);
      shrink(now, pool);
    } else {
      next(now, pool);
    }
  }

  private void next(long now, Pool pool) {
    long waiting = pool.queue.removeFirst();
    pool.serve(now, Waiting.slot(waiting), Waiting.call(waiting), 0, site.epoch);
  }

  private static void shrink(long now, Pool pool) {
    while (!pool.idle.isEmpty() && pool.instances > Math.max(1, pool.planned)) {
      pool.removeOldest(now);
    }
  }

  @Override
  public void started(long now, Pool pool) {
    pool.ready(now);
    int slots = pool.traits.slots();
    for (int i = 0; i < slots && !pool.queue.isEmpty(); i++) {
      next(now, pool);
    }
    pool.settle(now);
    shrink(now, pool);
  }

  @Override
  public void started(long now, int slot, int call, Pool pool) {
    throw new IllegalStateException("No call waits for an instance of its own here.");
  }

  @Override
  public void plan(long now, Pool pool, long count) {
    pool.meter.account(now, pool);
    pool.planned = count;
    while (site.up && pool.total() < count) {
      pool.start(now, site.start(pool));
    }
    shrink(now, pool);
  }

  @Override
  public void fail(long now) {
    site.fail(now);
    site.pools.forEach(pool -> site.loseAll(pool.queue));
  }

  @Override
  public void repair(long now) {
    site.repair(now);
    site.pools.forEach(pool -> plan(now, pool, pool.planned));
  }

  @Override
  public Site site() {
    return site;
  }

  @Override
  public int waiting() {
    int waiting = 0;
    for (Pool pool : site.pools) {
      waiting += pool.queue.size();
    }
    return waiting;
  }
}
