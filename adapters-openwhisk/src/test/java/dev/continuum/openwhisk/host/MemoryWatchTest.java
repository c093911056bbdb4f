package dev.continuum.openwhisk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {

  private static final int ALLOCATED_MB = 160;

  /** Holds its memory until it is ended. */
  static final class Hoarder {
    private Hoarder() {}

    public static void main(String[] arguments) throws InterruptedException {
      byte[] all = new byte[ALLOCATED_MB << 20];
      for (int i = 0; i < all.length; i += 1024) {
        all[i] = 1;
      }
      System.out.println("holds");
      Thread.sleep(TimeUnit.MINUTES.toMillis(1));
      System.out.println(all[0]);
    }
  }

  @Test
  void whatExceedsItsMemoryIsEndedAndWhatDoesNotLivesOn() throws Exception {
    Process modest = hoarder();
    Process greedy = hoarder();
    try (MemoryWatch watch = new MemoryWatch()) {
      assertThat(modest.inputReader().readLine()).isEqualTo("holds");
      assertThat(greedy.inputReader().readLine()).isEqualTo("holds");
      watch.limit(modest, 4 * ALLOCATED_MB);
      watch.limit(greedy, ALLOCATED_MB);
      assertThat(greedy.waitFor(20, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(modest.isAlive()).isTrue();
    } finally {
      modest.destroyForcibly();
      greedy.destroyForcibly();
    }
  }

  private static Process hoarder() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms" + 2 * ALLOCATED_MB + "m",
            "-Xmx" + 2 * ALLOCATED_MB + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Hoarder.class.getName())
        .start();
  }
}
