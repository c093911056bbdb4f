package dev.continuum.lambda.host;

import dev.continuum.lambda.host.FunctionEntity.Version;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * On-demand environments that wait for a call of their version: the one that waits shortest is
 * taken first, and each is ended after the keep-alive time. Guarded by the registry's lock.
 */
final class IdleEnvironments {

  private final Registry registry;
  private final HostOptions options;
  private final LiveEnvironments live;
  private final Map<Key, Deque<Environment>> idle = new HashMap<>();

  private record Key(String function, String version) {}

  IdleEnvironments(Registry registry, HostOptions options, LiveEnvironments live) {
    this.registry = registry;
    this.options = options;
    this.live = live;
  }

  /** Takes one for a call, if one waits that may serve it now. */
  @Nullable Environment take(String function, Version version, long now) {
    Deque<Environment> mine = idle.get(new Key(function, version.number()));
    if (mine == null) {
      return null;
    }
    for (Environment each : mine) {
      if (each.isAlive() && each.rate.allows(now, options.quotas().perSecond())) {
        mine.remove(each);
        each.rate.add(now);
        each.busy = true;
        return each;
      }
    }
    return null;
  }

  /** Has one wait for the next call. */
  void keep(String function, Environment environment) {
    idle.computeIfAbsent(new Key(function, environment.version.number()), key -> new ArrayDeque<>())
        .addFirst(environment);
    long generation = ++environment.generation;
    live.later(options.times().keepAlive(), () -> endUnused(function, environment, generation));
  }

  private void endUnused(String function, Environment environment, long generation) {
    synchronized (registry) {
      Deque<Environment> mine = idle.get(new Key(function, environment.version.number()));
      if (environment.generation == generation && mine != null && mine.remove(environment)) {
        live.discard(environment);
      }
    }
  }

  /** Those of a version go. */
  void forget(String function, String version) {
    Deque<Environment> mine = idle.remove(new Key(function, version));
    if (mine != null) {
      mine.forEach(live::discard);
    }
  }

  /** Those of all versions of a function go. */
  void forget(String function) {
    for (Key key : List.copyOf(idle.keySet())) {
      if (key.function().equals(function)) {
        forget(function, key.version());
      }
    }
  }

  /** Adds how many wait, by {@code function:version}. */
  void count(SortedMap<String, Integer> into) {
    idle.forEach(
        (key, some) -> into.merge(key.function() + ":" + key.version(), some.size(), Integer::sum));
  }
}
