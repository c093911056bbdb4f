package dev.continuum.openwhisk.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** One instance, spoken to by the action protocol. Its pool state is guarded by the pool's lock. */
final class Instance {

  private final String id;
  private final Sandbox sandbox;
  private final HttpClient http;
  private final int memoryMb;
  private final String kind;

  /** Of the pool: what it was initialised for, when last used, whether paused. */
  Action.@org.jspecify.annotations.Nullable Identity identity;

  long lastUsedNanos;

  /** Grows whenever it is picked or handed back: what was due for it before is no more. */
  final AtomicLong generation = new AtomicLong();

  /** One signal to the sandbox at a time. */
  private final ReentrantLock signals = new ReentrantLock();

  private boolean paused;

  Instance(String id, Sandbox sandbox, HttpClient http, String kind, int memoryMb) {
    this.id = id;
    this.sandbox = sandbox;
    this.http = http;
    this.kind = kind;
    this.memoryMb = memoryMb;
  }

  String id() {
    return id;
  }

  int memoryMb() {
    return memoryMb;
  }

  String kind() {
    return kind;
  }

  /** Pauses it, unless it has been picked since this was due. */
  void pause(long due) {
    signals.lock();
    try {
      if (generation.get() == due && !paused) {
        sandbox.pause();
        paused = true;
      }
    } finally {
      signals.unlock();
    }
  }

  /** Lets it go on, and tells whether it was paused. */
  boolean resume() {
    signals.lock();
    try {
      boolean was = paused;
      if (was) {
        sandbox.resume();
        paused = false;
      }
      return was;
    } finally {
      signals.unlock();
    }
  }

  void destroy() {
    sandbox.destroy();
  }

  /**
   * What the instance answered.
   *
   * @param status of HTTP; 0 if it did not answer
   * @param body JSON, or null
   * @param fault why there is no answer
   */
  record Reply(int status, JsonElement body, Fault fault) {

    private static Reply none(Fault fault) {
      return new Reply(0, JsonNull.INSTANCE, fault);
    }

    boolean timedOut() {
      return fault == Fault.LATE;
    }

    boolean isObject() {
      return status == 200 && body.isJsonObject();
    }
  }

  /** Why there is no answer. */
  enum Fault {
    /** There is one. */
    NONE,
    /** It took too long. */
    LATE,
    /** It broke off. */
    BROKEN,
    /** Nobody listens there any more: nothing was sent. */
    GONE
  }

  Reply init(Action action, Duration timeout) {
    JsonObject value = new JsonObject();
    value.addProperty("name", action.name());
    value.addProperty(
        "main", action.exec().has("main") ? action.exec().get("main").getAsString() : "main");
    value.addProperty(
        "code", action.exec().has("code") ? action.exec().get("code").getAsString() : "");
    value.addProperty("binary", action.exec().get("binary").getAsBoolean());
    value.add("env", new JsonObject());
    JsonObject body = new JsonObject();
    body.add("value", value);
    return post("/init", body, timeout);
  }

  Reply run(Action action, JsonObject parameters, String activation, long deadline, Duration max) {
    JsonObject body = new JsonObject();
    body.add("value", parameters);
    body.addProperty("activation_id", activation);
    body.addProperty("action_name", "/" + action.namespace() + "/" + action.path());
    body.addProperty("action_version", action.version());
    body.addProperty("namespace", action.namespace());
    body.addProperty("deadline", Long.toString(deadline));
    return post("/run", body, max);
  }

  private Reply post(String path, JsonObject body, Duration timeout) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create("http://" + sandbox.address() + path))
                  .timeout(timeout)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), parse(response.body()), Fault.NONE);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return Reply.none(Fault.GONE);
    } catch (HttpTimeoutException e) {
      return Reply.none(Fault.LATE);
    } catch (IOException e) {
      return Reply.none(Fault.BROKEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.none(Fault.BROKEN);
    }
  }

  private static JsonElement parse(String text) {
    try {
      return JsonParser.parseString(text);
    } catch (com.google.gson.JsonParseException e) {
      return JsonNull.INSTANCE;
    }
  }
}
