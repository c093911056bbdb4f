package dev.continuum.actuation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same to several, each on a virtual thread. */
final class Parallel {

  private Parallel() {}

  /** Results in the order of the arguments; the first failure is thrown once all have ended. */
  static <T, R> List<R> map(List<T> all, Function<T, R> each) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> futures =
          all.stream().map(one -> threads.submit(() -> each.apply(one))).toList();
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ActuationException(ActuationException.Fault.UNAVAILABLE, "Interrupted.", "", e);
    }
  }
}
