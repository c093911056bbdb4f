package dev.continuum.lambda.host;

import dev.continuum.actuation.host.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a local host behaves.
 *
 * @param port where it listens; 0 picks a free one
 * @param region its name in ARNs and signatures
 * @param keys access key id to secret key; requests signed by others are rejected
 * @param quotas limits of the account
 * @param times how long things take
 * @param throttle how environments are held to their share of a core
 * @param images command lines that stand for container images, where no engine runs them
 * @param runner what environments run in
 * @param directory where code and environments keep their files
 */
public record HostOptions(
    int port,
    String region,
    Map<String, String> keys,
    Quotas quotas,
    Times times,
    Throttle throttle,
    Map<String, List<String>> images,
    Runner runner,
    Path directory) {

  /** The account of all ARNs. */
  public static final String ACCOUNT = "123456789012";

  /** The access key that a host knows unless told otherwise. It is public. */
  public static final String KEY = "LOCALLAMBDAKEY000001";

  /** Its secret. It is public. */
  public static final String SECRET = "local-lambda-secret-that-everybody-knows";

  /** How environments are held to memory / 1,769 MB of a core once they are initialised. */
  public enum Throttle {
    /** By the CPU quota of a control group where one can be made, else by signals. */
    AUTOMATIC,
    /** By SIGSTOP and SIGCONT, by the CPU time used. */
    SIGNALS,
    /** Not at all. */
    OFF
  }

  /**
   * Limits of the account in this region.
   *
   * @param concurrency environments at once, of all functions
   * @param leastUnreserved what reservations and provisioned concurrency must leave
   * @param perSecond requests a second of one environment
   */
  public record Quotas(int concurrency, int leastUnreserved, int perSecond) {
    /** 1,000, of which 100 stay unreserved; 10 a second. */
    public static final Quotas STOCK = new Quotas(1000, 100, 10);
  }

  /**
   * How long things take.
   *
   * @param state from Pending to Active, and from InProgress to Successful
   * @param allocation before the first provisioned environment is started
   * @param allocationsPerMinute provisioned environments started a minute
   * @param keepAlive an idle on-demand environment lives
   * @param initialisation an on-demand environment may take to initialise
   * @param shift how long an alias shows routing weights after it was moved
   */
  public record Times(
      Duration state,
      Duration allocation,
      int allocationsPerMinute,
      Duration keepAlive,
      Duration initialisation,
      Duration shift) {

    /** About what is seen on AWS. */
    public static final Times STOCK =
        new Times(
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            6000,
            Duration.ofMinutes(7),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));

    /** For tests: everything at once, but for the process's own start. */
    public static final Times FAST =
        new Times(
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            60_000,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMillis(100));

    /** This, with another life of idle environments. */
    public Times withKeepAlive(Duration other) {
      return new Times(state, allocation, allocationsPerMinute, other, initialisation, shift);
    }

    /** This, with another limit of initialisations on demand. */
    public Times withInitialisation(Duration other) {
      return new Times(state, allocation, allocationsPerMinute, keepAlive, other, shift);
    }

    /** This, with another delay of allocation. */
    public Times withAllocation(Duration other) {
      return new Times(state, other, allocationsPerMinute, keepAlive, initialisation, shift);
    }
  }

  /** Copies. */
  public HostOptions {
    keys = Map.copyOf(keys);
    images = Map.copyOf(images);
  }

  /** A host with stock limits and times, and the public key. */
  public static HostOptions stock(Path directory) {
    return new HostOptions(
        0,
        "eu-central-1",
        Map.of(KEY, SECRET),
        Quotas.STOCK,
        Times.STOCK,
        Throttle.AUTOMATIC,
        Map.of(),
        Runner.AUTO,
        directory);
  }

  /** This, listening there. */
  public HostOptions withPort(int other) {
    return new HostOptions(other, region, keys, quotas, times, throttle, images, runner, directory);
  }

  /** This, of another region. */
  public HostOptions withRegion(String other) {
    return new HostOptions(port, other, keys, quotas, times, throttle, images, runner, directory);
  }

  /** This, knowing other keys. */
  public HostOptions withKeys(Map<String, String> other) {
    return new HostOptions(port, region, other, quotas, times, throttle, images, runner, directory);
  }

  /** This, with other limits. */
  public HostOptions withQuotas(Quotas other) {
    return new HostOptions(port, region, keys, other, times, throttle, images, runner, directory);
  }

  /** This, with other times. */
  public HostOptions withTimes(Times other) {
    return new HostOptions(port, region, keys, quotas, other, throttle, images, runner, directory);
  }

  /** This, throttled otherwise. */
  public HostOptions withThrottle(Throttle other) {
    return new HostOptions(port, region, keys, quotas, times, other, images, runner, directory);
  }

  /** This, with command lines for images. */
  public HostOptions withImages(Map<String, List<String>> other) {
    return new HostOptions(port, region, keys, quotas, times, throttle, other, runner, directory);
  }

  /** This, with environments in something else. */
  public HostOptions withRunner(Runner other) {
    return new HostOptions(port, region, keys, quotas, times, throttle, images, other, directory);
  }
}
