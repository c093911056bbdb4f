package dev.continuum.openwhisk.conformance;

import com.google.gson.JsonObject;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What checks work with: requests, paced calls, and names that are removed in the end. */
final class Bench {

  /** Calls of a check that wants no pause between them. */
  private static final int CALLS_OF_A_CHECK = 16;

  private final ConformanceOptions options;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Instant begun;
  private final Leftovers leftovers;
  private final Server server;
  private final Pace pace;
  private final Requests requests;
  private final Calls calls;
  private Probe probe;
  private Optional<String> shared = Optional.empty();
  private Optional<IdleChecks.Seen> idle = Optional.empty();
  private int names;

  Bench(
      WhiskConnection connection,
      ConformanceOptions options,
      InstantSource clock,
      Sleeper sleeper,
      Leftovers leftovers)
      throws IOException {
    this.options = options;
    this.clock = clock;
    this.sleeper = sleeper;
    this.leftovers = leftovers;
    this.begun = clock.instant();
    this.server = Server.of(connection);
    this.pace = new Pace(server.perMinute(), clock, sleeper);
    this.requests = new Requests(connection, leftovers);
    this.calls = new Calls(requests, pace, clock, sleeper);
    List<Probe> candidates = Probe.candidates(server);
    if (candidates.isEmpty()) {
      throw new IOException(
          "OpenWhisk at "
              + connection.endpoint()
              + " lists no java or nodejs kind: "
              + server.kinds());
    }
    this.probe = candidates.getFirst();
    choose(candidates);
  }

  /** The first kind, in the least memory, whose instances come up: a listed image may be absent. */
  private void choose(List<Probe> candidates) throws IOException {
    String said = "";
    for (Probe each : candidates) {
      probe = each;
      String name = name("kind");
      try {
        WhiskResponse made = put(name, body(0), false);
        Call first = made.isOk() ? call(name, new JsonObject()) : new Call(made);
        if (!first.instance().isEmpty()) {
          return;
        }
        said = first.status() + " " + first.response().error();
      } catch (AssertionError late) {
        // Its image is still being pulled, say.
        said = String.valueOf(late.getMessage());
      }
      said = each.code().kind() + ": " + said;
    }
    throw new IOException("No action of ours runs at " + connection().endpoint() + ": " + said);
  }

  WhiskConnection connection() {
    return requests.connection();
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

  /** The least memory our actions run in, MB. */
  int small() {
    return probe.memory();
  }

  /** Another memory they run in, MB. */
  int large() {
    int most = server.mostMemory();
    if (most == small()) {
      throw new Check.Skip("actions may have " + most + " MB only");
    }
    return Math.min(2 * small(), most);
  }

  Leftovers leftovers() {
    return leftovers;
  }

  /** Waits until so many calls more are allowed, and counts them. */
  void pace(int count) {
    pace.take(count);
  }

  /** Waits until a check's calls need not wait for each other: instances may be short-lived. */
  void ready() {
    pace.await(CALLS_OF_A_CHECK);
  }

  /** As {@link #ready()}, for more calls. */
  void ready(int count) {
    pace.await(count);
  }

  void sleep(Duration time) {
    sleeper.sleep(time);
  }

  void settle() {
    calls.settle();
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
      throw new Check.Skip(
          "needs "
              + needed.toSeconds()
              + " s, and --max-minutes leaves "
              + Math.max(0, left.toSeconds())
              + " s");
    }
  }

  void requireIntrusive() {
    if (!options.intrusive()) {
      throw new Check.Skip("only with --intrusive");
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
    return requests.send(method, path, body);
  }

  WhiskResponse get(String path) throws IOException {
    return requests.get(path);
  }

  WhiskResponse put(String name, JsonObject body, boolean overwrite) throws IOException {
    return requests.put(name, body, overwrite);
  }

  /** A call as the server answers it, neither paced nor repeated. */
  WhiskResponse post(String name, String query, JsonObject params) throws IOException {
    return requests.post(name, query, params.toString());
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
    return probe.body(memory);
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
    return calls.call(name, params);
  }

  /** See {@link Calls#warm}. */
  Call warm(String name) throws IOException {
    return calls.warm(name);
  }

  /** One paced call as the server answers it, throttles waited out. */
  WhiskResponse paced(String name, String query, JsonObject params) throws IOException {
    return calls.paced(name, query, params.toString());
  }

  /** As {@link #paced(String, String, JsonObject)}, with any text. */
  WhiskResponse paced(String name, String query, String payload) throws IOException {
    return calls.paced(name, query, payload);
  }

  JsonObject await(String id) throws IOException {
    return calls.await(id);
  }

  List<Call> burst(String name, int count, int holdMillis) {
    return calls.burst(name, count, holdMillis);
  }

  void grow(String name, int n) {
    calls.grow(name, n);
  }

  List<Call> warmBurst(String name, int n, int holdMillis) {
    return calls.warmBurst(name, n, holdMillis);
  }
}
