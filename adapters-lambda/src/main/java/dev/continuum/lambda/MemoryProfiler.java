package dev.continuum.lambda;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.ActuationException.Fault;
import dev.continuum.actuation.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * How long a function takes at a memory size, by the report lines of its own calls: runs one after
 * the other in one environment, and initialisations of fresh ones. Leaves nothing behind. Not
 * thread-safe.
 */
public final class MemoryProfiler implements AutoCloseable {

  private static final Duration STATE = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int TIMEOUT_SECONDS = 60;

  private final LambdaCalls calls;
  private final Program program;
  private final String name;
  private int rounds;

  /**
   * What runs.
   *
   * @param zip its package
   * @param runtime say {@code java21}
   * @param handler its handler
   * @param role ARN of its execution role
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Program(byte[] zip, String runtime, String handler, String role) {}

  /**
   * What runs of one request came to.
   *
   * @param runs durations as reported, ascending
   * @param mostMemoryMb the most memory the environment had
   * @param answer the last one
   */
  public record Runs(List<Duration> runs, int mostMemoryMb, String answer) {

    /** These and later ones. */
    public Runs and(Runs later) {
      return new Runs(
          Stream.concat(runs.stream(), later.runs.stream()).sorted().toList(),
          Math.max(mostMemoryMb, later.mostMemoryMb),
          later.answer);
    }
  }

  /**
   * Creates the function, without any call.
   *
   * @param name its name; a function of that name must not be there
   * @throws ActuationException if Lambda does not take it
   */
  public MemoryProfiler(
      LambdaEndpoint endpoint, Sleeper sleeper, String name, Program program, int memoryMb) {
    this.calls = new LambdaCalls(endpoint, sleeper);
    this.program = program;
    this.name = name;
    try {
      create(memoryMb);
    } catch (ActuationException e) {
      calls.close();
      throw e;
    }
  }

  private void create(int memoryMb) {
    calls.call(
        "CreateFunction of " + name,
        () ->
            calls
                .lambda()
                .createFunction(
                    r ->
                        r.functionName(name)
                            .role(program.role())
                            .runtime(program.runtime())
                            .handler(program.handler())
                            .memorySize(memoryMb)
                            .timeout(TIMEOUT_SECONDS)
                            .code(c -> c.zipFile(SdkBytes.fromByteArray(program.zip())))));
    awaitUpdated();
  }

  private void awaitUpdated() {
    boolean updated =
        calls.await(
            STATE,
            POLL,
            () -> {
              var now =
                  calls.call(
                      "GetFunctionConfiguration of " + name,
                      () -> calls.lambda().getFunctionConfiguration(r -> r.functionName(name)));
              return now.state() == State.ACTIVE
                  && now.lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS;
            });
    if (!updated) {
      throw new ActuationException(
          Fault.UNAVAILABLE,
          "The function " + name + " did not become active in " + STATE.toSeconds() + " s.",
          "Maybe measure again later.");
    }
  }

  /** Initialises so many fresh environments, one after the other; ascending. */
  public List<Duration> initialisations(String payload, int times) {
    List<Duration> all = new ArrayList<>();
    while (all.size() < times) {
      String round = Integer.toString(rounds++);
      calls.call(
          "UpdateFunctionConfiguration of " + name,
          () ->
              calls
                  .lambda()
                  .updateFunctionConfiguration(
                      r ->
                          r.functionName(name)
                              .environment(e -> e.variables(Map.of("ROUND", round)))));
      awaitUpdated();
      all.add(
          tail(invoke(payload))
              .initialisation()
              .orElseThrow(() -> fault("did not initialise for a new configuration", "")));
    }
    all.sort(Comparator.naturalOrder());
    return all;
  }

  /**
   * Calls one after the other.
   *
   * @param warmUps calls before, which do not count
   * @param times calls that count
   */
  public Runs runs(String payload, int warmUps, int times) {
    List<Duration> runs = new ArrayList<>();
    int memory = 0;
    String answer = "";
    for (int i = 0; i < warmUps + times; i++) {
      InvokeResponse response = invoke(payload);
      LogTail tail = tail(response);
      answer = response.payload().asUtf8String();
      memory = Math.max(memory, tail.mostMemoryMb().orElse(0));
      if (i >= warmUps) {
        runs.add(tail.run().orElseThrow(() -> fault("reported no duration", "")));
      }
    }
    runs.sort(Comparator.naturalOrder());
    return new Runs(runs, memory, answer);
  }

  private InvokeResponse invoke(String payload) {
    InvokeResponse response =
        calls.call(
            "Invoke of " + name,
            () ->
                calls
                    .lambda()
                    .invoke(
                        r ->
                            r.functionName(name)
                                .logType(LogType.TAIL)
                                .payload(SdkBytes.fromUtf8String(payload))));
    if (response.functionError() != null) {
      throw fault("failed", response.payload().asUtf8String());
    }
    return response;
  }

  private static LogTail tail(InvokeResponse response) {
    return LogTail.of(String.valueOf(response.logResult()));
  }

  private ActuationException fault(String what, String answer) {
    return new ActuationException(
        Fault.INVALID,
        "The function " + name + " " + what + ": " + answer,
        "Maybe it needs more memory, or another handler.");
  }

  /** Deletes the function. */
  @Override
  public void close() {
    try (calls) {
      calls.find(
          "DeleteFunction of " + name,
          () -> calls.lambda().deleteFunction(r -> r.functionName(name)));
    }
  }
}
