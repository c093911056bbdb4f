package dev.continuum.openwhisk.host;

import dev.continuum.actuation.host.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a local host behaves. The defaults are those of a stock OpenWhisk.
 *
 * @param port where it listens; 0 picks a free one
 * @param credentials {@code uuid:key} to namespace
 * @param pool memory and times of the instance pool
 * @param limits limits of each namespace
 * @param delays network delay each way by client address; {@code *} stands for the others
 * @param images command lines that stand for container images, where no engine runs them
 * @param runner what instances run in
 * @param directory where instances keep their files
 */
public record HostOptions(
    int port,
    Map<String, String> credentials,
    Pool pool,
    Limits limits,
    Map<String, Duration> delays,
    Map<String, List<String>> images,
    Runner runner,
    Path directory) {

  /** The credential of the namespace {@code guest} in every stock deployment. It is public. */
  public static final String GUEST =
      "23bc46b1-71f6-4ed5-8c54-816aa4f8c502:"
          + "123zO3xZCLrMN6v2BKK1dXYFpXlPkccOFqm12CdAsMgRU4VrNZ9lyGVCGuMDGIwP";

  /**
   * The instance pool.
   *
   * @param userMemoryMb memory of all instances together
   * @param pauseGrace from ready to paused
   * @param idleContainer from paused to removed
   * @param logCollection how long an instance is held after its answer when logs are collected
   * @param stemCells instances started ahead, by kind and memory
   */
  public record Pool(
      int userMemoryMb,
      Duration pauseGrace,
      Duration idleContainer,
      Duration logCollection,
      List<StemCell> stemCells) {

    /** 2048 MB, 10 s and 10 min. */
    public static final Pool STOCK =
        new Pool(
            2048, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMillis(40), List.of());

    /** Copies. */
    public Pool {
      stemCells = List.copyOf(stemCells);
    }
  }

  /**
   * Instances started ahead that match kind and exact memory.
   *
   * @param kind runtime
   * @param memoryMb memory
   * @param count how many
   */
  public record StemCell(String kind, int memoryMb, int count) {}

  /**
   * Limits of a namespace.
   *
   * @param perMinute invocations a minute
   * @param concurrent invocations at once
   * @param leastMemoryMb least memory of an action
   * @param mostMemoryMb most memory of an action
   */
  public record Limits(int perMinute, int concurrent, int leastMemoryMb, int mostMemoryMb) {

    /** 60 a minute, 30 at once, 128 to 512 MB. */
    public static final Limits STOCK = new Limits(60, 30, 128, 512);

    static final int STANDARD_MEMORY_MB = 256;
    static final int STANDARD_TIMEOUT_MS = 60_000;
    static final int LEAST_TIMEOUT_MS = 100;
    static final int MOST_TIMEOUT_MS = 300_000;
    static final int MOST_LOGS_MB = 10;
    static final int MOST_PAYLOAD_BYTES = 1 << 20;
    static final int MOST_CODE_BYTES = 48 << 20;
    static final int MOST_BODY_BYTES = 50 << 20;
  }

  /** Copies. */
  public HostOptions {
    credentials = Map.copyOf(credentials);
    delays = Map.copyOf(delays);
    images = Map.copyOf(images);
  }

  /** A stock host with the guest's credential. */
  public static HostOptions stock(Path directory) {
    return new HostOptions(
        0,
        Map.of(GUEST, "guest"),
        Pool.STOCK,
        Limits.STOCK,
        Map.of(),
        Map.of(),
        Runner.AUTO,
        directory);
  }

  /** This, listening there. */
  public HostOptions withPort(int other) {
    return new HostOptions(other, credentials, pool, limits, delays, images, runner, directory);
  }

  /** This, with another pool. */
  public HostOptions withPool(Pool other) {
    return new HostOptions(port, credentials, other, limits, delays, images, runner, directory);
  }

  /** This, with other limits. */
  public HostOptions withLimits(Limits other) {
    return new HostOptions(port, credentials, pool, other, delays, images, runner, directory);
  }

  /** This, with command lines for images. */
  public HostOptions withImages(Map<String, List<String>> other) {
    return new HostOptions(port, credentials, pool, limits, delays, other, runner, directory);
  }

  /** This, with network delays. */
  public HostOptions withDelays(Map<String, Duration> other) {
    return new HostOptions(port, credentials, pool, limits, other, images, runner, directory);
  }

  /** This, with instances in something else. */
  public HostOptions withRunner(Runner other) {
    return new HostOptions(port, credentials, pool, limits, delays, images, other, directory);
  }
}
