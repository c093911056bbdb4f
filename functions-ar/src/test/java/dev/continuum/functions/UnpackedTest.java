package dev.continuum.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Instances are killed: what a library was unpacked to must not stay behind. */
class UnpackedTest {

  @Test
  void theLibraryIsInUseButItsFilesAreGone() throws Exception {
    Path maps = Path.of("/proc/self/maps");
    assumeTrue(Files.isReadable(maps) && System.getenv("CONTINUUM_OPENCV") == null, "not Linux");

    ArFunctions.load();

    assertThat(Files.readString(maps)).contains("opencv_openpnp");
    assertThat(Unpacked.loaded()).isEmpty();
  }
}
