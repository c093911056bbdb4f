package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.Caller;
import dev.continuum.actuation.Observation;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Platform;
import dev.continuum.actuation.PlatformMinute;
import dev.continuum.actuation.Refusal;
import dev.continuum.actuation.Step;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.service.apply.PlatformTelemetry;
import dev.continuum.service.proto.ContinuumProto;
import dev.continuum.service.proto.ContinuumProto.Continuum;
import dev.continuum.service.proto.ContinuumProto.PlatformCount;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What platforms count themselves reaches the planner, late and corrected, once. */
class PlatformTelemetryTest extends ServerCase {

  private final List<PlatformMinute> counted = new ArrayList<>();

  private PlatformMinute minute(int ago, long calls, long throttled) {
    return new PlatformMinute(
        new FunctionId(problem.getFunctions(0).getId()),
        new NodeId(problem.getNodes(0).getId()),
        Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(ago, ChronoUnit.MINUTES),
        calls,
        0,
        throttled,
        0,
        calls,
        1,
        OptionalDouble.of(0.5));
  }

  @Test
  void throttlesThatAPlatformCountedLowerWhatIsPlannedForItsNode() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    try (PlatformTelemetry telemetry =
        new PlatformTelemetry(
            List.of(new Counting()),
            "it",
            InstantSource.system(),
            samples -> server.counted(Optional.of("city"), samples))) {
      BlockingQueue<ContinuumProto.Plan> plans = new LinkedBlockingQueue<>();
      try (var watch = client.watch("city", plans::add)) {
        assertThat(watch).isNotNull();
        counted.add(minute(3, 120, 30));
        telemetry.poll();
        assertThat(await(plans, plan -> plan.getLimitsCount() > 0).getLimits(0).getRatePerS())
            .isEqualTo(2.0);
        long observed = client.get("city").getRevisions().getObserved();
        telemetry.poll();

        counted.set(0, minute(3, 240, 60));
        counted.add(minute(4, 60, 0));
        telemetry.poll();
        await(plans, plan -> plan.getLimitsCount() > 0 && plan.getLimits(0).getRatePerS() == 4.0);
        Continuum seen = client.get("city");
        assertThat(seen.getServices(0).getPlatform())
            .isEqualTo(
                PlatformCount.newBuilder()
                    .setCalls(300)
                    .setThrottled(60)
                    .setProvisioned(300)
                    .setSpillOver(2)
                    .setUtilisation(0.5)
                    .build());
        assertThat(seen.getRevisions().getObserved())
            .as("what was known already is no news")
            .isEqualTo(observed + 1);
      }
    }
  }

  @Test
  void aContinuumThatThePlatformsDoNotServeHearsNothing() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    counted.add(minute(3, 120, 30));
    try (PlatformTelemetry telemetry =
        new PlatformTelemetry(
            List.of(new Counting()),
            "it",
            InstantSource.system(),
            samples -> server.counted(Optional.of("village"), samples))) {
      telemetry.poll();
    }
    assertThat(client.get("city").getServicesList()).isEmpty();
  }

  private final class Counting implements Platform {

    @Override
    public List<PlatformMinute> minutes(String owner, Instant from, Instant to) {
      return List.copyOf(counted);
    }

    @Override
    public String kind() {
      return "counting";
    }

    @Override
    public SortedSet<NodeId> nodes() {
      return new TreeSet<>();
    }

    @Override
    public Observation observe(String owner) {
      throw new AssertionError("Only what it counted is asked.");
    }

    @Override
    public List<Refusal> refusals(Plan plan, Observation observed) {
      return List.of();
    }

    @Override
    public List<Step> difference(Plan plan, Observation observed) {
      return List.of();
    }

    @Override
    public String perform(Step step, Plan plan) {
      throw new AssertionError("Only what it counted is asked.");
    }

    @Override
    public Caller caller() {
      throw new AssertionError("Only what it counted is asked.");
    }

    @Override
    public void close() {}
  }
}
