package dev.continuum.service.api;

import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.PlacementServiceProto.PlanRepair;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Repairs forks of continua. The compiled form of a continuum is made when it is first asked about,
 * in the background and once for all who ask; a fork then takes time in proportion to what its
 * patches touch. When what is declared or the latest plan has changed, forks are of the form that
 * there is until the next is made. A few continua are kept; of the tenant with most of them the one
 * that was asked about longest ago goes first. Thread-safe; forks of one continuum are tried out
 * one after the other.
 */
final class Forks {

  private static final int MOST_KEPT = 4;

  private final Cores cores;
  private final Map<Continuum, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** A tenant's continuum of this name. */
  record Continuum(String tenant, String name) {}

  /** Of one continuum; guarded by the map. */
  private static final class Kept {
    @Nullable ForkBase ready;
    @Nullable Future<ForkBase> coming;
  }

  /** Compiled in the background of calls that need a core. */
  Forks(Cores cores) {
    this.cores = cores;
  }

  /**
   * A fork that was repaired.
   *
   * @param repair its plan
   * @param declaredRevision what was forked
   */
  record Repaired(PlanRepair repair, long declaredRevision) {}

  /**
   * What a caller asks.
   *
   * @param continuum which
   * @param patches what would change
   * @param leastDeclared the declared revision that has to be forked at least
   */
  record Asked(Continuum continuum, List<Patch> patches, long leastDeclared) {}

  /**
   * The repaired plan of a fork; empty where there is no plan to repair, or where the fork differs
   * in more than events can tell.
   *
   * @param now the continuum as it is when this is asked
   * @throws RefusedException if the fork is invalid, or nobody waits for it any more
   */
  Optional<Repaired> repaired(Asked asked, Supplier<ContinuumState> now) {
    while (true) {
      ContinuumState state = now.get();
      Optional<Plan> latest = state.latestPlan();
      if (latest.isEmpty()) {
        return Optional.empty();
      }
      Found found = find(asked, state, latest.get());
      if (found.ready().isPresent()) {
        ForkBase base = found.ready().get();
        return cores
            .onCore(() -> base.repaired(asked.patches()))
            .map(repair -> new Repaired(repair, base.declaredRevision()));
      }
      // What comes may be of a state before the one that is asked for: then another comes.
      var unused = Solves.await(found.coming());
    }
  }

  private record Found(Optional<ForkBase> ready, Future<ForkBase> coming) {}

  private Found find(Asked asked, ContinuumState state, Plan plan) {
    synchronized (kept) {
      Kept known = kept.computeIfAbsent(asked.continuum(), continuum -> new Kept());
      if (kept.size() > MOST_KEPT) {
        forgetOne(asked.continuum());
      }
      Optional<ForkBase> ready = Optional.ofNullable(known.ready);
      Future<ForkBase> coming = known.coming;
      if (coming == null
          || (coming.isDone()
              && ready.filter(base -> base.isOf(state, plan) && !base.worn()).isEmpty())) {
        coming = cores.inBackground(asked.continuum().tenant(), () -> compiled(known, state, plan));
        known.coming = coming;
      }
      return new Found(
          ready.filter(
              base -> base.precedes(state) && base.declaredRevision() >= asked.leastDeclared()),
          coming);
    }
  }

  /** A tenant that asks about many continua does not make another's go. */
  private void forgetOne(Continuum butThis) {
    Map<String, Long> counts =
        kept.keySet().stream()
            .collect(Collectors.groupingBy(Continuum::tenant, Collectors.counting()));
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    kept.keySet().stream()
        .filter(each -> !each.equals(butThis) && counts.getOrDefault(each.tenant(), 0L) == most)
        .findFirst()
        .or(() -> kept.keySet().stream().filter(each -> !each.equals(butThis)).findFirst())
        .ifPresent(kept::remove);
  }

  private ForkBase compiled(Kept known, ContinuumState state, Plan plan) {
    ForkBase made = new ForkBase(state, plan);
    synchronized (kept) {
      known.ready = made;
    }
    return made;
  }
}
