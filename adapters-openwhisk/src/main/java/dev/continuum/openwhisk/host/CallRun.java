package dev.continuum.openwhisk.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/** One call in one instance, from initialisation to the answer, which is given when told. */
final class CallRun {

  private final InstantSource clock;
  private final Work work;
  private final Instance instance;
  private final long start;
  private OptionalLong init = OptionalLong.empty();
  private Runnable answer = () -> {};

  CallRun(InstantSource clock, Work work, Instance instance) {
    this.clock = clock;
    this.work = work;
    this.instance = instance;
    this.start = clock.millis();
  }

  /** What a call leaves of its instance. */
  enum Outcome {
    /** It may serve again. */
    HEALTHY,
    /** It must go. */
    SPENT,
    /** It was gone before the call reached it, which has not ended. */
    GONE
  }

  Outcome perform(boolean cold) {
    Action action = work.action();
    Duration limit = Duration.ofMillis(action.limits().timeoutMs());
    if (cold) {
      Instance.Reply reply = instance.init(action, limit);
      init = OptionalLong.of(clock.millis() - start);
      if (reply.status() != 200) {
        return failed(reply, "The action failed during initialization.", limit, "initialization ");
      }
    }
    Instance.Reply reply =
        instance.run(action, work.parameters(), work.id(), start + limit.toMillis(), limit);
    if (reply.fault() == Instance.Fault.GONE && !cold) {
      return Outcome.GONE;
    }
    if (!reply.isObject()) {
      return failed(
          reply,
          reply.status() == 200
              ? "The action did not return a dictionary or array."
              : "The action did not produce a valid response and exited unexpectedly.",
          limit,
          "");
    }
    boolean error = reply.body().getAsJsonObject().has("error");
    end(
        error ? Activation.Status.APPLICATION_ERROR : Activation.Status.SUCCESS,
        reply.body(),
        false);
    return Outcome.HEALTHY;
  }

  private Outcome failed(Instance.Reply reply, String otherwise, Duration limit, String what) {
    JsonElement body =
        reply.timedOut()
            ? ContainerPool.error(
                "The action exceeded its "
                    + what
                    + "time limits of "
                    + limit.toMillis()
                    + " milliseconds.")
            : reply.body() instanceof JsonObject json && json.has("error")
                ? json
                : ContainerPool.error(otherwise);
    end(Activation.Status.DEVELOPER_ERROR, body, reply.timedOut());
    return Outcome.SPENT;
  }

  private void end(Activation.Status status, JsonElement result, boolean timedOut) {
    long end = clock.millis();
    answer = () -> work.end(start, end, init, status, result, timedOut);
  }

  /** Tells the caller what came of it, if it has ended. */
  void answer() {
    answer.run();
  }
}
