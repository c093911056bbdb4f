package dev.continuum.openwhisk;

import com.google.gson.JsonObject;
import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.ActuationException.Fault;
import dev.continuum.actuation.Answer;
import dev.continuum.actuation.Sleeper;
import dev.continuum.openwhisk.rest.WhiskClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Bursts of parallel calls that hold their instances, so that each reaches one of its own. */
final class WarmUp {

  private static final int ROUNDS = 5;
  // Together longer than the minute in which a throttle counts.
  private static final int THROTTLED_TRIES = 11;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

  private final WhiskClient client;
  private final WarmBudget budget;
  private final InstanceEstimate estimate;
  private final InstantSource clock;
  private final Sleeper sleeper;

  WarmUp(
      WhiskClient client,
      WarmBudget budget,
      InstanceEstimate estimate,
      InstantSource clock,
      Sleeper sleeper) {
    this.client = client;
    this.budget = budget;
    this.estimate = estimate;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * What a burst found.
   *
   * @param instances distinct instances that answered
   * @param since when the first of its calls had ended: from then on that instance idles
   * @param cold how many of them this burst initialised
   * @param slowest of those, from its acceptance to the end of its initialisation
   * @param failures calls that did not end well
   * @param message of one of the failures
   */
  record Burst(
      Set<String> instances,
      Instant since,
      int cold,
      Duration slowest,
      int failures,
      String message) {}

  /**
   * What growing came to.
   *
   * @param since when the first call of the last burst had ended
   * @param note for people
   */
  record Grown(Instant since, String note) {}

  private record Timed(Answer answer, Instant at) {}

  /** Until so many instances answer at once. */
  Grown grow(String action, int count, Duration hold) {
    Duration held = hold;
    Burst burst = burst(action, count, held);
    int cold = burst.cold();
    Duration slowest = burst.slowest();
    for (int round = 1; burst.instances().size() < count; round++) {
      if (round == ROUNDS) {
        throw new ActuationException(
            burst.failures() > 0 ? Fault.FUNCTION : Fault.TIMEOUT,
            "Of "
                + count
                + " instances of "
                + action
                + " only "
                + burst.instances().size()
                + " answered at once"
                + (burst.message().isEmpty() ? "." : ": " + burst.message()),
            "Maybe the memory of the domain is full, or the function does not tell its instance"
                + " (wrap it by ManagedFunction).");
      }
      held = held.multipliedBy(3).dividedBy(2);
      burst = burst(action, count, held);
      cold += burst.cold();
      slowest = slowest.compareTo(burst.slowest()) < 0 ? burst.slowest() : slowest;
    }
    return new Grown(
        burst.since(),
        count
            + " warm, "
            + cold
            + " of them new"
            + (cold > 0 ? ", the slowest after " + slowest.toMillis() + " ms" : ""));
  }

  /** Waits for the budget, then calls so often at once. */
  Burst burst(String action, int count, Duration hold) {
    afford(count);
    return send(action, count, hold);
  }

  /** Waits until the budget has so many calls, and takes them. */
  void afford(int count) {
    for (Duration wait = budget.take(count); wait.isPositive(); wait = budget.take(count)) {
      sleeper.sleep(wait);
    }
  }

  /** Calls so often at once; {@link #afford} comes first. */
  Burst send(String action, int count, Duration hold) {
    JsonObject payload = new JsonObject();
    payload.addProperty("warm", true);
    payload.addProperty("hold", hold.toMillis());
    List<Timed> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Timed>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        futures.add(
            threads.submit(() -> new Timed(call(action, payload.toString()), clock.instant())));
      }
      for (Future<Timed> future : futures) {
        answers.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ActuationException(Fault.UNAVAILABLE, "Interrupted.", "", e);
    }
    return summary(action, answers);
  }

  private Burst summary(String action, List<Timed> answers) {
    Instant since = clock.instant();
    Set<String> instances = new TreeSet<>();
    int cold = 0;
    Duration slowest = Duration.ZERO;
    int failures = 0;
    String message = "";
    for (Timed each : answers) {
      Answer answer = each.answer();
      since = each.at().isBefore(since) ? each.at() : since;
      answer.instance().ifPresent(instances::add);
      answer.instance().ifPresent(instance -> estimate.saw(action, instance, each.at()));
      if (answer.coldStart().orElse(false)) {
        Duration taken =
            answer
                .queued()
                .orElse(Duration.ZERO)
                .plus(answer.initialisation().orElse(Duration.ZERO));
        cold++;
        slowest = slowest.compareTo(taken) < 0 ? taken : slowest;
      }
      if (answer.outcome() != Answer.Outcome.SUCCESS) {
        failures++;
        message = answer.outcome() + " " + answer.body();
      }
    }
    return new Burst(instances, since, cold, slowest, failures, message);
  }

  private Answer call(String action, String payload) {
    Duration pause = Duration.ofMillis(200);
    for (int i = 0; ; i++) {
      try {
        Answer answer = Sighting.of(client.invoke(action, payload, LONGEST_CALL));
        if (answer.outcome() != Answer.Outcome.THROTTLED || i == THROTTLED_TRIES) {
          return answer;
        }
      } catch (IOException e) {
        if (i == ROUNDS) {
          return Answer.of(Answer.Outcome.UNAVAILABLE, e.toString());
        }
      }
      sleeper.sleep(pause);
      pause = pause.multipliedBy(3);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }
}
