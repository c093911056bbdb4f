package dev.continuum.actuation;

import dev.continuum.model.id.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes the world like a plan: observe, compare, perform, look again. The state of the world
 * decides what is to do, never the journal; so a run that was killed is continued by running again.
 * The journal says which steps were under way then: their calls may still land, so the last look
 * comes no earlier than {@code settle} after they were sent.
 */
public final class Applier implements Actuator {

  private static final int MOST_ROUNDS = 4;
  private static final Duration LEASE_TERM = Duration.ofMinutes(2);

  private final List<Platform> platforms;
  private final StateDirectory state;
  private final Timing timing;
  private final StepListener listener;

  /**
   * When things happen.
   *
   * @param clock what time it is
   * @param sleeper how to wait
   * @param settle how long after a killed process's last step its call may still land
   */
  public record Timing(InstantSource clock, Sleeper sleeper, Duration settle) {

    /** The system's clock, and calls that land within ten seconds. */
    public static Timing system() {
      return new Timing(InstantSource.system(), Sleeper.THREAD, Duration.ofSeconds(10));
    }
  }

  /**
   * Applies plans on platforms whose nodes do not overlap.
   *
   * @param state where lease and journal are
   */
  public Applier(
      List<Platform> platforms, StateDirectory state, Timing timing, StepListener listener) {
    this.platforms = List.copyOf(platforms);
    this.state = state;
    this.timing = timing;
    this.listener = listener;
  }

  /** What {@link #apply} would do. Changes nothing and needs no lease. */
  public ChangeSet preview(Plan plan) {
    return new Survey(platforms).changes(plan);
  }

  private ChangeSet preview(Plan plan, Predicate<Step> part) {
    ChangeSet all = preview(plan);
    return new ChangeSet(
        all.basis(),
        all.steps().stream().filter(part).toList(),
        all.drift(),
        all.refusals(),
        all.notes());
  }

  /**
   * Whether the plan is stale: made for another state than the one observed, or older than the one
   * applied last.
   */
  public boolean isStale(Plan plan, ChangeSet changes) {
    OptionalLong applied = JournalReader.of(state).generation();
    return plan.basis().filter(basis -> !basis.equals(changes.basis())).isPresent()
        || (plan.generation().isPresent()
            && applied.isPresent()
            && plan.generation().getAsLong() < applied.getAsLong());
  }

  @Override
  public Applied apply(Plan plan) {
    return apply(plan, () -> true);
  }

  /**
   * As {@link #apply(Plan)}, by order of somebody who may lose the right to order meanwhile.
   *
   * @param held asked before each step; once false, no further step is made
   * @throws ActuationException CONFLICT if the right was lost
   */
  public Applied apply(Plan plan, BooleanSupplier held) {
    return apply(plan, held, step -> true);
  }

  /** As {@link #apply(Plan, BooleanSupplier)}, but only some of the steps: the others stay due. */
  Applied apply(Plan plan, BooleanSupplier held, Predicate<Step> part) {
    requireServed(plan);
    try (Lease lease = Lease.take(state, timing.clock(), LEASE_TERM)) {
      Map<String, Instant> inDoubt = JournalReader.of(state).inDoubt();
      ChangeSet first = preview(plan, part);
      if (!first.refusals().isEmpty()) {
        return outcome(Applied.State.REFUSED, first);
      }
      if (isStale(plan, first)) {
        return outcome(Applied.State.STALE, first);
      }
      if (first.steps().isEmpty() && inDoubt.isEmpty()) {
        return outcome(Applied.State.UNCHANGED, first);
      }
      try (Journal journal = Journal.open(state, timing.clock())) {
        Round round =
            new Round(platforms, plan, journal, new Permit(lease, held), listener, timing.clock());
        journal.begin(plan, lease.token(), first);
        Applied applied = perform(() -> preview(plan, part), round, first, inDoubt);
        journal.end(plan, applied.state());
        return applied;
      }
    }
  }

  private Applied perform(
      Supplier<ChangeSet> look, Round round, ChangeSet first, Map<String, Instant> inDoubt) {
    ChangeSet changes = first;
    for (int i = 0; i < MOST_ROUNDS && round.failures().isEmpty(); i++) {
      round.run(changes.steps());
      if (i == 0) {
        settle(inDoubt);
      }
      changes = look.get();
      if (changes.steps().isEmpty()) {
        break;
      }
    }
    boolean converged = round.failures().isEmpty() && changes.steps().isEmpty();
    Applied.State end = converged ? Applied.State.APPLIED : Applied.State.FAILED;
    List<Applied.Failed> failures = new ArrayList<>(round.failures());
    if (round.failures().isEmpty()) {
      changes
          .steps()
          .forEach(
              step ->
                  failures.add(
                      new Applied.Failed(
                          step,
                          "The step has no lasting effect: something undoes it.",
                          "Maybe another program owns the same object.")));
    }
    return new Applied(end, first, round.done(), failures, round.skipped());
  }

  /** Lets the calls of a killed process land, if there are any. */
  private void settle(Map<String, Instant> inDoubt) {
    inDoubt.values().stream()
        .max(Instant::compareTo)
        .map(last -> Duration.between(timing.clock().instant(), last.plus(timing.settle())))
        .filter(Duration::isPositive)
        .ifPresent(timing.sleeper()::sleep);
  }

  private void requireServed(Plan plan) {
    SortedSet<NodeId> missing = new TreeSet<>(plan.nodes());
    platforms.forEach(platform -> missing.removeAll(platform.nodes()));
    if (!missing.isEmpty()) {
      throw new ActuationException(
          ActuationException.Fault.INVALID,
          "The nodes " + missing + " of the plan must each have a target.",
          "Maybe add them to the targets file.");
    }
  }

  private static Applied outcome(Applied.State end, ChangeSet changes) {
    return new Applied(end, changes, List.of(), List.of(), List.of());
  }
}
