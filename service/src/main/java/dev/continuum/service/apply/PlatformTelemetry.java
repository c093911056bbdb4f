package dev.continuum.service.apply;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.Platform;
import dev.continuum.actuation.PlatformMinute;
import dev.continuum.service.proto.TelemetryServiceProto.PlatformSample;
import dev.continuum.service.proto.TelemetryServiceProto.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks platforms what they counted themselves, and hands that on as telemetry: every minute of the
 * last ten again each time, for platforms count late and correct themselves; what is known already
 * has no effect. A platform that does not answer is asked again next time, and holds up no other.
 */
public final class PlatformTelemetry implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PlatformTelemetry.class);

  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** How far back platforms are asked. */
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** As the service takes in a batch. */
  private static final int MOST_SAMPLES = 1000;

  private final List<Platform> platforms;
  private final String owner;
  private final InstantSource clock;
  private final Consumer<List<Sample>> sink;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("continuum-platform-telemetry").factory());

  /**
   * Asks nobody yet.
   *
   * @param platforms whom to ask
   * @param owner of whose functions
   * @param sink takes at most 1,000 samples at once
   */
  public PlatformTelemetry(
      List<Platform> platforms, String owner, InstantSource clock, Consumer<List<Sample>> sink) {
    this.platforms = List.copyOf(platforms);
    this.owner = owner;
    this.clock = clock;
    this.sink = sink;
  }

  /** Asks now and then every minute, as platforms count, until closed. */
  public void start() {
    if (!platforms.isEmpty()) {
      var unused =
          timer.scheduleWithFixedDelay(this::poll, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Asks once. */
  public void poll() {
    Instant to = clock.instant();
    Instant from = to.minus(WINDOW).truncatedTo(ChronoUnit.MINUTES);
    for (Platform platform : platforms) {
      try {
        List<Sample> samples = new ArrayList<>();
        platform.minutes(owner, from, to).forEach(each -> samples.add(sample(each)));
        for (int i = 0; i < samples.size(); i += MOST_SAMPLES) {
          sink.accept(samples.subList(i, Math.min(samples.size(), i + MOST_SAMPLES)));
        }
      } catch (ActuationException e) {
        LOG.warn("What {} counted cannot be read: {}", platform.nodes(), e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("What {} counted cannot be told.", platform.nodes(), e);
      }
    }
  }

  private static Sample sample(PlatformMinute minute) {
    PlatformSample.Builder sample =
        PlatformSample.newBuilder()
            .setFunction(minute.function().value())
            .setNode(minute.node().value())
            .setCalls(minute.calls())
            .setFailed(minute.failed())
            .setThrottled(minute.throttled())
            .setColdStarts(minute.coldStarts())
            .setProvisioned(minute.provisioned())
            .setSpillOver(minute.spillOver());
    minute.utilisation().ifPresent(sample::setUtilisation);
    return Sample.newBuilder()
        .setEventTimeMs(minute.start().toEpochMilli())
        .setPlatform(sample)
        .build();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
