package dev.continuum.lambda.host;

import dev.continuum.lambda.host.FunctionEntity.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Provisioned concurrency: environments that are started ahead for versions and aliases, as fast as
 * Lambda allocates them, and started again when lost. Callers hold the registry's lock.
 */
final class ProvisionedEnvironments {

  private final Registry registry;
  private final Environment.Site site;
  private final HostMetrics metrics;
  private final LiveEnvironments live;
  private final Map<Key, Allocation> allocations = new HashMap<>();

  private record Key(String function, String qualifier) {}

  ProvisionedEnvironments(
      Registry registry, Environment.Site site, HostMetrics metrics, LiveEnvironments live) {
    this.registry = registry;
    this.site = site;
    this.metrics = metrics;
    this.live = live;
  }

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
  int requested(String function) {
    return allocations(function).values().stream().mapToInt(Allocation::requested).sum();
  }

  /** What the account has that no function has for itself. */
  int unreserved() {
    int taken = 0;
    for (FunctionEntity each : registry.all()) {
      taken += each.reserved.orElse(requested(each.name));
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
      live.letGo(surplus);
    }
    if (allocation.missing() > 0) {
      live.later(
          site.options().times().allocation(), () -> startMissing(function.name, allocation));
    }
  }

  /** Ends the provisioned concurrency of a version or alias, if it has any. */
  void release(String function, String qualifier) {
    Allocation allocation = allocations.remove(new Key(function, qualifier));
    if (allocation != null) {
      allocation.released = true;
      allocation.environments.forEach(live::letGo);
      allocation.environments.clear();
    }
  }

  /** Ends all of a function's. */
  void release(String function) {
    List.copyOf(allocations(function).keySet()).forEach(each -> release(function, each));
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

  /** Whether a version has any that is initialised, busy or not. */
  boolean hasAny(String function, Version version) {
    return allocations(function).values().stream()
        .anyMatch(each -> runs(each, version) && !each.environments.isEmpty());
  }

  /** Takes one for a call of a version, if one is free. */
  @Nullable Environment take(String function, Version version, long now) {
    int busy = 0;
    for (Allocation each : allocations(function).values()) {
      if (!runs(each, version)) {
        continue;
      }
      busy += (int) each.environments.stream().filter(one -> one.busy).count();
      long rate = (long) site.options().quotas().perSecond() * each.environments.size();
      if (each.rate.allows(now, rate)) {
        for (Environment one : each.environments) {
          if (!one.busy && one.isAlive()) {
            one.busy = true;
            each.rate.add(now);
            metrics.count(function, HostMetrics.PROVISIONED);
            metrics.most(function, HostMetrics.PROVISIONED_MOST, busy + 1L);
            metrics.sample(
                function, HostMetrics.UTILISATION, (busy + 1.0) / each.environments.size());
            return one;
          }
        }
      }
    }
    return null;
  }

  private static boolean runs(Allocation allocation, Version version) {
    return allocation.version.number().equals(version.number());
  }

  /** Starts another for one that cannot go on. */
  void replace(String function, Environment lost) {
    for (Allocation each : allocations(function).values()) {
      if (each.environments.remove(lost)) {
        live.later(Duration.ZERO, () -> startMissing(function, each));
      }
    }
  }

  /** Adds how many there are, by {@code function:version}. */
  void count(SortedMap<String, Integer> into) {
    allocations.forEach(
        (key, allocation) ->
            into.merge(
                key.function() + ":" + allocation.version.number(),
                allocation.environments.size(),
                Integer::sum));
  }

  private void startMissing(String function, Allocation allocation) {
    synchronized (registry) {
      long gap = 60_000_000_000L / site.options().times().allocationsPerMinute();
      int missing = allocation.released ? 0 : allocation.missing();
      for (int i = 0; i < missing; i++) {
        allocation.starting++;
        live.later(
            Duration.ofNanos(i * gap),
            () -> LiveEnvironments.background(() -> startOne(function, allocation)));
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
        live.add(environment);
        if (live.closed()
            || allocation.released
            || allocation.environments.size() >= allocation.requested()) {
          live.letGo(environment);
        } else {
          allocation.environments.add(environment);
        }
      } else if (failure != null && !allocation.released) {
        allocation.fail("FUNCTION_ERROR_INIT_FAILURE");
        allocation.environments.forEach(live::letGo);
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
}
