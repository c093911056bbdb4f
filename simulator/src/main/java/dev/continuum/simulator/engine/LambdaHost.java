package dev.continuum.simulator.engine;

import dev.continuum.simulator.platform.Platform;

/** AWS Lambda in a region; see {@link Platform.Lambda}. */
final class LambdaHost implements Host {

  private static final double BURST_SECONDS = 10;

  private final Site site;
  private final Platform.Lambda platform;
  private final long keep;
  private final long mostInstances;
  private final double instanceRate;
  private final TokenBucket accountRate;
  private boolean allocating;

  LambdaHost(
      Site site, Platform.Lambda platform, long mostInstances, double rate, double instanceRate) {
    this.site = site;
    this.platform = platform;
    this.keep = platform.keepAlive().toNanos();
    this.mostInstances = mostInstances;
    this.instanceRate = instanceRate;
    this.accountRate = new TokenBucket(rate, rate);
  }

  @Override
  public void call(long now, int slot, int call, Pool pool) {
    if (!site.up) {
      site.lose(slot);
    } else if (!accountRate.take(now)) {
      site.refuse(slot, pool);
    } else if (hasProvisioned(now, pool) || hasOnDemand(pool)) {
      pool.takeLatest(now);
      pool.serve(now, slot, call, 0, site.epoch);
    } else if (mayStart(pool) && pool.starts.take(now)) {
      pool.meter.cold++;
      pool.start(now, site.boundStart(slot, call));
    } else {
      site.refuse(slot, pool);
    }
  }

  /** A provisioned environment is free, and within its rate. */
  private boolean hasProvisioned(long now, Pool pool) {
    return pool.active < pool.planned && !pool.idle.isEmpty() && pool.rate.take(now);
  }

  /** An environment started on demand is free. */
  private static boolean hasOnDemand(Pool pool) {
    long spilled = Math.max(0, pool.active - pool.planned);
    return !pool.idle.isEmpty() && pool.instances - pool.planned > spilled;
  }

  /** Concurrency that executions and provisioned environments take. */
  private static long taken(Pool pool) {
    return Math.max(pool.planned, pool.active + pool.starting);
  }

  private boolean mayStart(Pool pool) {
    long all = 0;
    for (Pool each : site.pools) {
      all += taken(each);
    }
    long more = pool.active + pool.starting < pool.planned ? 0 : 1;
    return all + more <= mostInstances && taken(pool) + more <= pool.traits.most();
  }

  @Override
  public void done(long now, Pool pool) {
    pool.settle(now);
    watch(pool);
  }

  private void watch(Pool pool) {
    if (!pool.expiryPending && !pool.idle.isEmpty() && pool.instances > pool.planned) {
      pool.expiryPending = true;
      site.kernel.events.add(
          Math.max(pool.idle.first() + keep, site.kernel.events.time()),
          Event.of(Event.EXPIRE, 0, 0, pool.index),
          0);
    }
  }

  @Override
  public void expire(long now, Pool pool, int kind) {
    pool.expiryPending = false;
    while (!pool.idle.isEmpty()
        && pool.instances > pool.planned
        && now - pool.idle.first() >= keep) {
      pool.removeOldest(now);
    }
    watch(pool);
  }

  @Override
  public void started(long now, Pool pool) {
    pool.ready(now);
    pool.allocating--;
    if (pool.planned < pool.wanted) {
      pool.planned++;
      pool.rate.setRate(now, instanceRate * pool.planned, instanceRate * pool.planned);
    }
    pool.idle.add(now);
    watch(pool);
  }

  @Override
  public void started(long now, int slot, int call, Pool pool) {
    pool.ready(now);
    pool.serve(now, slot, call, 0, site.epoch);
  }

  @Override
  public void plan(long now, Pool pool, long count) {
    pool.meter.account(now, pool);
    pool.wanted = count;
    if (now == 0 && pool.instances >= count) {
      pool.planned = count;
    }
    while (pool.planned > count) {
      pool.planned--;
      if (!pool.idle.isEmpty()) {
        pool.removeOldest(now);
      }
    }
    pool.rate.setRate(now, instanceRate * pool.planned, instanceRate * pool.planned);
    watch(pool);
    if (pool.planned + pool.allocating < count && !allocating) {
      allocating = true;
      next(now + platform.allocationDelay().toNanos());
    }
  }

  private void next(long at) {
    site.kernel.events.add(at, Event.of(Event.CONTROL, site.index), 0);
  }

  /** One provisioned environment of each function that lacks some begins to start. */
  @Override
  public void control(long now, int what) {
    allocating = false;
    if (!site.up) {
      return;
    }
    for (Pool pool : site.pools) {
      if (pool.planned + pool.allocating < pool.wanted) {
        pool.allocating++;
        pool.start(now, site.start(pool));
        allocating |= pool.planned + pool.allocating < pool.wanted;
      }
    }
    if (allocating) {
      next(now + (long) (1e9 / platform.allocationsPerSecond()));
    }
  }

  @Override
  public void fail(long now) {
    site.fail(now);
    for (Pool pool : site.pools) {
      pool.allocating = 0;
      pool.planned = 0;
    }
  }

  @Override
  public void repair(long now) {
    site.repair(now);
    for (Pool pool : site.pools) {
      plan(now, pool, pool.wanted);
    }
  }

  /** Limits a function's starts on demand. */
  TokenBucket starts() {
    return new TokenBucket(
        platform.startsPerSecond(), BURST_SECONDS * platform.startsPerSecond());
  }

  @Override
  public Site site() {
    return site;
  }

  @Override
  public int waiting() {
    return 0;
  }
}
