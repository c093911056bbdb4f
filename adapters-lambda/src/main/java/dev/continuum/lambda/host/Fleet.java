package dev.continuum.lambda.host;

import dev.continuum.lambda.host.FunctionEntity.Version;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All execution environments. A call takes a free provisioned environment of its version, else an
 * idle one, else a new one, within the concurrency and the request rate of its function and of the
 * account. Everything is guarded by the registry's lock, but for starting and ending processes.
 */
final class Fleet implements AutoCloseable {

  private final Registry registry;
  private final Environment.Site site;
  private final HostMetrics metrics;
  private final LiveEnvironments live = new LiveEnvironments();
  private final ProvisionedEnvironments provisioned;
  private final IdleEnvironments idle;
  private final CallLimits limits;

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
    provisioned = new ProvisionedEnvironments(registry, site, metrics, live);
    idle = new IdleEnvironments(registry, site.options(), live);
    limits = new CallLimits(registry, site.options().quotas(), provisioned);
  }

  /** Those that are started ahead. */
  ProvisionedEnvironments provisioned() {
    return provisioned;
  }

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
        live.add(environment);
      }
      return new Taken(environment, true, false);
    } catch (Environment.InitFailure | InterruptedException e) {
      synchronized (registry) {
        limits.end(function.name);
      }
      throw e;
    }
  }

  /** One that is there; if none is, a new one is counted. */
  private Optional<Taken> find(FunctionEntity function, Version version) {
    long now = System.nanoTime();
    limits.requireRate(function, now);
    Environment ahead = provisioned.take(function.name, version, now);
    if (ahead != null) {
      return Optional.of(new Taken(ahead, false, true));
    }
    limits.requireConcurrency(function);
    if (provisioned.hasAny(function.name, version)) {
      metrics.count(function.name, HostMetrics.SPILLOVER);
    }
    Environment waiting = idle.take(function.name, version, now);
    if (waiting == null) {
      limits.requireStart(function, now);
    }
    limits.begin(function.name);
    return Optional.ofNullable(waiting).map(one -> new Taken(one, false, false));
  }

  /** A call has ended. */
  void giveBack(String function, Taken taken, boolean healthy) {
    Environment environment = taken.environment();
    synchronized (registry) {
      environment.busy = false;
      if (!taken.provisioned()) {
        limits.end(function);
      }
      boolean keep = healthy && !environment.surplus && !live.closed() && environment.isAlive();
      if (taken.provisioned()) {
        if (!keep) {
          provisioned.replace(function, environment);
          live.discard(environment);
        }
        return;
      }
      if (keep && isThere(function, environment.version)) {
        idle.keep(function, environment);
      } else {
        live.discard(environment);
      }
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

  /** The on-demand environments of a version go; busy ones after their call. */
  void forget(String function, String number) {
    idle.forget(function, number);
  }

  /** Everything of a function goes. */
  void forget(String function) {
    provisioned.release(function);
    idle.forget(function);
  }

  /** Environments of each version that are there, as {@code function:version}. */
  SortedMap<String, Integer> count(boolean provisionedOnly) {
    synchronized (registry) {
      SortedMap<String, Integer> counts = new TreeMap<>();
      provisioned.count(counts);
      if (!provisionedOnly) {
        idle.count(counts);
      }
      return counts;
    }
  }

  @Override
  public void close() {
    List<Environment> rest;
    synchronized (registry) {
      rest = live.close();
    }
    rest.forEach(Environment::close);
    site.launcher().close();
  }
}
