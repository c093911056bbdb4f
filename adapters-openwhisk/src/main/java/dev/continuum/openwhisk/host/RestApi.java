package dev.continuum.openwhisk.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What each request does. Thread-safe. */
final class RestApi {

  private static final int MOST_WAIT_MS = 60_000;
  private static final int MOST_LISTED = 200;
  private static final int LISTED = 30;

  private final Entities entities;
  private final ContainerPool pool;
  private final HostOptions.Limits limits;
  private final InstantSource clock;
  private final Activations activations = new Activations();
  private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  RestApi(Entities entities, ContainerPool pool, HostOptions.Limits limits, InstantSource clock) {
    this.entities = entities;
    this.pool = pool;
    this.limits = limits;
    this.clock = clock;
  }

  RestReply limits() {
    JsonObject json = new JsonObject();
    json.addProperty("concurrentInvocations", limits.concurrent());
    json.addProperty("firesPerMinute", limits.perMinute());
    json.addProperty("invocationsPerMinute", limits.perMinute());
    json.addProperty("maxActionConcurrency", 1);
    json.addProperty("maxActionLogs", HostOptions.Limits.MOST_LOGS_MB);
    json.addProperty("maxActionMemory", limits.mostMemoryMb());
    json.addProperty("maxActionTimeout", HostOptions.Limits.MOST_TIMEOUT_MS);
    json.addProperty("minActionConcurrency", 1);
    json.addProperty("minActionLogs", 0);
    json.addProperty("minActionMemory", limits.leastMemoryMb());
    json.addProperty("minActionTimeout", HostOptions.Limits.LEAST_TIMEOUT_MS);
    return RestReply.of(200, json);
  }

  RestReply actions(RestRequest request) {
    if (!request.method().equals("GET")) {
      throw RestRequest.notAllowed("GET");
    }
    return list(
        request,
        entities.list(request.namespace()).stream()
            .map(action -> action.json(false, false))
            .toList());
  }

  RestReply action(RestRequest request, String path) {
    return switch (request.method()) {
      case "GET" ->
          RestReply.of(
              200,
              entities.get(request.namespace(), path).json(true, !request.is("code", "false")));
      case "PUT" ->
          RestReply.of(
              200,
              entities
                  .put(request.namespace(), path, request.object(), request.is("overwrite", "true"))
                  .json(true, true));
      case "DELETE" ->
          RestReply.of(200, entities.delete(request.namespace(), path).json(true, true));
      case "POST" -> invoke(request, entities.get(request.namespace(), path));
      default -> throw RestRequest.notAllowed("GET, PUT, POST, DELETE");
    };
  }

  private RestReply invoke(RestRequest request, Action action) {
    Throttle throttle =
        throttles.computeIfAbsent(request.namespace(), each -> new Throttle(limits, clock));
    throttle.enter();
    Work work;
    try {
      if (request.size() > HostOptions.Limits.MOST_PAYLOAD_BYTES) {
        throw new RestException(
            413,
            "Request larger than allowed: "
                + request.size()
                + " > "
                + HostOptions.Limits.MOST_PAYLOAD_BYTES
                + " bytes.");
      }
      JsonObject parameters = new JsonObject();
      new LinkedHashMap<>(action.parameters()).forEach(parameters::add);
      request.object().entrySet().forEach(each -> parameters.add(each.getKey(), each.getValue()));
      work = new Work(id(), action, parameters, clock.millis(), new CompletableFuture<>());
    } catch (RestException e) {
      throttle.leave();
      throw e;
    }
    CompletableFuture<Activation> answer = work.answer();
    var unused =
        answer.thenAccept(
            activation -> {
              throttle.leave();
              activations.add(activation);
            });
    pool.submit(work);
    if (!request.is("blocking", "true")) {
      return accepted(work);
    }
    int wait = Math.clamp(request.number("timeout", MOST_WAIT_MS), 1, MOST_WAIT_MS);
    try {
      Activation ended = answer.get(wait, TimeUnit.MILLISECONDS);
      JsonElement body = request.is("result", "true") ? ended.result() : ended.json();
      return RestReply.of(ended.status().http(), body).withActivation(work.id());
    } catch (TimeoutException e) {
      return accepted(work);
    } catch (InterruptedException | ExecutionException e) {
      throw new RestException(500, "There was an internal server error.");
    }
  }

