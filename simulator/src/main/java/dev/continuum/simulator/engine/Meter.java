package dev.continuum.simulator.engine;

import dev.continuum.simulator.statistics.BatchMeans;

/** What is counted of one pool: integrals over time, calls, waits; by batch where it matters. */
final class Meter {

  // What every call changes comes first, so that it lies on two cache lines.
  private long since;
  double busyNanos;
  double idleNanos;
  double startingNanos;
  double plannedNanos;
  double plannedRunNanos;
  private long served;
  private long batchCalls;
  long calls;

  private long waitBudget;
  double onDemandRunNanos;
  long cold;
  long refused;
  private long waited;
  private long waitedLong;
  private double waitNanos;

  long allServed;
  private long starts;

  final BatchMeans waitedShare = new BatchMeans();
  final BatchMeans longShare = new BatchMeans();
  final BatchMeans meanWait = new BatchMeans();
  final BatchMeans refusedShare = new BatchMeans();
  private long batchRefused;

  /** Some word of it. */
  long glance() {
    return since + calls;
  }

  void budget(long nanos) {
    waitBudget = nanos;
  }

  void account(long now, Pool pool) {
    long passed = now - since;
    if (passed > 0) {
      int idle = pool.idle.size();
      busyNanos += (double) passed * (pool.instances - idle);
      idleNanos += (double) passed * idle;
      startingNanos += (double) passed * pool.starting;
      plannedNanos += (double) passed * pool.planned;
      since = now;
    }
  }

  void served(long wait, long work, boolean onPlanned) {
    served++;
    if (wait > 0) {
      waited++;
      waitNanos += wait;
      if (wait > waitBudget) {
        waitedLong++;
      }
    }
    if (onPlanned) {
      plannedRunNanos += work;
    } else {
      onDemandRunNanos += work;
    }
  }

  void called() {
    calls++;
    batchCalls++;
  }

  void refused() {
    refused++;
    batchRefused++;
  }

  void started() {
    starts++;
  }

  long starts() {
    return starts;
  }

  void batch() {
    if (served > 0) {
      waitedShare.add((double) waited / served);
      longShare.add((double) waitedLong / served);
      meanWait.add(waitNanos / served);
    }
    if (batchCalls > 0) {
      refusedShare.add((double) batchRefused / batchCalls);
    }
    allServed += served;
    served = 0;
    waited = 0;
    waitedLong = 0;
    waitNanos = 0;
    batchCalls = 0;
    batchRefused = 0;
  }

  /** Forgets what was counted before, at the end of the warm-up. */
  void reset(long now, Pool pool) {
    account(now, pool);
    busyNanos = 0;
    idleNanos = 0;
    startingNanos = 0;
    plannedNanos = 0;
    onDemandRunNanos = 0;
    plannedRunNanos = 0;
    calls = 0;
    cold = 0;
    refused = 0;
    allServed = 0;
    served = 0;
    waited = 0;
    waitedLong = 0;
    waitNanos = 0;
    batchCalls = 0;
    batchRefused = 0;
  }
}
