package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.Answer;
import dev.continuum.actuation.BurstGate;
import dev.continuum.actuation.Router;
import dev.continuum.actuation.Telemetry;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.service.client.RouterTelemetry;
import dev.continuum.service.proto.ContinuumProto.Continuum;
import dev.continuum.service.proto.ContinuumProto.ObservedLimit;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanTrigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a router records reaches the planner of a real server. */
class RouterTelemetryTest extends ServerCase {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static Answer served(boolean cold) {
    return new Answer(
        Answer.Outcome.SUCCESS,
        "{}",
        Optional.of(cold),
        Optional.of(Duration.ofMillis(4)),
        Optional.empty(),
        Optional.of(Duration.ofMillis(30)),
        Optional.empty());
  }

  @Test
  void callsOfARouterAreSamplesThatThePlannerTakesOnce() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    NodeId node = new NodeId(problem.getNodes(0).getId());
    FunctionId function = new FunctionId(problem.getFunctions(0).getId());
    Telemetry calls = new Telemetry(100);
    Router router =
        new Router(
            Map.of(node, (f, n, payload, deadline) -> served(payload.contains("first"))),
            new BurstGate(),
            calls,
            InstantSource.system());
    for (String payload : List.of("{\"first\":1}", "{}", "{}")) {
      router.call(new Router.Request(function, List.of(node), payload, PATIENCE, Optional.empty()));
    }
    RouterTelemetry telemetry = new RouterTelemetry(client, "city", "router-1", calls);
    assertThat(telemetry.send(PATIENCE)).as("rejected").isZero();
    assertThat(telemetry.send(PATIENCE)).as("nothing to tell").isZero();
    router.call(
        new Router.Request(
            new FunctionId("unheard-of"), List.of(node), "{}", PATIENCE, Optional.empty()));
    assertThat(telemetry.send(PATIENCE)).as("rejected").isEqualTo(1);
    assertThat(calls.drain()).isEmpty();
  }

  @Test
  void aNodeThatRefusesCallsIsPlannedForWhatItServes() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    NodeId node = new NodeId(problem.getNodes(0).getId());
    FunctionId function = new FunctionId(problem.getFunctions(0).getId());
    Telemetry calls = new Telemetry(1000);
    AtomicInteger asked = new AtomicInteger();
    Instant threeMinutesAgo = Instant.now().minus(Duration.ofMinutes(3));
    Router router =
        new Router(
            Map.of(
                node,
                (f, n, payload, deadline) ->
                    asked.getAndIncrement() % 3 == 0
                        ? Answer.of(Answer.Outcome.THROTTLED, "Too many requests.")
                        : served(false)),
            new BurstGate(),
            calls,
            () -> threeMinutesAgo);
    for (int i = 0; i < 90; i++) {
      router.call(new Router.Request(function, List.of(node), "{}", PATIENCE, Optional.empty()));
    }
    BlockingQueue<Plan> plans = new LinkedBlockingQueue<>();
    try (var watch = client.watch("city", plans::add)) {
      assertThat(watch).isNotNull();
      assertThat(new RouterTelemetry(client, "city", "router-1", calls).send(PATIENCE)).isZero();
      Plan plan = await(plans, each -> each.getLimitsCount() > 0);
      assertThat(plan.getTrigger()).isEqualTo(PlanTrigger.PLAN_TRIGGER_OBSERVED);
      ObservedLimit limit = plan.getLimits(0);
      assertThat(limit.getNode()).isEqualTo(node.value());
      assertThat(limit.getRatePerS()).as("60 of 90 in a minute").isEqualTo(1.0);
      assertThat(plan.getScore().getUnservedMicros())
          .as("50 calls a second are asked")
          .isPositive();
    }
    Continuum seen = client.get("city");
    assertThat(seen.getServices(0).getCalls()).isEqualTo(60);
    assertThat(seen.getServices(0).getThrottled()).isEqualTo(30);
    assertThat(seen.getServices(0).getLostShare()).isEqualTo(1 / 3.0);
    assertThat(seen.getLimits(0).getReason()).startsWith("30 of 90 calls throttled");
  }
}
