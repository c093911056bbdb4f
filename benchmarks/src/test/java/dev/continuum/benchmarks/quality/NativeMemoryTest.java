package dev.continuum.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Natives count, the heap does not. */
class NativeMemoryTest {

  private static final int BYTES = 96 << 20;
  private static final int LOOKS = 50;
  private static final int PAUSE_MILLIS = 100;

  /** MiB. */
  private static final double NOISE = 1;

  @Test
  void countsWhatIsOutsideTheHeapAlone() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")));
    double before = quiet();
    byte[] inHeap = new byte[BYTES];
    Arrays.fill(inHeap, (byte) 1);
    double withHeap = NativeMemory.mebibytes();
    ByteBuffer outside = ByteBuffer.allocateDirect(BYTES);
    double withNative = NativeMemory.mebibytes();

    assertThat(withHeap - before).isLessThan(48);
    assertThat(withNative - withHeap).isBetween(80.0, 144.0);
    assertThat(inHeap[BYTES - 1] + outside.get(BYTES - 1)).isEqualTo(1);
  }

  /** Once what earlier tests of this JVM left has been given back. */
  private static double quiet() throws IOException, InterruptedException {
    double now = NativeMemory.mebibytes();
    for (int look = 0; look < LOOKS; look++) {
      double before = now;
      Thread.sleep(PAUSE_MILLIS);
      now = NativeMemory.mebibytes();
      if (Math.abs(now - before) < NOISE) {
        return now;
      }
    }
    return now;
  }
}
