package dev.continuum.simulator.platform;

import java.time.Duration;

/**
 * How a node serves calls. Times of starting are the function's own start-up path; here is what the
 * platform adds. Defaults are those measured or documented; see docs/simulator.md.
 */
public sealed interface Platform {

  /**
   * An Apache OpenWhisk invoker: a container per call in a memory pool, paused after a while idle,
   * removed later, least recently used ones of other functions evicted when memory is short, and
   * one first-come-first-served buffer when none is idle.
   *
   * @param pauseGrace idle time before a container is paused
   * @param idleTimeout paused time before it is removed
   * @param handBack time after the answer until the container is free again (log collection); zero
   *     with a log limit of 0
   * @param keepWarmEvery how often missing planned instances are noticed and started
   * @param stemCells generic containers that start faster
   * @param mostBuffered calls the buffer holds; more are refused
   */
  record OpenWhisk(
      Duration pauseGrace,
      Duration idleTimeout,
      Duration handBack,
      Duration keepWarmEvery,
      StemCells stemCells,
      int mostBuffered)
      implements Platform {

    /** As measured with logs switched off, without stem cells. */
    public static final OpenWhisk DEFAULT =
        new OpenWhisk(
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            Duration.ZERO,
            Duration.ofSeconds(10),
            StemCells.NONE,
            100_000);

    /** This, with containers that collect logs for so long after the answer. */
    public OpenWhisk withHandBack(Duration time) {
      return new OpenWhisk(
          pauseGrace, idleTimeout, time, keepWarmEvery, stemCells, mostBuffered);
    }

    /** This, with stem cells. */
    public OpenWhisk withStemCells(StemCells cells) {
      return new OpenWhisk(pauseGrace, idleTimeout, handBack, keepWarmEvery, cells, mostBuffered);
    }
  }

  /**
   * Generic containers that wait for any function of their runtime and exactly their memory.
   *
   * @param runtime the runtime kind they match
   * @param memoryBytes the memory they match
   * @param count how many are kept
   * @param init time to make one the function's own
   */
  record StemCells(String runtime, long memoryBytes, int count, Duration init) {

    /** There are none. */
    public static final StemCells NONE = new StemCells("", 0, 0, Duration.ZERO);
  }

  /**
   * AWS Lambda: provisioned environments first, then on demand until a limit, then 429. Limits on
   * environments and rates are the node's own.
   *
   * @param keepAlive idle time before an on-demand environment is removed
   * @param allocationDelay time before a change of provisioned concurrency begins
   * @param allocationsPerSecond provisioned environments that become ready, of each function
   * @param startsPerSecond on-demand environments of each function that may start, with a burst of
   *     ten seconds' worth
   */
  record Lambda(
      Duration keepAlive,
      Duration allocationDelay,
      double allocationsPerSecond,
      double startsPerSecond)
      implements Platform {

    /** Allocation after 90 s, 1,000 starts in 10 s; ten minutes of keep-alive are chosen. */
    public static final Lambda DEFAULT =
        new Lambda(Duration.ofMinutes(10), Duration.ofSeconds(90), 10, 100);
  }

  /**
   * Virtual machines behind a balancer with one queue, added and removed by a threshold rule on
   * their mean utilisation.
   *
   * @param leastMachines how many there are at the start and at least
   * @param mostMachines how many there may be
   * @param callsPerMachine calls one machine serves at once
   * @param boot from the decision to a machine that serves
   * @param period over which utilisation is averaged
   * @param periods consecutive periods beyond a threshold before anything happens
   * @param above utilisation above which a machine is added
   * @param below utilisation below which one is removed
   * @param mostBuffered calls the queue holds; more are refused
   */
  record ScalingGroup(
      int leastMachines,
      int mostMachines,
      int callsPerMachine,
      Duration boot,
      Duration period,
      int periods,
      double above,
      double below,
      int mostBuffered)
      implements Platform {

    /** One to eight machines of one core; 70 and 30 % over one minute; two minutes to boot. */
    public static final ScalingGroup DEFAULT =
        new ScalingGroup(
            1, 8, 1, Duration.ofMinutes(2), Duration.ofMinutes(1), 1, 0.7, 0.3, 10_000);
  }

  /**
   * A fixed number of instances with a queue for each function: the model's QUEUE.
   *
   * @param mostBuffered calls a queue holds; more are refused; 0 makes it a loss system
   */
  record FixedPool(int mostBuffered) implements Platform {

    /** Queues without end. */
    public static final FixedPool QUEUEING = new FixedPool(Integer.MAX_VALUE);

    /** A call that finds every instance busy is lost. */
    public static final FixedPool LOSS = new FixedPool(0);
  }
}
