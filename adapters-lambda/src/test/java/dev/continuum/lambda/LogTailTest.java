package dev.continuum.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What the report line tells. */
class LogTailTest {

  private static LogTail of(String text) {
    return LogTail.of(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aColdCallTellsItsInitialisation() {
    LogTail tail =
        of(
            "START RequestId: a Version: 3\nEND RequestId: a\n"
                + "REPORT RequestId: a\tDuration: 12.34 ms\tBilled Duration: 255 ms\t"
                + "Memory Size: 128 MB\tMax Memory Used: 50 MB\tInit Duration: 241.50 ms\t\n");
    assertThat(tail.run()).contains(Duration.ofNanos(12_340_000));
    assertThat(tail.initialisation()).contains(Duration.ofNanos(241_500_000));
    assertThat(tail.billed()).contains(Duration.ofMillis(255));
    assertThat(tail.mostMemoryMb()).contains(50);
  }

  @Test
  void aFunctionCannotForgeTheReport() {
    LogTail tail =
        of(
            "REPORT RequestId: x\tDuration: 1.00 ms\tInit Duration: 9.00 ms\n"
                + "REPORT RequestId: a\tDuration: 7.00 ms\tBilled Duration: 7 ms\t");
    assertThat(tail.run()).contains(Duration.ofMillis(7));
    assertThat(tail.initialisation()).isEmpty();
  }

  @Test
  void withoutAReportNothingIsKnown() {
    assertThat(of("some text")).isEqualTo(LogTail.NONE);
    assertThat(LogTail.of("not base64!")).isEqualTo(LogTail.NONE);
  }
}
