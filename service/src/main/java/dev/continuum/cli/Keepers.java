package dev.continuum.cli;

import dev.continuum.actuation.BurstGate;
import dev.continuum.actuation.Platform;
import dev.continuum.openwhisk.WhiskKeeperThread;
import dev.continuum.openwhisk.WhiskPlatform;
import java.time.InstantSource;
import java.util.List;

/** Keeps the instances of platforms warm that do not do so themselves, until it is closed. */
final class Keepers implements AutoCloseable {

  private final List<WhiskKeeperThread> threads;

  Keepers(List<Platform> platforms) {
    BurstGate gate = new BurstGate(InstantSource.system());
    this.threads =
        platforms.stream()
            .filter(WhiskPlatform.class::isInstance)
            .map(WhiskPlatform.class::cast)
            .map(platform -> new WhiskKeeperThread(platform.keeper(gate)))
            .toList();
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
