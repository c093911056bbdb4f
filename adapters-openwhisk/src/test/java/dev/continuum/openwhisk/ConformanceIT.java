package dev.continuum.openwhisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.conformance.ConformanceReport;
import dev.continuum.actuation.conformance.ConformanceReport.Verdict;
import dev.continuum.actuation.host.Engine;
import dev.continuum.actuation.host.Runner;
import dev.continuum.openwhisk.conformance.ConformanceOptions;
import dev.continuum.openwhisk.conformance.ConformanceSuite;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.host.LocalOpenWhisk;
import dev.continuum.openwhisk.rest.WhiskClient;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conformance suite against the local host, with its times shortened. */
class ConformanceIT {

  private static final Duration PAUSE_GRACE = Duration.ofSeconds(2);
  private static final Duration IDLE = Duration.ofSeconds(6);

  @TempDir private Path directory;

  private LocalOpenWhisk host(Runner runner) throws Exception {
    return LocalOpenWhisk.start(
        HostOptions.stock(directory)
            .withPool(
                new HostOptions.Pool(4096, PAUSE_GRACE, IDLE, Duration.ofMillis(40), List.of()))
            .withRunner(runner)
            .withLimits(new HostOptions.Limits(6000, 30, 128, 512)),
        InstantSource.system());
  }

  private static ConformanceSuite suite(WhiskConnection connection, String prefix) {
    return new ConformanceSuite(
        connection,
        new ConformanceOptions(PAUSE_GRACE, IDLE, Duration.ofMinutes(20), false),
        InstantSource.system(),
        Sleeper.THREAD,
        prefix);
  }

  @Test
  void theLocalHostConforms() throws Exception {
    conforms(Runner.PROCESS, "continuum-conf-it");
  }

  @Test
  void soItDoesWithEveryInstanceInAContainer() throws Exception {
    assumeTrue(hasDocker(), "no Docker engine answers here");
    conforms(Runner.DOCKER, "continuum-conf-boxes");
  }

  private static boolean hasDocker() {
    try {
      var unused = Engine.answering("continuum-host");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void conforms(Runner runner, String prefix) throws Exception {
    try (LocalOpenWhisk host = host(runner);
        WhiskConnection connection =
            new WhiskConnection(WhiskEndpoint.of(host.address(), HostOptions.GUEST))) {
      ConformanceReport report = suite(connection, prefix).run(result -> {});
      assertThat(report.results()).filteredOn(each -> each.verdict() == Verdict.FAILED).isEmpty();
      assertThat(report.conforms()).isTrue();
      assertThat(report.results()).hasSizeGreaterThanOrEqualTo(60);
      assertThat(report.results())
          .filteredOn(ConformanceReport.Result::must)
          .hasSizeGreaterThanOrEqualTo(45);
    }
  }

  @Test
  void aRunThatIsStoppedLeavesNothingBehind() throws Exception {
    try (LocalOpenWhisk host = host(Runner.PROCESS);
        WhiskConnection connection =
            new WhiskConnection(WhiskEndpoint.of(host.address(), HostOptions.GUEST));
        WhiskClient client = new WhiskClient(connection, Sleeper.THREAD)) {
      ConformanceSuite suite = suite(connection, "continuum-conf-stopped");
      AtomicInteger seen = new AtomicInteger();
      Thread hook = Thread.ofVirtual().unstarted(suite::stop);
      assertThatThrownBy(
              () ->
                  suite.run(
                      result -> {
                        if (seen.incrementAndGet() == 25) {
                          hook.start();
                        }
                      }))
          .hasMessageContaining("stopped");
      hook.join();
      assertThat(client.actions()).isEmpty();
      assertThat(seen.get()).isLessThan(80);
    }
  }
}
