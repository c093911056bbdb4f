package dev.continuum.service.replica;

import dev.continuum.planner.Loop;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.StoreException;
import java.util.function.Consumer;
import java.util.function.Function;

/** The way from a loop to the store and back: calls run elsewhere, outcomes come to the loop. */
@FunctionalInterface
public interface StorePort {

  /** Begins a call; its outcome is delivered once, on the loop. */
  <T> void call(Loop loop, Function<Store, T> operation, Consumer<Outcome<T>> done);

  /**
   * How a call ended.
   *
   * @param <T> type of its value
   */
  sealed interface Outcome<T> {

    /**
     * It was done.
     *
     * @param value what it returned
     * @param <T> type of the value
     */
    record Done<T>(T value) implements Outcome<T> {}

    /**
     * It was not, or nobody knows.
     *
     * @param cause why
     * @param <T> type of the value that is missing
     */
    record Failed<T>(StoreException cause) implements Outcome<T> {}
  }
}
