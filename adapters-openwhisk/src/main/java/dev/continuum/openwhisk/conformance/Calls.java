package dev.continuum.openwhisk.conformance;

import com.google.gson.JsonObject;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.conformance.Expect;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Paced calls, alone and in bursts; throttles and passing faults of the server are waited out. */
final class Calls {

  private static final int THROTTLED_TRIES = 8;
  private static final int FAILED_TRIES = 2;
  private static final int COLD_TRIES = 3;
  private static final Duration SETTLE = Duration.ofMillis(400);

  /** A run may wait in the server's queue before it is stored. */
  private static final Duration STORED = Duration.ofMinutes(3);

  private final Requests requests;
  private final Pace pace;
  private final InstantSource clock;
  private final Sleeper sleeper;

  Calls(Requests requests, Pace pace, InstantSource clock, Sleeper sleeper) {
    this.requests = requests;
    this.pace = pace;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  Call call(String name, JsonObject params) throws IOException {
    pace.take(1);
    return unpaced(name, params);
  }

  /** An answer may overtake the return of its instance: waits until it is surely back. */
  void settle() {
    sleeper.sleep(SETTLE);
  }

  /**
   * A call that a warm instance answers, where there is one: an instance that comes back late is
   * legally replaced by a new one, which then is there for the next call.
   */
  Call warm(String name) throws IOException {
    Call call;
    int tries = 0;
    do {
      settle();
      call = call(name, new JsonObject());
    } while (call.cold() && ++tries < COLD_TRIES);
    return call;
  }

  private Call unpaced(String name, JsonObject params) throws IOException {
    return new Call(whole(patient(name, "?blocking=true", params.toString())));
  }

  /** One call as the server answers it. */
  WhiskResponse paced(String name, String query, String payload) throws IOException {
    pace.take(1);
    return patient(name, query, payload);
  }

  /** Again while the server is throttling (its minutes begin when they like) or stumbles. */
  private WhiskResponse patient(String name, String query, String payload) throws IOException {
    int failed = 0;
    for (int i = 0; ; i++) {
      WhiskResponse response = requests.post(name, query, payload);
      boolean broken = response.status() == 500 || response.status() == 503;
      failed += broken ? 1 : 0;
      boolean again =
          (response.status() == 429 && i < THROTTLED_TRIES) || (broken && failed <= FAILED_TRIES);
      if (!again) {
        return response;
      }
      sleeper.sleep(Duration.ofSeconds(broken || response.isConcurrencyThrottle() ? 1 : 10));
    }
  }

  /** A blocking call may end as accepted when the server's own channel is slow: then poll. */
  private WhiskResponse whole(WhiskResponse response) throws IOException {
    if (response.status() != 202) {
      return response;
    }
    JsonObject activation = await(response.object().get("activationId").getAsString());
    boolean success = activation.getAsJsonObject("response").get("success").getAsBoolean();
    return new WhiskResponse(success ? 200 : 502, activation.toString(), response.activation());
  }

  /** Polls until an activation is stored. */
  JsonObject await(String id) throws IOException {
    Instant give = clock.instant().plus(STORED);
    while (true) {
      WhiskResponse response = requests.get("/activations/" + id);
      if (response.status() == 200) {
        return response.object();
      }
      if (clock.instant().isAfter(give)) {
        throw new AssertionError(
            "The activation " + id + " was not stored within " + STORED.toSeconds() + " s.");
      }
      sleeper.sleep(Duration.ofMillis(200));
    }
  }

  /** So many calls at once, each holding so long. */
  List<Call> burst(String name, int calls, int holdMillis) {
    pace.take(calls);
    return parallel(calls, i -> unpaced(name, Bench.params("hold", holdMillis)));
  }

  interface Indexed<T> {
    T at(int index) throws IOException;
  }

  static <T> List<T> parallel(int count, Indexed<T> body) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int index = i;
        futures.add(threads.submit(() -> body.at(index)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new UncheckedIOException(new IOException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Distinct instances that answered. */
  static Set<String> instances(List<Call> calls) {
    Set<String> instances = new TreeSet<>();
    calls.forEach(call -> instances.add(call.instance()));
    instances.remove("");
    return instances;
  }

  /**
   * Holding bursts until n distinct instances are warm at once; a server under load may need a few.
   */
  void grow(String name, int n) {
    for (int hold = 1000; hold <= 8000; hold *= 2) {
      List<Call> calls = burst(name, n, hold);
      settle();
      if (instances(calls).size() == n) {
        return;
      }
    }
    throw new AssertionError(n + " calls held at once reached fewer than " + n + " instances.");
  }

  /**
   * Holding bursts on n warm instances until one finds all of them warm: an instance on its way
   * back when a burst begins is legally replaced by a new one.
   */
  List<Call> warmBurst(String name, int n, int holdMillis) {
    List<Call> calls = burst(name, n, holdMillis);
    for (int i = 1; i < COLD_TRIES && calls.stream().anyMatch(Call::cold); i++) {
      settle();
      calls = burst(name, n, holdMillis);
    }
    Expect.that(calls.stream().noneMatch(Call::cold), "one of them was cold");
    settle();
    return calls;
  }
}
