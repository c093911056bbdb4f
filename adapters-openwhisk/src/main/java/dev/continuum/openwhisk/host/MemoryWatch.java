package dev.continuum.openwhisk.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Ends processes whose resident memory exceeds their limit, as the kernel does to containers; looks
 * four times a second, where /proc tells (Linux). Thread-safe.
 */
final class MemoryWatch implements AutoCloseable {

  private static final long PERIOD_MILLIS = 250;
  private static final int KIBIBYTES = 1024;

  private final Map<Process, Integer> limits = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("memory").factory());

  MemoryWatch() {
    var unused =
        timer.scheduleAtFixedRate(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  void limit(Process process, int memoryMb) {
    limits.put(process, memoryMb);
  }

  private void look() {
    limits.keySet().removeIf(process -> !process.isAlive());
    limits.forEach(
        (process, limit) -> {
          if (residentMb(process.pid()) > limit) {
            process.destroyForcibly();
          }
        });
  }

  /** Zero where the system does not tell. */
  private static int residentMb(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")) / KIBIBYTES)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
