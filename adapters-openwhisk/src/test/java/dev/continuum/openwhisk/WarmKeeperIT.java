package dev.continuum.openwhisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.Answer;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.BurstGate;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.StepListener;
import dev.continuum.model.id.FunctionId;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.host.LocalOpenWhisk;
import dev.continuum.openwhisk.rest.WhiskClient;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keeper on the local host, tick by tick, and a client that knows nothing of the router. */
class WarmKeeperIT {

  private static final Duration PAUSE_GRACE = Duration.ofMillis(300);
  private static final Duration IDLE = Duration.ofMillis(2500);
  private static final Duration HOLD = Duration.ofMillis(700);
  private static final Duration LIFE = PAUSE_GRACE.plus(IDLE);
  private static final Duration PERIOD = LIFE.multipliedBy(7).dividedBy(10);

  @TempDir private Path directory;

  @Test
  void aClientThatABurstPutsOffIsCountedAndOneThatItDoesNotIsNot() throws Exception {
    try (LocalOpenWhisk host = host("harm");
        WhiskPlatform platform = Stubs.platform(host.address(), directory, settings());
        WhiskClient client =
            new WhiskClient(
                new WhiskConnection(WhiskEndpoint.of(host.address(), HostOptions.GUEST)),
                Sleeper.THREAD)) {
      apply(platform, "harm");
      String action = platform.observe("harm").managed().getFirst().object();
      WarmKeeper keeper = platform.keeper(new BurstGate());

      Sleeper.THREAD.sleep(keeper.tick());
      CompletableFuture<Boolean> put = callInBurst(client, action);
      keeper.tick();
      assertThat(put.get()).as("the client met a cold start").isTrue();

      Sleeper.THREAD.sleep(Duration.ofSeconds(6));
      keeper.tick();
      assertThat(keeper.harmed()).as("after a burst with a client").isEqualTo(1);

      Sleeper.THREAD.sleep(keeper.tick());
      keeper.tick();
      assertThat(keeper.harmed()).as("after a burst without one").isEqualTo(1);
      assertThat(keeper.regrown()).isZero();
    }
  }

  @Test
  void anInstanceThatAClientJustCalledIsCalledAgainWhenThatIsAsLongAgoAsEver() throws Exception {
    try (LocalOpenWhisk host = host("recent");
        WhiskPlatform platform = Stubs.platform(host.address(), directory, settings())) {
      apply(platform, "recent");
      WarmKeeper keeper = platform.keeper(new BurstGate());
      Duration before = LIFE.minus(PERIOD).minusMillis(150);
      Sleeper.THREAD.sleep(keeper.tick().minus(before));
      Answer answer =
          platform.caller().call(new FunctionId("probe"), Stubs.EDGE, "{}", Duration.ofSeconds(10));
      assertThat(answer.outcome()).isEqualTo(Answer.Outcome.SUCCESS);
      Sleeper.THREAD.sleep(before);

      assertThat(keeper.tick()).isLessThanOrEqualTo(PERIOD.minus(before).plusMillis(150));
      assertThat(keeper.calls()).as("put off").isZero();
      long end = System.nanoTime() + LIFE.multipliedBy(2).toNanos();
      while (System.nanoTime() < end) {
        Sleeper.THREAD.sleep(keeper.tick());
      }
      assertThat(keeper.regrown()).as("bursts that found it gone").isZero();
      assertThat(keeper.calls()).isBetween(2L, 4L);
    }
  }

  private LocalOpenWhisk host(String marker) throws Exception {
    return LocalOpenWhisk.start(
        Stubs.host(directory, marker, 4096, PAUSE_GRACE, IDLE), InstantSource.system());
  }

  private void apply(WhiskPlatform platform, String owner) {
    Applied applied =
        new Applier(
                java.util.List.of(platform),
                StateDirectory.at(directory),
                Applier.Timing.system(),
                StepListener.SILENT)
            .apply(Stubs.plan(owner, Stubs.deployment("probe", 1, 128)));
    assertThat(applied.state()).as(applied.toString()).isEqualTo(Applied.State.APPLIED);
  }

  /** Whether a call past the router, soon after now, met a cold start. */
  private static CompletableFuture<Boolean> callInBurst(WhiskClient client, String action) {
    return CompletableFuture.supplyAsync(
        () -> {
          Sleeper.THREAD.sleep(HOLD.dividedBy(3));
          try {
            return Annotations.has(
                client.invoke(action, "{}", Duration.ofSeconds(10)).object(), "initTime");
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  private static WhiskSettings settings() {
    return new WhiskSettings(
        PAUSE_GRACE, IDLE, 0, 10_000, Duration.ofMillis(300), HOLD, Optional.empty());
  }
}
