package dev.continuum.actuation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process as kill -9 does: at once, without hooks. */
public final class Death implements StepListener {
  private final String when;
  private final int at;
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  /**
   * Dies {@code before N}, {@code after N} (the Nth step, from 0), {@code in N} (milliseconds) or
   * never.
   */
  public Death(String when, int at) {
    this.when = when;
    this.at = at;
  }

  @Override
  public void starting(Step step) {
    if (when.equals("in") && started.get() == 0) {
      var unused =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    Sleeper.THREAD.sleep(Duration.ofMillis(at));
                    Runtime.getRuntime().halt(137);
                  });
    }
    if (when.equals("before") && started.get() == at) {
      Runtime.getRuntime().halt(137);
    }
    started.incrementAndGet();
  }

  @Override
  public void ended(Step step, String note) {
    if (when.equals("after") && ended.get() == at) {
      Runtime.getRuntime().halt(137);
    }
    ended.incrementAndGet();
  }
}