  private static RestReply accepted(Work work) {
    JsonObject json = new JsonObject();
    json.addProperty("activationId", work.id());
    return RestReply.of(202, json).withActivation(work.id());
  }

  private String id() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  RestReply activations(RestRequest request) {
    Optional<String> name = request.text("name");
    long since = request.number("since", 0L);
    long upto = request.number("upto", Long.MAX_VALUE);
    boolean docs = request.is("docs", "true");
    return list(
        request,
        activations.list(request.namespace()).stream()
            .filter(
                each ->
                    name.isEmpty()
                        || name.get().equals(each.action().name())
                        || name.get().equals(each.action().path()))
            .filter(each -> each.start() >= since && each.start() <= upto)
            .map(each -> docs ? each.json() : each.summary())
            .toList());
  }

  RestReply activation(RestRequest request, String id, String part) {
    if (!id.matches("[0-9a-f]{32}")) {
      throw new RestException(
          400, "The activation id '" + id + "' is not valid: it must be 32 hexadecimal digits.");
    }
    JsonObject json =
        activations.get(request.namespace(), id).orElseThrow(RestException::notFound).json();
    return switch (part) {
      case "" -> RestReply.of(200, json);
      case "result" -> RestReply.of(200, json.getAsJsonObject("response"));
      case "logs" -> {
        JsonObject logs = new JsonObject();
        logs.add("logs", json.get("logs"));
        yield RestReply.of(200, logs);
      }
      default -> throw RestException.notFound();
    };
  }

  RestReply packages(RestRequest request) {
    return list(
        request,
        entities.packages(request.namespace()).stream()
            .map(name -> pack(request.namespace(), name))
            .toList());
  }

  RestReply pack(RestRequest request, String name) {
    String namespace = request.namespace();
    switch (request.method()) {
      case "PUT" -> entities.putPackage(namespace, name, request.is("overwrite", "true"));
      case "DELETE" -> entities.deletePackage(namespace, name);
      case "GET" -> {
        JsonArray inside = new JsonArray();
        entities.inPackage(namespace, name).forEach(each -> inside.add(each.json(false, false)));
        JsonObject json = pack(namespace, name);
        json.add("actions", inside);
        json.add("feeds", new JsonArray());
        return RestReply.of(200, json);
      }
      default -> throw RestRequest.notAllowed("GET, PUT, DELETE");
    }
    return RestReply.of(200, pack(namespace, name));
  }

  private static JsonObject pack(String namespace, String name) {
    JsonObject json = new JsonObject();
    json.add("annotations", new JsonArray());
    json.add("binding", new JsonObject());
    json.addProperty("name", name);
    json.addProperty("namespace", namespace);
    json.add("parameters", new JsonArray());
    json.addProperty("publish", false);
    json.addProperty("version", "0.0.1");
    return json;
  }

  private static RestReply list(RestRequest request, List<JsonObject> all) {
    int limit = request.number("limit", LISTED);
    int skip = request.number("skip", 0);
    if (limit < 0 || limit > MOST_LISTED) {
      throw new RestException(
          400,
          "The value of the 'limit' parameter is not in the range of 0 to 200 for the collection.");
    }
    if (skip < 0) {
      throw new RestException(400, "The value of the 'skip' parameter must not be negative.");
    }
    if (request.is("count", "true")) {
      JsonObject count = new JsonObject();
      count.add("count", new JsonPrimitive(all.size()));
      return RestReply.of(200, count);
    }
    JsonArray array = new JsonArray();
    all.stream().skip(skip).limit(limit == 0 ? MOST_LISTED : limit).forEach(array::add);
    return RestReply.of(200, array);
  }
}
