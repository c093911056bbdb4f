package dev.continuum.benchmarks.quality;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * Highest use of memory since {@link #reset}. The heap's is the sum of its pools' peaks, garbage
 * included, so never too low; the process's comes from the system and counts native libraries.
 */
final class PeakMemory {

  private static final double MEBIBYTE = 1 << 20;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private PeakMemory() {}

  /** Starts anew; what the process holds by then counts. */
  static void reset() {
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    try {
      Files.writeString(CLEAR, "5");
    } catch (IOException | UnsupportedOperationException e) {
      // Elsewhere than on Linux the resident peak is that of the process's whole life, or unknown.
      return;
    }
  }

  /** Of the heap, MiB. */
  static double heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        / MEBIBYTE;
  }

  /** Of the process, MiB; empty where the system does not tell. */
  static OptionalDouble resident() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}
