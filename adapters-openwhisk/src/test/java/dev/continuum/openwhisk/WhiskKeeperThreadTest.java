package dev.continuum.openwhisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.BurstGate;
import dev.continuum.actuation.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhiskKeeperThreadTest {

  @TempDir private Path directory;

  @Test
  void itGoesOnAfterWhatNobodyForesaw() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch again = new CountDownLatch(1);
    InstantSource clock =
        () -> {
          if (asked.incrementAndGet() == 1) {
            throw new UncheckedIOException(new IOException("No space left on device"));
          }
          again.countDown();
          return Instant.EPOCH;
        };
    Ledger ledger = new Ledger(StateDirectory.at(directory), "edge");
    WarmKeeper keeper =
        new WarmKeeper(
            new WarmKeeper.Parts(null, ledger, null, null),
            WhiskSettings.STOCK,
            new BurstGate(),
            clock);

    WhiskKeeperThread thread = new WhiskKeeperThread(keeper);
    try (thread) {
      assertThat(again.await(1, TimeUnit.MINUTES)).as("another attempt").isTrue();
    }
    thread.join();
    assertThat(thread.failure()).as("after a good attempt").isEmpty();
  }
}
