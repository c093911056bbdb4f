package dev.continuum.lambda.host;

import dev.continuum.lambda.host.FunctionEntity.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * All execution environments. A call takes a free provisioned environment of its version, else an
 * idle one, else a new one, within the concurrency and the request rate of its function and of the
 * account. Everything is guarded by the registry's lock, but for starting and ending processes.
 */
final class Fleet implements AutoCloseable {

  private static final long NEW_PER_TEN_SECONDS = 1000;

  private final Registry registry;
  private final Environment.Site site;
  private final HostMetrics metrics;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fleet").factory());
  private final Map<Key, Allocation> allocations = new HashMap<>();
  private final Map<Key, Deque<Environment>> idle = new HashMap<>();
  private final Set<Environment> all = new HashSet<>();
  private final Map<String, Use> uses = new HashMap<>();
  private final RateWindow accountRate = new RateWindow(Duration.ofSeconds(1));
  private boolean closed;

  private record Key(String function, String qualifier) {}

  /** What a function uses now. */
  private static final class Use {
    private int onDemand;
    private final RateWindow rate = new RateWindow(Duration.ofSeconds(1));
    private final RateWindow starts = new RateWindow(Duration.ofSeconds(10));
  }

  /**
   * An environment for one call.
   *
   * @param environment it
   * @param cold whether it was started for this call
   * @param provisioned whether it was there ahead
   */
  record Taken(Environment environment, boolean cold, boolean provisioned) {}

  Fleet(Registry registry, Environment.Site site, HostMetrics metrics) {
    this.registry = registry;
    this.site = site;
    this.metrics = metrics;
  }

  // ---- Provisioned concurrency; callers hold the lock -----------------------------------------

  Optional<Allocation> allocation(String function, String qualifier) {
    return Optional.ofNullable(allocations.get(new Key(function, qualifier)));
  }

  SortedMap<String, Allocation> allocations(String function) {
    SortedMap<String, Allocation> mine = new TreeMap<>();
    allocations.forEach(
        (key, allocation) -> {
          if (key.function().equals(function)) {
            mine.put(key.qualifier(), allocation);
          }
        });
    return mine;
  }

  /** Requested for all qualifiers of a function. */
  int provisioned(String function) {
    return allocations(function).values().stream().mapToInt(Allocation::requested).sum();
  }

  /** What the account has that no function has for itself. */
  int unreserved() {
    int taken = 0;
    for (FunctionEntity each : registry.all()) {
      taken += each.reserved.orElse(provisioned(each.name));
    }
    return site.options().quotas().concurrency() - taken;
  }

  void provision(FunctionEntity function, String qualifier, int count) {
    Key key = new Key(function.name, qualifier);
    Version version = registry.version(function, Optional.of(qualifier));
    Allocation allocation =
        allocations.computeIfAbsent(key, each -> new Allocation(version, count, registry.now()));
    allocation.request(count, registry.now());
    while (allocation.environments.size() > count) {
      Environment surplus =
          allocation.environments.stream()
              .filter(each -> !each.busy)
              .findFirst()
              .orElse(allocation.environments.getFirst());
      allocation.environments.remove(surplus);
      letGo(surplus);
    }
    if (allocation.missing() > 0) {
      later(site.options().times().allocation(), () -> startMissing(function.name, allocation));
    }
  }

  /** Ends the provisioned concurrency of a version or alias, if it has any. */
  void release(String function, String qualifier) {
    Allocation allocation = allocations.remove(new Key(function, qualifier));
    if (allocation != null) {
      allocation.released = true;
      allocation.environments.forEach(this::letGo);
      allocation.environments.clear();
    }
  }

  /** An alias means another version now: what it has is ended, and started anew there. */
  void moved(FunctionEntity function, String alias) {
    allocation(function.name, alias)
        .ifPresent(
            allocation -> {
              int count = allocation.requested();
              release(function.name, alias);
              provision(function, alias, count);
            });
  }

  private void startMissing(String function, Allocation allocation) {
    synchronized (registry) {
      long gap = 60_000_000_000L / site.options().times().allocationsPerMinute();
      int missing = allocation.released ? 0 : allocation.missing();
      for (int i = 0; i < missing; i++) {
        allocation.starting++;
        later(Duration.ofNanos(i * gap), () -> background(() -> startOne(function, allocation)));
      }
    }
  }

