package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.Answer;
import dev.continuum.actuation.BurstGate;
import dev.continuum.actuation.Router;
import dev.continuum.actuation.Telemetry;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.service.client.RouterTelemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            new BurstGate(InstantSource.system()),
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
}
