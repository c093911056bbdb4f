package dev.continuum.openwhisk.conformance;

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
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What checks work with: requests, paced calls, and names that are removed in the end. */
final class Bench {

  static final String NAMESPACE = "/api/v1/namespaces/_";
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final int THROTTLED_TRIES = 8;
  private static final int FAILED_TRIES = 2;
  private static final int STANDARD_MB = 256;

  private final WhiskConnection connection;
  private final ConformanceOptions options;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Instant begun;
  private final Leftovers leftovers;
  private final Server server;
  private final Pace pace;
  private Probe probe;
  private Optional<String> shared = Optional.empty();
  private Optional<IdleChecks.Seen> idle = Optional.empty();
  private int names;

  /** The code of our actions, and the least memory it runs in. */
  private record Probe(ProbeCode code, int memory) {}

  Bench(
      WhiskConnection connection,
      ConformanceOptions options,
      InstantSource clock,
      Sleeper sleeper,
      Leftovers leftovers)
      throws IOException {
    this.connection = connection;
    this.options = options;
    this.clock = clock;
    this.sleeper = sleeper;
    this.leftovers = leftovers;
    this.begun = clock.instant();
    this.server = Server.of(connection);
    this.pace = new Pace(server.perMinute(), clock, sleeper);
    List<ProbeCode> codes = ProbeCode.in(server.kinds());
    if (codes.isEmpty()) {
      throw new IOException(
          "OpenWhisk at "
              + connection.endpoint()
              + " lists no java or nodejs kind: "
              + server.kinds());
    }
    this.probe = new Probe(codes.getFirst(), STANDARD_MB);
    choose(codes);
  }

  /** The first kind, in the least memory, whose instances come up: a listed image may be absent. */
  private void choose(List<ProbeCode> codes) throws IOException {
    String said = "";
    for (ProbeCode each : codes) {
      for (int memory : new int[] {server.leastMemory(), STANDARD_MB}) {
        if (memory > server.mostMemory() || memory < Math.min(128, server.mostMemory())) {
          continue;
        }
        probe = new Probe(each, memory);
        String name = name("kind");
        WhiskResponse made = put(name, body(0), false);
        Call first = made.isOk() ? call(name, new JsonObject()) : new Call(made);
        if (!first.instance().isEmpty()) {
          return;
        }
        said = each.kind() + ": " + first.status() + " " + first.response().error();
      }
    }
    throw new IOException("No action of ours runs at " + connection.endpoint() + ": " + said);
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

  Server server() {
    return server;
  }

  ProbeCode code() {
    return probe.code();
  }

  /** The least memory our actions run in, MB: they shall not crowd out others'. */
  int small() {
    return probe.memory();
  }

  Leftovers leftovers() {
    return leftovers;
  }

  /** Waits until so many calls more are allowed. */
  void pace(int calls) {
    pace.take(calls);
  }

  void sleep(Duration time) {
    sleeper.sleep(time);
  }

  /** An answer may overtake the return of its instance: waits until it is surely back. */
  void settle() {
    sleeper.sleep(Duration.ofMillis(400));
  }

  /** What is left of the longest time; may be negative. */
  Duration left() {
    return Duration.between(clock.instant(), begun.plus(options.most()));
  }

  /** What was seen over an idle period: watched once. */
  IdleChecks.Seen idle(Watch watch) throws IOException {
    if (idle.isEmpty()) {
      idle = Optional.of(watch.over(this));
    }
    return idle.get();
  }

  /** Watches an idle period. */
  interface Watch {
    IdleChecks.Seen over(Bench bench) throws IOException;
  }

  /** Skips unless so much time is left. */
  void requireTime(Duration needed) {
    Duration left = left();
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
    String name = leftovers.prefix() + "-" + what + "-" + ++names;
    leftovers.action(name);
    return name;
  }

  String packageName() {
    String name = leftovers.prefix() + "-pkg-" + ++names;
    leftovers.pack(name);
    return name;
  }

  WhiskResponse send(String method, String path, Optional<String> body) throws IOException {
    if (leftovers.isStopped()) {
      throw new IOException("it was stopped");
    }
    try {
      return connection.send(method, NAMESPACE + path, body, TIMEOUT, true);
    } catch (IOException e) {
      if (!method.equals("GET")) {
        throw e;
      }
      // A kept connection may have been closed by the other side.
      return connection.send(method, NAMESPACE + path, body, TIMEOUT, true);
    }
  }

  WhiskResponse get(String path) throws IOException {
    return send("GET", path, Optional.empty());
  }

  WhiskResponse put(String name, JsonObject body, boolean overwrite) throws IOException {
    return send(
        "PUT", "/actions/" + name + "?overwrite=" + overwrite, Optional.of(body.toString()));
  }

  /** A fresh probe with logs 0, in the least memory. */
  String probe(String what) throws IOException {
    return probe(what, 0);
  }

  /** A fresh probe with logs 0 and the given memory; 0 for the least. */
  String probe(String what, int memory) throws IOException {
    String name = name(what);
    WhiskResponse response = put(name, body(memory), false);
    Expect.equal(200, response.status(), "creating " + name + ": " + response.error());
    return name;
  }

  /** A probe that several checks call and none changes; warm. */
  String shared() throws IOException {
    if (shared.isEmpty()) {
      String name = probe("shared");
      call(name, new JsonObject());
      settle();
      shared = Optional.of(name);
    }
    return shared.get();
  }

  /** The body of a PUT of the probe; memory 0 for the least. */
  JsonObject body(int memory) throws IOException {
    JsonObject limit = new JsonObject();
    limit.addProperty("logs", 0);
    limit.addProperty("memory", memory > 0 ? memory : probe.memory());
    JsonObject body = new JsonObject();
    body.add("exec", probe.code().exec("one"));
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

  /** A blocking call, paced; throttles and passing faults of the server are waited out. */
  Call call(String name, JsonObject params) throws IOException {
    pace.take(1);
    return unpaced(name, params);
  }

  private Call unpaced(String name, JsonObject params) throws IOException {
    return new Call(whole(patient(name, "?blocking=true", params)));
  }

  /** Again while the server is throttling (its minutes begin when they like) or stumbles. */
  private WhiskResponse patient(String name, String query, JsonObject params) throws IOException {
    int failed = 0;
    for (int i = 0; ; i++) {
      WhiskResponse response = post(name, query, params);
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

  WhiskResponse post(String name, String query, JsonObject params) throws IOException {
    return send("POST", "/actions/" + name + query, Optional.of(params.toString()));
  }

  /** One paced call as the server answers it, throttles waited out. */
  WhiskResponse paced(String name, String query, JsonObject params) throws IOException {
    pace.take(1);
    return patient(name, query, params);
  }

  /** Polls until an activation is stored. */
  JsonObject await(String id) throws IOException {
    Instant give = clock.instant().plusSeconds(90);
    while (true) {
      WhiskResponse response = get("/activations/" + id);
      if (response.status() == 200) {
        return response.object();
      }
      if (clock.instant().isAfter(give)) {
        throw new AssertionError("The activation " + id + " was not stored within 90 s.");
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
   * back when a burst begins is legally replaced by a new one, once.
   */
  List<Call> warmBurst(String name, int n, int holdMillis) {
    List<Call> calls = burst(name, n, holdMillis);
    if (calls.stream().anyMatch(Call::cold)) {
      settle();
      calls = burst(name, n, holdMillis);
    }
    Expect.that(calls.stream().noneMatch(Call::cold), "one of them was cold");
    settle();
    return calls;
  }
}
