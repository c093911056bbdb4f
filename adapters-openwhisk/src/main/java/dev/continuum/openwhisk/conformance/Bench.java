package dev.continuum.openwhisk.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.actuation.Sleeper;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What checks work with: requests, paced calls, and names that are removed in the end. */
final class Bench {

  static final String NAMESPACE = "/api/v1/namespaces/_";
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final int THROTTLED_TRIES = 8;

  private final WhiskConnection connection;
  private final ConformanceOptions options;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Instant begun;
  private final String prefix;
  private final ProbeCode code;
  private final JsonObject about;
  private final JsonObject limits;
  private final Pace pace;
  private final Set<String> actions = new ConcurrentSkipListSet<>();
  private final Set<String> packages = new ConcurrentSkipListSet<>();
  private int names;

  Bench(
      WhiskConnection connection,
      ConformanceOptions options,
      InstantSource clock,
      Sleeper sleeper,
      String prefix)
      throws IOException {
    this.connection = connection;
    this.options = options;
    this.clock = clock;
    this.sleeper = sleeper;
    this.prefix = prefix;
    this.begun = clock.instant();
    this.about = connection.send("GET", "/", Optional.empty(), TIMEOUT, true).object();
    this.limits = get("/limits").object();
    this.pace = new Pace(perMinute(), clock, sleeper);
    this.code =
        ProbeCode.in(kinds())
            .orElseThrow(
                () ->
                    new IOException(
                        "OpenWhisk at "
                            + connection.endpoint()
                            + " lists no java or nodejs kind: "
                            + kinds()));
  }

  WhiskConnection connection() {
    return connection;
  }

  ConformanceOptions options() {
    return options;
  }

  InstantSource clock() {
    return clock;
  }

  ProbeCode code() {
    return code;
  }

  JsonObject about() {
    return about;
  }

  JsonObject limits() {
    return limits;
  }

  int perMinute() {
    return limits.has("invocationsPerMinute") ? limits.get("invocationsPerMinute").getAsInt() : 60;
  }

  int concurrent() {
    return limits.has("concurrentInvocations")
        ? limits.get("concurrentInvocations").getAsInt()
        : 30;
  }

  int mostMemory() {
    return limits.has("maxActionMemory") ? limits.get("maxActionMemory").getAsInt() : 512;
  }

  SortedSet<String> kinds() {
    SortedSet<String> kinds = new TreeSet<>();
    if (about.get("runtimes") instanceof JsonObject runtimes) {
      runtimes
          .entrySet()
          .forEach(
              family -> {
                for (JsonElement each : family.getValue().getAsJsonArray()) {
                  kinds.add(each.getAsJsonObject().get("kind").getAsString());
                }
              });
    }
    return kinds;
  }

  /** Waits until so many calls more are allowed. */
  void pace(int calls) {
    pace.take(calls);
  }

  void sleep(Duration time) {
    sleeper.sleep(time);
  }

  /** Skips unless so much time is left. */
  void requireTime(Duration needed) {
    Duration left = Duration.between(clock.instant(), begun.plus(options.most()));
    if (left.compareTo(needed) < 0) {
      throw new CheckCase.Skip(
          "needs "
              + needed.toSeconds()
              + " s, and --max-minutes leaves "
              + Math.max(0, left.toSeconds())
              + " s");
    }
  }

  void requireIntrusive() {
    if (!options.intrusive()) {
      throw new CheckCase.Skip("only with --intrusive");
    }
  }

  String name(String what) {
    String name = prefix + "-" + what + "-" + ++names;
    actions.add(name);
    return name;
  }

  String packageName() {
    String name = prefix + "-pkg-" + ++names;
    packages.add(name);
    return name;
  }

  void alsoRemove(String action) {
    actions.add(action);
  }

  WhiskResponse send(String method, String path, Optional<String> body) throws IOException {
    return connection.send(method, NAMESPACE + path, body, TIMEOUT, true);
  }

  WhiskResponse get(String path) throws IOException {
    return send("GET", path, Optional.empty());
  }

  WhiskResponse put(String name, JsonObject body, boolean overwrite) throws IOException {
    return send(
        "PUT", "/actions/" + name + "?overwrite=" + overwrite, Optional.of(body.toString()));
  }

  /** A fresh probe with logs 0 and the given memory; 0 for the default. */
  String probe(String what, int memory) throws IOException {
    String name = name(what);
    WhiskResponse response = put(name, body(memory), false);
    Expect.equal(200, response.status(), "creating " + name + ": " + response.error());
    return name;
  }

  /** The body of a PUT of the probe. */
  JsonObject body(int memory) throws IOException {
    JsonObject limit = new JsonObject();
    limit.addProperty("logs", 0);
    if (memory > 0) {
      limit.addProperty("memory", memory);
    }
    JsonObject body = new JsonObject();
    body.add("exec", code.exec("one"));
    body.add("limits", limit);
    return body;
  }

  static JsonObject params(String key, Object value) {
    JsonObject json = new JsonObject();
    if (value instanceof Number number) {
      json.addProperty(key, number);
    } else if (value instanceof Boolean flag) {
      json.addProperty(key, flag);
    } else {
      json.addProperty(key, value.toString());
    }
    return json;
  }

  /** A blocking call, paced; a throttle met all the same is waited out. */
  Call call(String name, JsonObject params) throws IOException {
    pace.take(1);
    return unpaced(name, params);
  }

  private Call unpaced(String name, JsonObject params) throws IOException {
    for (int i = 0; ; i++) {
      WhiskResponse response = post(name, "?blocking=true", params);
      if (response.status() != 429 || i == THROTTLED_TRIES) {
        return new Call(whole(response));
      }
      sleeper.sleep(Duration.ofSeconds(response.isConcurrencyThrottle() ? 1 : 10));
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

  WhiskResponse post(String name, String query, JsonObject params) throws IOException {
    return send("POST", "/actions/" + name + query, Optional.of(params.toString()));
  }

  /** One paced request to call an action, as it is. */
  WhiskResponse paced(String name, String query, JsonObject params) throws IOException {
    pace.take(1);
    return post(name, query, params);
  }

  /** Polls until an activation is stored. */
  JsonObject await(String id) throws IOException {
    Instant give = clock.instant().plusSeconds(60);
    while (true) {
      WhiskResponse response = get("/activations/" + id);
      if (response.status() == 200) {
        return response.object();
      }
      if (clock.instant().isAfter(give)) {
        throw new AssertionError("The activation " + id + " was not stored within 60 s.");
      }
      sleeper.sleep(Duration.ofMillis(200));
    }
  }

  /** So many calls at once, each holding so long. */
  List<Call> burst(String name, int calls, int holdMillis) {
    pace.take(calls);
    return parallel(calls, i -> unpaced(name, params("hold", holdMillis)));
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
      if (instances(burst(name, n, hold)).size() == n) {
        return;
      }
    }
    throw new AssertionError(n + " calls held at once reached fewer than " + n + " instances.");
  }

  /** Removes whatever is left of ours. */
  void clean() {
    for (String each : actions) {
      quietly("/actions/" + each);
    }
    packages.forEach(
        each -> {
          quietly("/actions/" + each + "/inside");
          quietly("/packages/" + each);
        });
  }

  private void quietly(String path) {
    try {
      send("DELETE", path, Optional.empty());
    } catch (IOException e) {
      // Reported by the check that looks for what is left.
    }
  }
}
