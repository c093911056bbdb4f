package dev.continuum.lambda;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.continuum.actuation.Answer;
import dev.continuum.actuation.Caller;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/**
 * Calls the alias of our functions; each call is sent once. Counts what came of them: cold starts,
 * throttles, and, where the function tells how its instance was initialised, spill-over.
 * Thread-safe.
 */
final class LambdaCaller implements Caller {

  static final String COLD = "cold starts";
  static final String THROTTLED = "throttles";
  static final String PROVISIONED = "provisioned";
  static final String SPILLOVER = "spill-over";

  private final LambdaCalls calls;
  private final String alias;
  private final String owner;
  private final ConcurrentSkipListMap<String, Long> counts = new ConcurrentSkipListMap<>();

  LambdaCaller(LambdaCalls calls, String owner, String alias) {
    this.calls = calls;
    this.owner = owner;
    this.alias = alias;
  }

  /** Counts so far, as {@code FUNCTION@NODE what}. */
  SortedMap<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  @Override
  public Answer call(FunctionId function, NodeId node, String payload, Duration deadline) {
    Answer answer = send(function, node, payload, deadline);
    if (answer.coldStart().orElse(false)) {
      count(function, node, COLD);
    }
    if (answer.outcome() == Answer.Outcome.THROTTLED) {
      count(function, node, THROTTLED);
    }
    return answer;
  }

  private void count(FunctionId function, NodeId node, String what) {
    counts.merge(function + "@" + node + " " + what, 1L, Long::sum);
  }

  private Answer send(FunctionId function, NodeId node, String payload, Duration deadline) {
    String name = FunctionName.of(owner, function, node);
    try {
      InvokeResponse response =
          calls
              .lambda()
              .invoke(
                  r ->
                      r.functionName(name)
                          .qualifier(alias)
                          .logType(LogType.TAIL)
                          .payload(SdkBytes.fromUtf8String(payload))
                          .overrideConfiguration(c -> c.apiCallTimeout(deadline)));
      return answer(function, node, response);
    } catch (AwsServiceException e) {
      return Answer.of(outcome(e), Faults.code(e) + ": " + Faults.message(e));
    } catch (ApiCallTimeoutException e) {
      return Answer.of(Answer.Outcome.TIMEOUT, "No answer within " + deadline + ".");
    } catch (SdkClientException e) {
      return Answer.of(Answer.Outcome.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Answer.Outcome outcome(AwsServiceException e) {
    if (e.statusCode() == 429) {
      return Answer.Outcome.THROTTLED;
    }
    return e.statusCode() >= 500 ? Answer.Outcome.UNAVAILABLE : Answer.Outcome.REJECTED;
  }

  private Answer answer(FunctionId function, NodeId node, InvokeResponse response) {
    LogTail tail = Optional.ofNullable(response.logResult()).map(LogTail::of).orElse(LogTail.NONE);
    String body = response.payload().asUtf8String();
    Optional<JsonObject> instance = instance(body);
    instance
        .map(each -> each.get("initialisation"))
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString)
        .ifPresent(
            how ->
                count(
                    function,
                    node,
                    how.equals("provisioned-concurrency") ? PROVISIONED : SPILLOVER));
    return new Answer(
        response.functionError() == null
            ? Answer.Outcome.SUCCESS
            : Answer.Outcome.APPLICATION_ERROR,
        body,
        tail.run().map(known -> tail.initialisation().isPresent()),
        Optional.empty(),
        tail.initialisation(),
        tail.run(),
        instance
            .map(each -> each.get("id"))
            .filter(JsonElement::isJsonPrimitive)
            .map(JsonElement::getAsString));
  }

  private static Optional<JsonObject> instance(String body) {
    try {
      return JsonParser.parseString(body) instanceof JsonObject object
              && object.get("instance") instanceof JsonObject instance
          ? Optional.of(instance)
          : Optional.empty();
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }
}
