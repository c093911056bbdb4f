package dev.continuum.actuation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RouterTest {

  private static final FunctionId F = new FunctionId("f");
  private static final NodeId NEAR = new NodeId("near");
  private static final NodeId FAR = new NodeId("far");
  private final Telemetry telemetry = new Telemetry(10);
  private final BurstGate gate = new BurstGate(InstantSource.system());

  private Router router(Caller near, Caller far) {
    return new Router(Map.of(NEAR, near, FAR, far), gate, telemetry, InstantSource.system());
  }

  private static Caller answering(Answer.Outcome outcome) {
    return (function, node, payload, deadline) -> Answer.of(outcome, node.value());
  }

  private static Router.Request request(Optional<Duration> hedge) {
    return new Router.Request(F, List.of(NEAR, FAR), "{}", Duration.ofSeconds(20), hedge);
  }

  @Test
  void thePlannedNodeAnswers() {
    Answer answer =
        router(answering(Answer.Outcome.SUCCESS), answering(Answer.Outcome.SUCCESS))
            .call(request(Optional.empty()));
    assertThat(answer.body()).isEqualTo("near");
    assertThat(telemetry.drain()).hasSize(1);
    assertThat(telemetry.drain()).isEmpty();
  }

  @Test
  void anUnavailableNodeIsFallenBackFrom() {
    Answer answer =
        router(answering(Answer.Outcome.UNAVAILABLE), answering(Answer.Outcome.SUCCESS))
            .call(request(Optional.empty()));
    assertThat(answer.body()).isEqualTo("far");
    assertThat(telemetry.drain()).extracting(CallRecord::attempt).containsExactly(1, 2);
  }

  @Test
  void anErrorOfTheFunctionIsNotFallenBackFrom() {
    Answer answer =
        router(answering(Answer.Outcome.APPLICATION_ERROR), answering(Answer.Outcome.SUCCESS))
            .call(request(Optional.empty()));
    assertThat(answer.outcome()).isEqualTo(Answer.Outcome.APPLICATION_ERROR);
  }

  @Test
  void aLateAnswerIsHedged() {
    CountDownLatch never = new CountDownLatch(1);
    Caller hanging =
        (function, node, payload, deadline) -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Answer.of(Answer.Outcome.TIMEOUT, "");
        };
    Answer answer =
        router(hanging, answering(Answer.Outcome.SUCCESS))
            .call(request(Optional.of(Duration.ofMillis(20))));
    assertThat(answer.body()).isEqualTo("far");
    never.countDown();
  }

  @Test
  void aCallerThatThrowsIsUnavailable() {
    Caller broken =
        (function, node, payload, deadline) -> {
          throw new IllegalStateException("broken");
        };
    assertThat(router(broken, broken).call(request(Optional.empty())).outcome())
        .isEqualTo(Answer.Outcome.UNAVAILABLE);
  }

  @Test
  void aBurstDefersForTwoHundredMillisecondsAtMost() {
    InstantSource clock = InstantSource.fixed(java.time.Instant.EPOCH);
    BurstGate shut = new BurstGate(clock);
    shut.close(F, NEAR, Duration.ofSeconds(5));
    assertThat(shut.deferral(F, NEAR)).isEqualTo(BurstGate.LONGEST);
    assertThat(shut.deferral(F, FAR)).isZero();
    shut.open(F, NEAR);
    assertThat(shut.deferral(F, NEAR)).isZero();
  }
}
