package dev.continuum.service.server;

import dev.continuum.planner.Loop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes loops that share threads: each runs its own tasks one at a time, in order. */
final class Loops {

  private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

  private final Executor threads;
  private final ScheduledExecutorService timer;
  private final LongSupplier clock;

  Loops(Executor threads, ScheduledExecutorService timer, LongSupplier clock) {
    this.threads = threads;
    this.timer = timer;
    this.clock = clock;
  }

  Loop make() {
    return new Serial();
  }

  private final class Serial implements Loop {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    @Override
    public long nowMillis() {
      return clock.getAsLong();
    }

    @Override
    public void execute(Runnable task) {
      synchronized (tasks) {
        tasks.add(task);
        if (running) {
          return;
        }
        running = true;
      }
      try {
        threads.execute(this::drain);
      } catch (RejectedExecutionException e) {
        LOG.debug("A task came after the service stopped.", e);
      }
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
      Future<?> waiting = timer.schedule(() -> execute(task), delayMillis, TimeUnit.MILLISECONDS);
      return () -> waiting.cancel(false);
    }

    private void drain() {
      while (true) {
        Runnable next;
        synchronized (tasks) {
          if (tasks.isEmpty()) {
            running = false;
            return;
          }
          next = tasks.remove();
        }
        try {
          next.run();
        } catch (RuntimeException e) {
          LOG.error("A task of the service failed.", e);
        }
      }
    }
  }
}