  private void startOne(String function, Allocation allocation) {
    Environment environment = null;
    Environment.InitFailure failure = null;
    try {
      environment =
          Environment.start(
              site,
              new Environment.Purpose(function, allocation.version, true),
              Duration.ofSeconds(allocation.version.configuration().timeoutSeconds())
                  .plus(site.options().times().initialisation()));
    } catch (Environment.InitFailure e) {
      failure = e;
      note(function, allocation.version, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (registry) {
      allocation.starting--;
      if (environment != null) {
        all.add(environment);
        if (closed
            || allocation.released
            || allocation.environments.size() >= allocation.requested()) {
          letGo(environment);
        } else {
          allocation.environments.add(environment);
        }
      } else if (failure != null && !allocation.released) {
        allocation.fail("FUNCTION_ERROR_INIT_FAILURE");
        allocation.environments.forEach(this::letGo);
        allocation.environments.clear();
      }
    }
  }

  /** Lambda writes it to the function's log; here it goes to a file in the host's directory. */
  private void note(String function, Version version, Environment.InitFailure failure) {
    String line =
        registry.now()
            + " "
            + function
            + ":"
            + version.number()
            + " "
            + new String(failure.payload(), StandardCharsets.UTF_8)
            + "\n";
    try {
      Files.writeString(
          site.options().directory().resolve("init-failures.log"),
          line,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      // Only the reason is lost; that it failed is told by the API.
    }
  }

  // ---- Calls -----------------------------------------------------------------------------------

  /**
   * Takes an environment for a call, starting one if need be.
   *
   * @throws ApiException 429 above a limit
   * @throws Environment.InitFailure if a new one does not initialise
   */
  Taken take(FunctionEntity function, Version version)
      throws Environment.InitFailure, InterruptedException {
    synchronized (registry) {
      try {
        Optional<Taken> found = find(function, version);
        if (found.isPresent()) {
          return found.get();
        }
      } catch (ApiException e) {
        metrics.count(function.name, HostMetrics.THROTTLES);
        throw e;
      }
    }
    metrics.count(function.name, HostMetrics.COLD);
    try {
      Environment environment =
          Environment.start(
              site,
              new Environment.Purpose(function.name, version, false),
              site.options().times().initialisation());
      synchronized (registry) {
        environment.busy = true;
        all.add(environment);
      }
      return new Taken(environment, true, false);
    } catch (Environment.InitFailure | InterruptedException e) {
      synchronized (registry) {
        use(function.name).onDemand--;
      }
      throw e;
    }
  }

  private Optional<Taken> find(FunctionEntity function, Version version) {
    long now = System.nanoTime();
    Use use = use(function.name);
    HostOptions.Quotas quotas = site.options().quotas();
    long rate = (long) quotas.perSecond() * function.reserved.orElse(quotas.concurrency());
    RateWindow window = function.reserved.isPresent() ? use.rate : accountRate;
    if (function.reserved.orElse(1) > 0 && !window.allows(now, rate)) {
      throw ApiException.throttled(
          function.reserved.isPresent()
              ? "ReservedFunctionInvocationRateLimitExceeded"
              : "FunctionInvocationRateLimitExceeded");
    }
    window.add(now);
    boolean allocated = false;
    int busy = 0;
    for (Allocation each : allocations(function.name).values()) {
      if (!each.version.number().equals(version.number())) {
        continue;
      }
      allocated |= !each.environments.isEmpty();
      busy += (int) each.environments.stream().filter(one -> one.busy).count();
      if (each.rate.allows(now, (long) quotas.perSecond() * each.environments.size())) {
        for (Environment one : each.environments) {
          if (!one.busy && one.isAlive()) {
            one.busy = true;
            each.rate.add(now);
            metrics.count(function.name, HostMetrics.PROVISIONED);
            metrics.most(function.name, HostMetrics.PROVISIONED_MOST, busy + 1L);
            metrics.sample(
                function.name, HostMetrics.UTILISATION, (busy + 1.0) / each.environments.size());
            return Optional.of(new Taken(one, false, true));
          }
        }
      }
    }
    requireConcurrency(function, use);
    if (allocated) {
      metrics.count(function.name, HostMetrics.SPILLOVER);
    }
    Environment idleOne = idleOne(function.name, version, now);
    if (idleOne == null && !use.starts.allows(now, NEW_PER_TEN_SECONDS)) {
      throw ApiException.throttled("ConcurrentInvocationLimitExceeded");
    }
    use.onDemand++;
    if (idleOne != null) {
      return Optional.of(new Taken(idleOne, false, false));
    }
    use.starts.add(now);
    return Optional.empty();
  }

  private @org.jspecify.annotations.Nullable Environment idleOne(
      String function, Version version, long now) {
    Deque<Environment> mine = idle.get(new Key(function, version.number()));
    if (mine == null) {
      return null;
    }
    for (Environment each : mine) {
      if (each.isAlive() && each.rate.allows(now, site.options().quotas().perSecond())) {
        mine.remove(each);
        each.rate.add(now);
        each.busy = true;
        return each;
      }
    }
    return null;
  }

  private void requireConcurrency(FunctionEntity function, Use use) {
    if (function.reserved.isPresent()) {
      if (use.onDemand >= function.reserved.getAsInt() - provisioned(function.name)) {
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
    if (inUse >= unreserved()) {
      throw ApiException.throttled("ConcurrentInvocationLimitExceeded");
    }
  }

  private Use use(String function) {
    return uses.computeIfAbsent(function, name -> new Use());
  }

  /** A call has ended. */
  void giveBack(String function, Taken taken, boolean healthy) {
    Environment environment = taken.environment();
    synchronized (registry) {
      environment.busy = false;
      if (!taken.provisioned()) {
        use(function).onDemand--;
      }
      boolean keep = healthy && !environment.surplus && !closed && environment.isAlive();
      if (taken.provisioned()) {
        if (!keep) {
          replace(function, environment);
          discard(environment);
        }
        return;
      }
      if (!keep || !isThere(function, environment.version)) {
        discard(environment);
        return;
      }
      idle.computeIfAbsent(
              new Key(function, environment.version.number()), key -> new ArrayDeque<>())
          .addFirst(environment);
      long generation = ++environment.generation;
      later(
          site.options().times().keepAlive(), () -> removeIdle(function, environment, generation));
    }
  }

  // The very version: one of the same number may have been made after a deletion.
  @SuppressWarnings("ReferenceEquality")
  private boolean isThere(String function, Version version) {
    if (!registry.has(function)) {
      return false;
    }
    FunctionEntity entity = registry.function(function);
    return entity.latest == version || entity.versions.containsValue(version);
  }

  private void replace(String function, Environment lost) {
    for (Allocation each : allocations(function).values()) {
      if (each.environments.remove(lost)) {
        later(Duration.ZERO, () -> startMissing(function, each));
      }
    }
  }

  private void removeIdle(String function, Environment environment, long generation) {
    synchronized (registry) {
      Deque<Environment> mine = idle.get(new Key(function, environment.version.number()));
      if (environment.generation == generation && mine != null && mine.remove(environment)) {
        discard(environment);
      }
    }
  }

  // ---- Ends ------------------------------------------------------------------------------------

  /** The on-demand environments of a version go; busy ones after their call. */
  void forget(String function, String number) {
    Deque<Environment> mine = idle.remove(new Key(function, number));
    if (mine != null) {
      mine.forEach(this::discard);
    }
  }

  /** Everything of a function goes. */
  void forget(String function) {
    List.copyOf(allocations(function).keySet()).forEach(each -> release(function, each));
    for (Key key : List.copyOf(idle.keySet())) {
      if (key.function().equals(function)) {
        forget(function, key.qualifier());
      }
    }
  }

  private void letGo(Environment environment) {
    environment.surplus = true;
    if (!environment.busy) {
      discard(environment);
    }
  }

  private void discard(Environment environment) {
    if (all.remove(environment)) {
      background(environment::close);
    }
  }

  /** Environments of each version that are there, as {@code function:version}. */
  SortedMap<String, Integer> count(boolean provisionedOnly) {
    synchronized (registry) {
      SortedMap<String, Integer> counts = new TreeMap<>();
      allocations.forEach(
          (key, allocation) ->
              counts.merge(
                  key.function() + ":" + allocation.version.number(),
                  allocation.environments.size(),
                  Integer::sum));
      if (!provisionedOnly) {
        idle.forEach(
            (key, some) ->
                counts.merge(key.function() + ":" + key.qualifier(), some.size(), Integer::sum));
      }
      return counts;
    }
  }

  private void later(Duration delay, Runnable action) {
    if (!closed) {
      var unused = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private static void background(Runnable action) {
    var unused = Thread.startVirtualThread(action);
  }

  @Override
  public void close() {
    List<Environment> rest;
    synchronized (registry) {
      closed = true;
      timer.shutdownNow();
      rest = new ArrayList<>(all);
      all.clear();
    }
    rest.forEach(Environment::close);
    site.shares().close();
  }
}
