package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One order for several domains, each with a lease and a journal of its own. Every domain warms at
 * once what it shall have; calls are switched and instances let go only when the functions
 * concerned are warm in all domains that shall have them. A domain that hangs holds up no other for
 * longer than the patience, and then only what is to be taken away of its own functions: that stays
 * due and is reported. For one order; thread-safe.
 */
public final class Crossing {

  private final Duration patience;
  private final int domains;
  private final CountDownLatch awaited;

  /** Of the domains that are still warming; guarded by itself. */
  private final List<FunctionId> pending = new ArrayList<>();

  /** Those that did not get warm; guarded by {@link #pending}. */
  private final SortedSet<FunctionId> missing = new TreeSet<>();

  /**
   * An order.
   *
   * @param plans one for each domain; each of them must be applied, by a thread of its own
   * @param patience how long what is to be taken away waits for other domains
   */
  public Crossing(List<Plan> plans, Duration patience) {
    this.patience = patience;
    this.domains = plans.size();
    this.awaited = new CountDownLatch(domains);
    plans.forEach(each -> pending.addAll(functions(each)));
  }

  /**
   * Applies a domain's plan, as {@link Applier#apply(Plan, BooleanSupplier)}.
   *
   * @param applier of that domain alone
   */
  public Applied apply(Applier applier, Plan plan, BooleanSupplier held) {
    if (domains == 1) {
      return applier.apply(plan, held);
    }
    SortedSet<FunctionId> cold = functions(plan);
    Applied warmed;
    try {
      warmed = applier.apply(plan, held, step -> step.phase().compareTo(Phase.WARM) <= 0);
      if (warmed.state() != Applied.State.REFUSED && warmed.state() != Applied.State.STALE) {
        cold =
            Stream.concat(
                    warmed.failures().stream().map(Applied.Failed::step), warmed.skipped().stream())
                .map(Step::function)
                .collect(Collectors.toCollection(TreeSet::new));
      }
    } finally {
      arrive(plan, cold);
    }
    if (warmed.state() == Applied.State.REFUSED || warmed.state() == Applied.State.STALE) {
      return warmed;
    }
    SortedSet<FunctionId> waiting = others();
    Plan rest = plan.withBasis(java.util.Optional.empty());
    Applied moved = applier.apply(rest, held, step -> !waiting.contains(step.function()));
    return sum(warmed, moved, kept(applier, rest, waiting, warmed));
  }

  private static SortedSet<FunctionId> functions(Plan plan) {
    return plan.deployments().stream()
        .map(Deployment::function)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A domain has warmed what it could. */
  private void arrive(Plan plan, SortedSet<FunctionId> cold) {
    synchronized (pending) {
      functions(plan).forEach(pending::remove);
      missing.addAll(cold);
    }
    awaited.countDown();
  }

  /** Waits for the other domains; the functions that are not warm everywhere. */
  private SortedSet<FunctionId> others() {
    try {
      var unused = awaited.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (pending) {
      SortedSet<FunctionId> cold = new TreeSet<>(missing);
      cold.addAll(pending);
      return cold;
    }
  }

  /** What stays due because a function is not warm elsewhere. */
  private static List<Applied.Failed> kept(
      Applier applier, Plan plan, SortedSet<FunctionId> waiting, Applied warmed) {
    if (waiting.isEmpty() || warmed.state() == Applied.State.FAILED) {
      return List.of();
    }
    return applier.preview(plan).steps().stream()
        .filter(step -> waiting.contains(step.function()))
        .map(
            step ->
                new Applied.Failed(
                    step,
                    "It waits: " + step.function() + " is not warm in every other domain.",
                    "Maybe apply again when that domain answers."))
        .toList();
  }

  private static Applied sum(Applied warmed, Applied moved, List<Applied.Failed> kept) {
    List<Applied.Failed> failures = joined(joined(warmed.failures(), moved.failures()), kept);
    boolean unchanged =
        warmed.state() == Applied.State.UNCHANGED && moved.state() == Applied.State.UNCHANGED;
    Applied.State state =
        failures.isEmpty()
            ? unchanged ? Applied.State.UNCHANGED : Applied.State.APPLIED
            : Applied.State.FAILED;
    return new Applied(
        state,
        warmed.state() == Applied.State.UNCHANGED ? moved.changes() : warmed.changes(),
        joined(warmed.done(), moved.done()),
        failures,
        joined(warmed.skipped(), moved.skipped()));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
