package dev.continuum.solver.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work on ranges of groups, several at once. Ranges do not depend on the number of threads, so that
 * what is summed range by range does not either. Close it to end its threads.
 */
final class Chunks implements AutoCloseable {

  /** How many ranges. */
  static final int COUNT = 32;

  private final int size;
  private final ExecutorService threads;

  /** Work on one range. */
  @FunctionalInterface
  interface Task {
    void run(int chunk, int from, int to);
  }

  Chunks(int size, int threads) {
    this.size = size;
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("continuum-volume-", 0).daemon().factory());
  }

  /** Runs a task on every range; returns when all are done. */
  void each(Task task) {
    List<Future<?>> running = new ArrayList<>();
    for (int c = 0; c < COUNT; c++) {
      int chunk = c;
      running.add(threads.submit(() -> task.run(chunk, from(chunk), from(chunk + 1))));
    }
    boolean interrupted = false;
    for (Future<?> one : running) {
      interrupted |= await(one);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean await(Future<?> one) {
    boolean interrupted = false;
    while (true) {
      try {
        one.get();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case null -> throw new IllegalStateException(e);
          case Error error -> throw error;
          case RuntimeException exception -> throw exception;
          case Throwable other -> throw new IllegalStateException(other);
        }
      }
    }
  }

  private int from(int chunk) {
    return (int) ((long) size * chunk / COUNT);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
