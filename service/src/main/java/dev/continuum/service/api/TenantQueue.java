package dev.continuum.service.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Long work of tenants, handed on to threads one piece a tenant at a time: threads that take first
 * what came first then serve tenants in turns. Thread-safe.
 */
final class TenantQueue {

  private final Executor threads;

  /** What waits behind the piece that was handed on; no entry where none was. */
  private final Map<String, Deque<FutureTask<?>>> behind = new HashMap<>();

  TenantQueue(Executor threads) {
    this.threads = threads;
  }

  /** Work that is begun in the tenant's turn. */
  <T> Future<T> submit(String tenant, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    synchronized (behind) {
      Deque<FutureTask<?>> line = behind.get(tenant);
      if (line != null) {
        line.add(task);
        return task;
      }
      behind.put(tenant, new ArrayDeque<>());
    }
    handOn(tenant, task);
    return task;
  }

  private void handOn(String tenant, FutureTask<?> task) {
    try {
      threads.execute(
          () -> {
            try {
              task.run();
            } finally {
              next(tenant);
            }
          });
    } catch (RejectedExecutionException e) {
      // The server stops: nobody will do what waits either.
      task.cancel(false);
      next(tenant);
    }
  }

  private void next(String tenant) {
    FutureTask<?> next;
    synchronized (behind) {
      Deque<FutureTask<?>> line = behind.getOrDefault(tenant, new ArrayDeque<>());
      next = line.poll();
      if (next == null) {
        behind.remove(tenant);
        return;
      }
    }
    handOn(tenant, next);
  }
}
