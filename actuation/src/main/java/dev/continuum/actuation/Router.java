package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends a client's call to its planned domain, and to the next ones when that fails or is late.
 * Every attempt is recorded. Thread-safe.
 *
 * <p>Functions of the AR application have no side effects, so a call may run twice; where that is
 * not so, do not hedge, and give one domain only.
 */
public final class Router {

  private final Map<NodeId, Caller> callers;
  private final BurstGate gate;
  private final Telemetry telemetry;
  private final InstantSource clock;

  /**
   * Over the domains.
   *
   * @param callers how each node is reached
   * @param gate tells of keep-warm bursts
   * @param telemetry told of each attempt
   */
  public Router(
      Map<NodeId, Caller> callers, BurstGate gate, Telemetry telemetry, InstantSource clock) {
    this.callers = Map.copyOf(callers);
    this.gate = gate;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /**
   * A call.
   *
   * @param function what to call
   * @param order the planned node first, then where to fall back to
   * @param payload a JSON object
   * @param deadline when the client gives up
   * @param hedge after how long without an answer the next node is asked as well; empty for never
   */
  public record Request(
      FunctionId function,
      List<NodeId> order,
      String payload,
      Duration deadline,
      Optional<Duration> hedge) {
    /** Copies; needs a node. */
    public Request {
      order = List.copyOf(order);
      if (order.isEmpty()) {
        throw new IllegalArgumentException("A call of " + function + " must have a node to go to.");
      }
    }
  }

  /** Calls, and gives the first success, else the last failure, no later than the deadline. */
  public Answer call(Request request) {
    Instant give = clock.instant().plus(request.deadline());
    BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(request.order().size());
    Answer last = Answer.of(Answer.Outcome.TIMEOUT, "No answer within " + request.deadline() + ".");
    int asked = 0;
    int answered = 0;
    while (true) {
      Duration left = Duration.between(clock.instant(), give);
      if (!left.isPositive()) {
        return last;
      }
      if (asked == answered) {
        if (asked == request.order().size()) {
          return last;
        }
        ask(request, asked++, left, answers);
      }
      boolean more = asked < request.order().size();
      Duration patience =
          request.hedge().filter(hedge -> more && hedge.compareTo(left) < 0).orElse(left);
      Answer answer = poll(answers, patience);
      if (answer == null) {
        if (more && request.hedge().isPresent()) {
          ask(request, asked++, left, answers);
        }
        continue;
      }
      answered++;
      if (!answer.outcome().mayFallBack()) {
        return answer;
      }
      last = answer;
    }
  }

  private void ask(Request request, int index, Duration left, BlockingQueue<Answer> answers) {
    NodeId node = request.order().get(index);
    var unused =
        Thread.startVirtualThread(() -> answers.add(attempt(request, node, index + 1, left)));
  }

  private Answer attempt(Request request, NodeId node, int number, Duration left) {
    Caller caller = callers.get(node);
    if (caller == null) {
      return Answer.of(Answer.Outcome.REJECTED, "No target serves the node " + node + ".");
    }
    Instant sent = clock.instant();
    Answer answer;
    try {
      gate.pass(request.function(), node, left);
      Duration waited = Duration.between(sent, clock.instant());
      answer = caller.call(request.function(), node, request.payload(), left.minus(waited));
    } catch (RuntimeException e) {
      answer = Answer.of(Answer.Outcome.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
    telemetry.record(
        new CallRecord(
            request.function(),
            node,
            sent,
            Duration.between(sent, clock.instant()),
            number,
            answer.withoutBody()));
    return answer;
  }

  private static @org.jspecify.annotations.Nullable Answer poll(
      BlockingQueue<Answer> answers, Duration patience) {
    try {
      return answers.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.of(Answer.Outcome.UNAVAILABLE, "Interrupted.");
    }
  }
}
