package dev.continuum.solver.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OR-Tools loads once a process, so each case is a process of its own. */
class NativesIT {

  /** What the processes run. */
  static final class Interrupted {
    private Interrupted() {}

    /** Asks for the natives on a thread that was interrupted before. */
    public static void main(String[] arguments) {
      Thread.currentThread().interrupt();
      Natives.require();
      System.exit(Thread.currentThread().isInterrupted() ? 7 : 1);
    }
  }

  @Test
  void anInterruptedThreadGetsThemAndStaysInterrupted() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Interrupted.class.getName()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(7);
  }
}
