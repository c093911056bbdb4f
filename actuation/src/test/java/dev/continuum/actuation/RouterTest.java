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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RouterTest {

  private static final FunctionId F = new FunctionId("f");
  private static final NodeId NEAR = new NodeId("near");
  private static final NodeId FAR = new NodeId("far");
  private static final Duration LONG = Duration.ofSeconds(5);
  private final Telemetry telemetry = new Telemetry(10);
  private final BurstGate gate = new BurstGate();

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
    gate.close(F, NEAR);
    long start = System.nanoTime();
    gate.pass(F, NEAR, LONG);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(BurstGate.LONGEST.toNanos());
    assertThat(waits(NEAR, LONG)).isTrue();
    assertThat(waits(FAR, LONG)).isFalse();
    assertThat(waits(NEAR, BurstGate.LONGEST)).as("in a hurry").isFalse();
    gate.open(F, NEAR);
    assertThat(waits(NEAR, LONG)).isFalse();
  }

  @Test
  void aCallThatComesLateInALongBurstWaitsForItsEnd() throws InterruptedException {
    AtomicBoolean bursting = new AtomicBoolean(true);
    gate.close(F, NEAR);
    Thread.sleep(BurstGate.LONGEST.plusMillis(50));
    Thread burst =
        Thread.startVirtualThread(
            () -> {
              Sleeper.THREAD.sleep(Duration.ofMillis(50));
              bursting.set(false);
              gate.open(F, NEAR);
            });
    Caller near =
        (function, node, payload, deadline) -> {
          assertThat(bursting).isFalse();
          return Answer.of(Answer.Outcome.SUCCESS, node.value());
        };
    assertThat(router(near, answering(Answer.Outcome.REJECTED)).call(request(Optional.empty())))
        .extracting(Answer::body)
        .isEqualTo("near");
    burst.join();
  }

  /** An interrupted thread passes only where it need not wait. */
  private boolean waits(NodeId node, Duration left) {
    Thread.currentThread().interrupt();
    try {
      gate.pass(F, node, left);
      return false;
    } catch (ActuationException e) {
      return true;
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
