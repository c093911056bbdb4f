package dev.continuum.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.Sleeper;
import dev.continuum.lambda.host.HostOptions;
import dev.continuum.lambda.host.LocalLambda;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Service time falls with memory as its share of a core grows, and initialisation does not care. By
 * the least of some runs, to which neighbours can only add.
 */
class MemoryProfilerIT {

  private static final String HANDLER = BurningProbe.class.getName() + "::handle";

  @TempDir private Path directory;

  @Test
  void serviceTimeFollowsTheShareOfACoreAndInitialisationIsFlat() throws IOException {
    // An environment may be called as often as it can: the next call must not meet another one.
    HostOptions options =
        Region.options(directory)
            .withQuotas(new HostOptions.Quotas(1000, 100, 1000))
            .withTimes(HostOptions.Times.FAST.withInitialisation(Duration.ofMinutes(1)));
    try (LocalLambda host = LocalLambda.start(options, InstantSource.system())) {
      try (MemoryProfiler small = profiler(host, 256);
          MemoryProfiler large = profiler(host, 1769)) {
        Duration slowInit = small.initialisations("{}", 2).getFirst();
        Duration fastInit = large.initialisations("{}", 2).getFirst();
        MemoryProfiler.Runs slow = small.runs("{\"a\":1}", 2, 7);
        MemoryProfiler.Runs fast = large.runs("{\"a\":1}", 2, 7);

        assertThat(slow.answer()).isEqualTo(fast.answer()).contains("\"a\"");
        // 1,769 / 256 = 6.9; 6.7 here, quiet and beside two busy loops.
        assertThat(ratio(slow.runs().getFirst(), fast.runs().getFirst())).isBetween(2.5, 15.0);
        assertThat(ratio(slowInit, fastInit)).isBetween(0.3, 3.0);
      }
      assertThat(host.warm()).isEmpty();
    }
  }

  private static MemoryProfiler profiler(LocalLambda host, int memoryMb) throws IOException {
    return new MemoryProfiler(
        Region.endpoint(host),
        Sleeper.THREAD,
        "burning-" + memoryMb,
        new MemoryProfiler.Program(ClassZip.of(BurningProbe.class), "java21", HANDLER, Region.ROLE),
        memoryMb);
  }

  private static double ratio(Duration one, Duration other) {
    return (double) one.toNanos() / other.toNanos();
  }
}
