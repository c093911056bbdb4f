package dev.continuum.lambda.conformance;

import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import dev.continuum.lambda.LambdaCalls;
import dev.continuum.lambda.LambdaEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;
import software.amazon.awssdk.services.lambda.model.State;

/** What checks work with: calls, functions of the probe, and names that are removed in the end. */
final class Bench implements AutoCloseable {

  static final int MEMORY_MB = 1024;
  private static final Duration STATE = Duration.ofMinutes(3);
  private static final Duration PROVISIONED = Duration.ofMinutes(10);

  private final LambdaEndpoint endpoint;
  private final LambdaCalls calls;
  private final ConformanceOptions options;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Instant begun;
  private final String prefix;
  private final Set<String> functions = new ConcurrentSkipListSet<>();
  private int names;

  Bench(
      LambdaEndpoint endpoint,
      ConformanceOptions options,
      InstantSource clock,
      Sleeper sleeper,
      String prefix) {
    this.endpoint = endpoint;
    this.calls = new LambdaCalls(endpoint, sleeper);
    this.options = options;
    this.clock = clock;
    this.sleeper = sleeper;
    this.prefix = prefix;
    this.begun = clock.instant();
  }

  LambdaEndpoint endpoint() {
    return endpoint;
  }

  LambdaCalls calls() {
    return calls;
  }

  LambdaClient lambda() {
    return calls.lambda();
  }

  ConformanceOptions options() {
    return options;
  }

  InstantSource clock() {
    return clock;
  }

  Sleeper sleeper() {
    return sleeper;
  }

  String prefix() {
    return prefix;
  }

  /** A name that is removed in the end. */
  String name(String what) {
    String name = prefix + "-" + what + "-" + ++names;
    functions.add(name);
    return name;
  }

  void alsoRemove(String function) {
    functions.add(function);
  }

  /** Skips unless so much time is left. */
  void requireTime(Duration needed) {
    Duration left = Duration.between(clock.instant(), begun.plus(options.most()));
    if (left.compareTo(needed) < 0) {
      throw new Check.Skip(
          "needs "
              + needed.toSeconds()
              + " s, and --max-minutes leaves "
              + left.toSeconds()
              + " s");
    }
  }

  /** A probe that is active. */
  String probe(String what) {
    return probe(what, Map.of());
  }

  String probe(String what, Map<String, String> variables) {
    return probe(what, variables, MEMORY_MB);
  }

  /** One with so much memory, which is its share of a core too. */
  String probe(String what, Map<String, String> variables, int megabytes) {
    String name = name(what);
    lambda()
        .createFunction(
            r ->
                r.functionName(name)
                    .role(options.role())
                    .runtime(ProbeCode.RUNTIME)
                    .handler(ProbeCode.HANDLER)
                    .memorySize(megabytes)
                    .timeout(20)
                    .environment(e -> e.variables(variables))
                    .tags(Map.of("continuum-conformance", prefix))
                    .code(c -> c.zipFile(SdkBytes.fromByteArray(ProbeCode.zip("one")))));
    awaitUpdated(name);
    return name;
  }

  GetFunctionConfigurationResponse configuration(String name) {
    return lambda().getFunctionConfiguration(r -> r.functionName(name));
  }

  void awaitUpdated(String name) {
    await(
        STATE,
        name + " is active",
        () -> {
          GetFunctionConfigurationResponse now = configuration(name);
          return now.state() == State.ACTIVE
              && now.lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS;
        });
  }

  /** Another description, so that there is something to publish. */
  void change(String name, String description) {
    lambda().updateFunctionConfiguration(r -> r.functionName(name).description(description));
    awaitUpdated(name);
  }

  String publish(String name) {
    String version = lambda().publishVersion(r -> r.functionName(name)).version();
    await(
        STATE,
        "version " + version + " is active",
        () ->
            lambda().getFunctionConfiguration(r -> r.functionName(name).qualifier(version)).state()
                == State.ACTIVE);
    return version;
  }

  void alias(String name, String alias, String version) {
    lambda().createAlias(r -> r.functionName(name).name(alias).functionVersion(version));
  }

  void provision(String name, String qualifier, int count) {
    requireTime(PROVISIONED.dividedBy(2));
    lambda()
        .putProvisionedConcurrencyConfig(
            r -> r.functionName(name).qualifier(qualifier).provisionedConcurrentExecutions(count));
    await(
        PROVISIONED,
        count + " instances of " + name + ":" + qualifier + " are ready",
        () -> status(name, qualifier) == ProvisionedConcurrencyStatusEnum.READY);
  }

  ProvisionedConcurrencyStatusEnum status(String name, String qualifier) {
    return provisioned(name, qualifier).status();
  }

  GetProvisionedConcurrencyConfigResponse provisioned(String name, String qualifier) {
    return lambda().getProvisionedConcurrencyConfig(r -> r.functionName(name).qualifier(qualifier));
  }

  void await(Duration most, String what, Supplier<Boolean> holds) {
    Instant give = clock.instant().plus(most);
    Duration pause = Duration.ofMillis(50);
    while (!holds.get()) {
      Expect.that(clock.instant().isBefore(give), what + ": not within " + most.toSeconds() + " s");
      sleeper.sleep(pause);
      pause = pause.compareTo(Duration.ofSeconds(1)) < 0 ? pause.multipliedBy(2) : pause;
    }
  }

  InvokeResponse call(String name, String qualifier, String payload) {
    return lambda()
        .invoke(
            r ->
                r.functionName(name)
                    .qualifier(qualifier)
                    .logType(LogType.TAIL)
                    .payload(SdkBytes.fromUtf8String(payload)));
  }

  InvokeResponse call(String name, String payload) {
    return call(name, "$LATEST", payload);
  }

  static String log(InvokeResponse response) {
    return new String(
        Base64.getDecoder().decode(String.valueOf(response.logResult())), StandardCharsets.UTF_8);
  }

  static boolean isCold(InvokeResponse response) {
    return log(response).contains("Init Duration:");
  }

  static String instance(InvokeResponse response) {
    String body = response.payload().asUtf8String();
    int at = body.indexOf("\"id\":\"");
    return at < 0 ? body : body.substring(at + 6, body.indexOf('"', at + 6));
  }

  /** So many calls at once. */
  List<InvokeResponse> burst(String name, String qualifier, int count, String payload) {
    return atOnce(count, () -> call(name, qualifier, payload));
  }

  /** The same so many times at once. */
  static <T> List<T> atOnce(int count, Supplier<T> body) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        futures.add(threads.submit(body::get));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> each : futures) {
        answers.add(each.get());
      }
      return answers;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The error that a call must end with. */
  static AwsServiceException error(int status, String code, Supplier<?> call) {
    Object answer;
    try {
      answer = call.get();
    } catch (AwsServiceException e) {
      String actual = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
      Expect.equal(status + " " + code, e.statusCode() + " " + actual, "error");
      return e;
    }
    throw new AssertionError("expected " + status + " " + code + ", was " + answer);
  }

  /** Functions of this run that are still there. */
  List<String> left() {
    return lambda().listFunctionsPaginator(r -> {}).functions().stream()
        .map(each -> each.functionName())
        .filter(each -> each.startsWith(prefix) || functions.contains(each))
        .toList();
  }

  /** Removes whatever is left of ours. */
  void clean() {
    for (String each : left()) {
      try {
        lambda().deleteFunction(r -> r.functionName(each));
      } catch (AwsServiceException e) {
        // Reported by the check that looks for what is left.
      }
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
