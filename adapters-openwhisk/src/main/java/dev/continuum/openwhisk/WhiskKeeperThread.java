package dev.continuum.openwhisk;

import dev.continuum.actuation.ActuationException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets a keeper do what is due, from a thread of its own, until it is closed. While the domain is
 * away, or anything else is amiss, it tries again every second.
 */
public final class WhiskKeeperThread implements AutoCloseable {

  private static final Duration STEP = Duration.ofSeconds(1);

  private final AtomicReference<Optional<ActuationException>> failure =
      new AtomicReference<>(Optional.empty());
  private final Thread thread;

  /** Begins. */
  public WhiskKeeperThread(WarmKeeper keeper) {
    this.thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    Duration wait = STEP;
                    try {
                      Duration until = keeper.tick();
                      wait = until.compareTo(STEP) < 0 ? until : STEP;
                      failure.set(Optional.empty());
                    } catch (ActuationException e) {
                      failure.set(Optional.of(e));
                    } catch (RuntimeException e) {
                      // A full disk, say: what is warm must be kept all the same, once it can be.
                      failure.set(Optional.of(unforeseen(e)));
                    }
                    pause(wait);
                  }
                });
  }

  private static ActuationException unforeseen(RuntimeException cause) {
    return new ActuationException(
        ActuationException.Fault.UNAVAILABLE, "Keeping warm failed: " + cause, "", cause);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why the last attempt failed; empty if it did not. */
  public Optional<ActuationException> failure() {
    return failure.get();
  }

  /** Waits for the end, which is {@link #close}. */
  public void join() throws InterruptedException {
    thread.join();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
