package dev.continuum.lambda.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A process that never rests gets its share of the CPU and no more. */
class CpuSharesTest {

  private static final int MEMORY_MB = 256;
  private static final double SHARE = MEMORY_MB / CpuShares.MEGABYTES_PER_CORE;

  @Test
  void signalsHoldAProcessToItsShare() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")) && Files.isDirectory(Path.of("/proc/self")));
    try (CpuShares shares = new SignalShares()) {
      assertThat(shareOfABusyLoop(shares)).isBetween(SHARE / 10, SHARE * 1.4);
    }
  }

  @Test
  void controlGroupsHoldAProcessToItsShare() throws Exception {
    Optional<GroupShares> groups = GroupShares.create();
    assumeTrue(groups.isPresent(), "no control group with a quota can be made here");
    try (CpuShares shares = groups.get()) {
      assertThat(shareOfABusyLoop(shares)).isBetween(SHARE / 10, SHARE * 1.4);
    }
  }

  @Test
  void aShortCallAfterARestTakesWhatItUsedDividedByTheShare() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")) && Files.isDirectory(Path.of("/proc/self")));
    Process process =
        new ProcessBuilder("/bin/sh", "-c", "read x; while :; do :; done")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (CpuShares shares = new SignalShares()) {
      shares.limit(process, MEMORY_MB);
      Thread.sleep(300);
      shares.begin(process);
      long used = SignalShares.usedNanos(process.pid());
      long begin = System.nanoTime();
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      while (SignalShares.usedNanos(process.pid()) - used < 2_000_000) {
        Thread.sleep(1);
      }
      shares.pay(process);
      long passed = System.nanoTime() - begin;
      double share = (SignalShares.usedNanos(process.pid()) - used) / (double) passed;
      assertThat(share).isLessThan(SHARE * 1.4);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** CPU time over time, of a loop that would take a whole core. */
  private static double shareOfABusyLoop(CpuShares shares) throws Exception {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", "while :; do :; done").inheritIO().start();
    try {
      shares.limit(process, MEMORY_MB);
      long used = SignalShares.usedNanos(process.pid());
      long begin = System.nanoTime();
      Thread.sleep(2000);
      long passed = System.nanoTime() - begin;
      return (SignalShares.usedNanos(process.pid()) - used) / (double) passed;
    } finally {
      process.destroyForcibly().waitFor();
      shares.free(process);
    }
  }
}
