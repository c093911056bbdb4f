package dev.continuum.lambda.host;

import dev.continuum.lambda.host.FunctionEntity.Alias;
import dev.continuum.lambda.host.FunctionEntity.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Calls. */
final class InvokeApi {

  private static final int MOST_TAIL_BYTES = 4096;

  private final Registry registry;
  private final Fleet fleet;
  private final HostMetrics metrics;
  private final RandomGenerator random;

  InvokeApi(Registry registry, Fleet fleet, HostMetrics metrics, RandomGenerator random) {
    this.registry = registry;
    this.fleet = fleet;
    this.metrics = metrics;
    this.random = random;
  }

  private record Target(FunctionEntity function, Version version, String arn) {}

  /**
   * What came of a run.
   *
   * @param outcome its answer
   * @param executed version that ran
   * @param tail its log
   */
  private record Ran(RuntimeServer.Outcome outcome, String executed, String tail) {}

  ApiReply invoke(ApiRequest request, Registry.Named named) {
    byte[] payload =
        request.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : request.body();
    if (payload.length > RuntimeServer.MOST_PAYLOAD_BYTES) {
      throw ApiException.of(
          413,
          "RequestTooLargeException",
          "Request must be smaller than 6291456 bytes for the InvokeFunction operation");
    }
    if (!RuntimeServer.isJson(payload)) {
      throw ApiException.of(
          400,
          "InvalidRequestContentException",
          "Could not parse request body into json: Could not parse payload into json");
    }
    Target target = target(named);
    String type = request.header("x-amz-invocation-type").orElse("RequestResponse");
    return switch (type) {
      case "DryRun" -> ApiReply.empty(204);
      case "Event" -> {
        var unused =
            Thread.startVirtualThread(
                () -> {
                  try {
                    run(target, payload);
                  } catch (ApiException e) {
                    // Lambda would try again for hours; this host counts the throttle and forgets.
                  }
                });
        yield ApiReply.empty(202);
      }
      case "RequestResponse" -> reply(request, run(target, payload));
      default ->
          throw ApiException.constraint(
              "invocationType",
              type,
              "Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
    };
  }

  private static ApiReply reply(ApiRequest request, Ran ran) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Amz-Executed-Version", ran.executed());
    if (ran.outcome().failed()) {
      headers.put("X-Amz-Function-Error", "Unhandled");
    }
    if (request.header("x-amz-log-type").filter("Tail"::equals).isPresent()) {
      byte[] tail = ran.tail().getBytes(StandardCharsets.UTF_8);
      int from = Math.max(0, tail.length - MOST_TAIL_BYTES);
      headers.put(
          "X-Amz-Log-Result",
          Base64.getEncoder()
              .encodeToString(java.util.Arrays.copyOfRange(tail, from, tail.length)));
    }
    return new ApiReply(200, headers, ran.outcome().payload());
  }

  private Target target(Registry.Named named) {
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      Optional<String> qualifier = named.qualifier();
      String arn = function.arn + qualifier.map(each -> ":" + each).orElse("");
      Alias alias = qualifier.map(each -> function.aliases.get(each)).orElse(null);
      if (alias != null) {
        double share = random.nextDouble();
        for (var each : alias.weightsAt(registry.now()).entrySet()) {
          share -= each.getValue();
          if (share < 0) {
            qualifier = Optional.of(each.getKey());
            break;
          }
        }
      }
      Version version = registry.version(function, qualifier);
      if (!version.isActive(registry.now())) {
        throw ApiException.conflict(
            "The operation cannot be performed at this time. The function is currently in the"
                + " following state: Pending");
      }
      return new Target(function, version, arn);
    }
  }

  private Ran run(Target target, byte[] payload) {
    String function = target.function().name;
    Version version = target.version();
    String id = UUID.randomUUID().toString();
    String head = "START RequestId: " + id + " Version: " + version.number() + "\n";
    Fleet.Taken taken;
    try {
      taken = fleet.take(target.function(), version);
    } catch (Environment.InitFailure e) {
      metrics.count(function, HostMetrics.INVOCATIONS);
      metrics.count(function, HostMetrics.ERRORS);
      return new Ran(
          new RuntimeServer.Outcome(e.payload(), true),
          version.number(),
          "INIT_REPORT Init Duration: 0.00 ms\tPhase: init\tStatus: error\tError Type: "
              + e.getMessage()
              + "\n"
              + head
              + report(id, version, Duration.ZERO, Optional.empty(), 0));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.of(500, "ServiceException", "Interrupted.");
    }
    metrics.count(function, HostMetrics.INVOCATIONS);
    boolean healthy = false;
    try {
      Environment environment = taken.environment();
      Duration limit = Duration.ofSeconds(version.configuration().timeoutSeconds());
      long logged = environment.logSize();
      long begin = System.nanoTime();
      Optional<RuntimeServer.Outcome> answered =
          environment.run(
              new RuntimeServer.Event(
                  id,
                  payload,
                  registry.now().plus(limit).toEpochMilli(),
                  target.arn(),
                  new CompletableFuture<>()),
              limit);
      Duration duration = Duration.ofNanos(System.nanoTime() - begin);
      healthy = answered.isPresent() && environment.isAlive();
      RuntimeServer.Outcome outcome = answered.orElseGet(() -> timedOut(id, limit));
      if (outcome.failed()) {
        metrics.count(function, HostMetrics.ERRORS);
      }
      boolean tellInit = environment.firstReport() && !taken.provisioned();
      String tail =
          head
              + environment.logSince(logged)
              + "END RequestId: "
              + id
              + "\n"
              + report(
                  id,
                  version,
                  duration,
                  tellInit ? Optional.of(environment.initialisation()) : Optional.empty(),
                  environment.mostMemoryMb());
      return new Ran(outcome, version.number(), tail);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.of(500, "ServiceException", "Interrupted.");
    } finally {
      fleet.giveBack(function, taken, healthy);
    }
  }

  private RuntimeServer.Outcome timedOut(String id, Duration limit) {
    return new RuntimeServer.Outcome(
        RuntimeServer.error(
            "Sandbox.Timedout",
            String.format(
                Locale.ROOT,
                "RequestId: %s Error: Task timed out after %.2f seconds",
                id,
                limit.toMillis() / 1e3)),
        true);
  }

  /** Initialisation is billed too, since August 2025. */
  private static String report(
      String id, Version version, Duration run, Optional<Duration> init, int usedMb) {
    double millis = run.toNanos() / 1e6;
    double initMillis = init.map(each -> each.toNanos() / 1e6).orElse(0.0);
    return String.format(
            Locale.ROOT,
            "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d"
                + " MB\tMax Memory Used: %d MB\t",
            id,
            millis,
            (long) Math.ceil(millis + initMillis),
            version.configuration().memoryMb(),
            usedMb)
        + init.map(each -> String.format(Locale.ROOT, "Init Duration: %.2f ms\t", initMillis))
            .orElse("")
        + "\n";
  }
}
