package dev.continuum.lambda.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Holds initialised environments to their share of a core: memory / 1,769 MB. Thread-safe. */
interface CpuShares extends AutoCloseable {

  /** Memory of an environment with a whole core. */
  double MEGABYTES_PER_CORE = 1769;

  /** What AWS's own scheduler uses, as far as measurements from outside tell. */
  int PERIOD_MICROS = 20_000;

  /** Ten times an ordinary process's: on Lambda a share is had, not only not exceeded. */
  int WEIGHT = 10_240;

  /** CPU time in a period. */
  static long quotaMicros(int memoryMb) {
    return Math.round(PERIOD_MICROS * memoryMb / MEGABYTES_PER_CORE);
  }

  /** From now on the process gets no more than its share. */
  void limit(Process process, int memoryMb);

  /** A call begins: what was left unused before it is lost. */
  default void begin(Process process) {}

  /** A call has its answer: waits until the time it used has been paid for, where that is known. */
  default void pay(Process process) throws InterruptedException {}

  /** The process has ended. */
  void free(Process process);

  @Override
  void close();

  /** The best way this machine offers. */
  static CpuShares of(HostOptions.Throttle throttle) {
    boolean signals =
        Files.isExecutable(Path.of("/bin/sh")) && Files.isDirectory(Path.of("/proc/self"));
    return switch (throttle) {
      case OFF -> new Unlimited();
      case SIGNALS -> signals ? new SignalShares() : new Unlimited();
      case AUTOMATIC ->
          GroupShares.create()
              .map(CpuShares.class::cast)
              .or(() -> signals ? Optional.of(new SignalShares()) : Optional.empty())
              .orElseGet(Unlimited::new);
    };
  }

  /** No limit. */
  final class Unlimited implements CpuShares {
    @Override
    public void limit(Process process, int memoryMb) {}

    @Override
    public void free(Process process) {}

    @Override
    public void close() {}
  }
}
