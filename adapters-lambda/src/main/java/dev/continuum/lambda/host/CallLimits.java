package dev.continuum.lambda.host;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The concurrency and request rates of functions and of the account, and what calls use of them
 * now. Guarded by the registry's lock.
 */
final class CallLimits {

  private static final long NEW_PER_TEN_SECONDS = 1000;

  private final Registry registry;
  private final HostOptions.Quotas quotas;
  private final ProvisionedEnvironments provisioned;
  private final Map<String, Use> uses = new HashMap<>();
  private final RateWindow accountRate = new RateWindow(Duration.ofSeconds(1));

  /** What a function uses now. */
  private static final class Use {
    private int onDemand;
    private final RateWindow rate = new RateWindow(Duration.ofSeconds(1));
    private final RateWindow starts = new RateWindow(Duration.ofSeconds(10));
  }

  CallLimits(Registry registry, HostOptions.Quotas quotas, ProvisionedEnvironments provisioned) {
    this.registry = registry;
    this.quotas = quotas;
    this.provisioned = provisioned;
  }

  /**
   * Counts a call.
   *
   * @throws ApiException 429 above the request rate
   */
  void requireRate(FunctionEntity function, long now) {
    long rate = (long) quotas.perSecond() * function.reserved.orElse(quotas.concurrency());
    RateWindow window = function.reserved.isPresent() ? use(function.name).rate : accountRate;
    if (function.reserved.orElse(1) > 0 && !window.allows(now, rate)) {
      throw ApiException.throttled(
          function.reserved.isPresent()
              ? "ReservedFunctionInvocationRateLimitExceeded"
              : "FunctionInvocationRateLimitExceeded");
    }
    window.add(now);
  }

  /**
   * Whether one more on-demand call may run.
   *
   * @throws ApiException 429 if not
   */
  void requireConcurrency(FunctionEntity function) {
    if (function.reserved.isPresent()) {
      int left = function.reserved.getAsInt() - provisioned.requested(function.name);
      if (use(function.name).onDemand >= left) {
        throw ApiException.throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
      }
      return;
    }
    int inUse = 0;
    for (FunctionEntity each : registry.all()) {
      if (each.reserved.isEmpty()) {
        inUse += use(each.name).onDemand;
      }
    }
    if (inUse >= provisioned.unreserved()) {
      throw ApiException.throttled("ConcurrentInvocationLimitExceeded");
    }
  }

  /**
   * Counts an environment that is to be started.
   *
   * @throws ApiException 429 if too many were of late
   */
  void requireStart(FunctionEntity function, long now) {
    RateWindow starts = use(function.name).starts;
    if (!starts.allows(now, NEW_PER_TEN_SECONDS)) {
      throw ApiException.throttled("ConcurrentInvocationLimitExceeded");
    }
    starts.add(now);
  }

  /** An on-demand call begins. */
  void begin(String function) {
    use(function).onDemand++;
  }

  /** An on-demand call has ended. */
  void end(String function) {
    use(function).onDemand--;
  }

  private Use use(String function) {
    return uses.computeIfAbsent(function, name -> new Use());
  }
}
