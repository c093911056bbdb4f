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

  @Test
  void countsWhatIsOutsideTheHeapAlone() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")));
    double before = NativeMemory.mebibytes();
    byte[] inHeap = new byte[BYTES];
    Arrays.fill(inHeap, (byte) 1);
    double withHeap = NativeMemory.mebibytes();
    ByteBuffer outside = ByteBuffer.allocateDirect(BYTES);
    double withNative = NativeMemory.mebibytes();

    assertThat(withHeap - before).isLessThan(48);
    assertThat(withNative - withHeap).isBetween(80.0, 144.0);
    assertThat(inHeap[BYTES - 1] + outside.get(BYTES - 1)).isEqualTo(1);
  }
}
