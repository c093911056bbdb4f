package dev.continuum.lambda.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A control group per environment with a CPU quota, of version 1 or 2 of the kernel's interface,
 * and ten times the weight of an ordinary process: on Lambda a share is had, not only not exceeded.
 * The process joins it after its initialisation, so that the JVM does not take the quota for the
 * number of processors.
 */
final class GroupShares implements CpuShares {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final List<Path> ROOTS =
      List.of(
          Path.of("/sys/fs/cgroup/cpu"),
          Path.of("/sys/fs/cgroup/cpu,cpuacct"),
          Path.of("/sys/fs/cgroup"));

  private final Path root;
  private final String prefix;

  private GroupShares(Path root) {
    this.root = root;
    this.prefix =
        "continuum-lambda-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet() + "-";
  }

  /** One, if this process may make control groups with a quota here. */
  static Optional<GroupShares> create() {
    for (Path root : ROOTS) {
      GroupShares shares = new GroupShares(root);
      Path probe = root.resolve(shares.prefix + "probe");
      try {
        Files.createDirectory(probe);
        try {
          shares.quota(probe, PERIOD_MICROS);
          return Optional.of(shares);
        } finally {
          Files.deleteIfExists(probe);
        }
      } catch (IOException | SecurityException e) {
        // Not here.
      }
    }
    return Optional.empty();
  }

  private static void weigh(Path group) throws IOException {
    Path second = group.resolve("cpu.weight");
    if (Files.exists(second)) {
      Files.writeString(second, Integer.toString(WEIGHT / 1024 * 100));
    } else if (Files.exists(group.resolve("cpu.shares"))) {
      Files.writeString(group.resolve("cpu.shares"), Integer.toString(WEIGHT));
    }
  }

  private void quota(Path group, long micros) throws IOException {
    Path second = group.resolve("cpu.max");
    if (Files.exists(second)) {
      Files.writeString(second, micros + " " + PERIOD_MICROS);
      return;
    }
    Path period = group.resolve("cpu.cfs_period_us");
    if (!Files.exists(period)) {
      throw new IOException("no cpu controller");
    }
    Files.writeString(period, Integer.toString(PERIOD_MICROS));
    Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(micros));
  }

  private Path group(Process process) {
    return root.resolve(prefix + process.pid());
  }

  @Override
  public void limit(Process process, int memoryMb) {
    try {
      Path group = Files.createDirectory(group(process));
      quota(group, CpuShares.quotaMicros(memoryMb));
      weigh(group);
      Files.writeString(group.resolve("cgroup.procs"), Long.toString(process.pid()));
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Override
  public void free(Process process) {
    var unused =
        process
            .onExit()
            .thenAcceptAsync(
                ended -> {
                  Path group = group(process);
                  for (int i = 0; i < 50 && Files.exists(group); i++) {
                    try {
                      Files.deleteIfExists(group);
                    } catch (IOException e) {
                      // Its children are still ending.
                      pause();
                    }
                  }
                });
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try (var groups = Files.newDirectoryStream(root, prefix + "*")) {
      for (Path each : groups) {
        for (int i = 0; i < 50 && Files.exists(each); i++) {
          try {
            Files.deleteIfExists(each);
          } catch (IOException e) {
            pause();
          }
        }
      }
    } catch (IOException e) {
      // Empty groups cost nothing and go with the machine.
    }
  }
}
