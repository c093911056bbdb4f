package dev.continuum.cli;

import dev.continuum.actuation.BurstGate;
import dev.continuum.actuation.Platform;
import dev.continuum.openwhisk.WarmKeeper;
import dev.continuum.openwhisk.WhiskKeeperThread;
import dev.continuum.openwhisk.WhiskPlatform;
import java.util.List;

/** Keeps the instances of platforms warm that do not do so themselves, until it is closed. */
final class Keepers implements AutoCloseable {

  private final List<WarmKeeper> keepers;
  private final List<WhiskKeeperThread> threads;

  Keepers(List<Platform> platforms) {
    BurstGate gate = new BurstGate();
    this.keepers =
        platforms.stream()
            .filter(WhiskPlatform.class::isInstance)
            .map(WhiskPlatform.class::cast)
            .map(platform -> platform.keeper(gate))
            .toList();
    this.threads = keepers.stream().map(WhiskKeeperThread::new).toList();
  }

  /** What keeping came to, one line. */
  String summary() {
    return keepers.stream().mapToLong(WarmKeeper::calls).sum()
        + " keep-alive calls, instances grown again "
        + keepers.stream().mapToLong(WarmKeeper::regrown).sum()
        + " times, cold starts of clients during bursts: "
        + keepers.stream().mapToLong(WarmKeeper::harmed).sum();
  }

  /** Until the process is ended. */
  void join() {
    try {
      for (WhiskKeeperThread each : threads) {
        each.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.forEach(WhiskKeeperThread::close);
  }
}
