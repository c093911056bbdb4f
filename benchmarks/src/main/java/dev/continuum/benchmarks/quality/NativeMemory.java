package dev.continuum.benchmarks.quality;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this process holds in memory outside the Java heap: natives, the JVM's own and code. Pages
 * of the heap that the collector has given up stay resident until the system wants them, and no
 * figure of the JVM counts them, so the heap is left out by its addresses.
 */
final class NativeMemory {

  private static final Path MAPS = Path.of("/proc/self/smaps");
  private static final double KIBIBYTES = 1024;
  private static final Pattern ADDRESS = Pattern.compile("0x([0-9a-f]{8,16})");
  private static final Pattern RANGE = Pattern.compile("^([0-9a-f]+)-([0-9a-f]+) .*");

  private NativeMemory() {}

  /**
   * Resident memory outside the heap, MiB; 0 where the system does not tell. What {@code malloc}
   * keeps for later is given back before.
   *
   * @throws IOException if the system's list of mappings cannot be read
   */
  static double mebibytes() throws IOException {
    if (!Files.exists(MAPS)) {
      return 0;
    }
    ask("systemTrimNativeHeap");
    long[] heap = heap();
    double kibibytes = 0;
    boolean outside = true;
    for (String line : Files.readAllLines(MAPS)) {
      Matcher range = RANGE.matcher(line);
      if (range.matches()) {
        outside = hexadecimal(range.group(1)) < heap[0] || hexadecimal(range.group(2)) > heap[1];
      } else if (outside && line.startsWith("Rss:")) {
        kibibytes += Double.parseDouble(line.replaceAll("[^0-9]", ""));
      }
    }
    return kibibytes / KIBIBYTES;
  }

  /** The first address reserved for the heap and the one after the last. */
  private static long[] heap() {
    List<Long> addresses =
        ADDRESS
            .matcher(ask("gcHeapInfo"))
            .results()
            .map(found -> hexadecimal(found.group(1)))
            .sorted(Long::compareUnsigned)
            .toList();
    if (addresses.isEmpty()) {
      throw new IllegalStateException("This JVM does not tell where its heap is.");
    }
    return new long[] {addresses.getFirst(), addresses.getLast()};
  }

  private static long hexadecimal(String text) {
    return Long.parseUnsignedLong(text, 16);
  }

  private static String ask(String command) {
    try {
      return String.valueOf(
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  command,
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()}));
    } catch (JMException e) {
      throw new IllegalStateException("This JVM does not take the command " + command + ".", e);
    }
  }
}
