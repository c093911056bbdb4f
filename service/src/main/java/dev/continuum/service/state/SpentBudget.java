package dev.continuum.service.state;

import dev.continuum.planner.ChangeBudget;
import dev.continuum.service.proto.ContinuumProto.Continuum;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshotOrBuilder;
import dev.continuum.service.proto.RecordProto.SpentChanges;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The changes that a policy allows over time, and those that published plans made. Immutable.
 *
 * @param budget of the policy
 * @param spent of it
 */
public record SpentBudget(ChangeBudget budget, List<ChangeBudget.Spent> spent) {

  private static final long WINDOW_MS = 3_600_000;
  private static final long SHORTEST_MS = 1000;
  private static final long LONGEST_MS = 604_800_000;

  /** Copies the list. */
  public SpentBudget {
    spent = List.copyOf(spent);
  }

  /** Of a continuum; empty if its policy has none. */
  static Optional<SpentBudget> of(ContinuumSnapshotOrBuilder content) {
    PlannerPolicy policy = content.getPolicy();
    return policy.hasChangeBudget()
        ? Optional.of(
            new SpentBudget(
                new ChangeBudget(
                    Math.max(0, policy.getChangeBudget()),
                    Duration.ofMillis(
                        policy.hasChangeWindowMs()
                            ? Math.clamp(policy.getChangeWindowMs(), SHORTEST_MS, LONGEST_MS)
                            : WINDOW_MS)),
                content.getSpentList().stream()
                    .map(each -> new ChangeBudget.Spent(each.getUntilMs(), each.getChanges()))
                    .toList()))
        : Optional.empty();
  }

  /**
   * Refuses a budget or window that cannot be kept.
   *
   * @throws RefusedException naming the field
   */
  public static void requireValid(PlannerPolicy policy) {
    if (policy.hasChangeBudget()
        && !(policy.getChangeBudget() >= 0 && Double.isFinite(policy.getChangeBudget()))) {
      throw new RefusedException(
          RefusedException.Kind.INVALID,
          "The change_budget (" + policy.getChangeBudget() + ") must be 0 or more.");
    }
    if (policy.hasChangeWindowMs()
        && (policy.getChangeWindowMs() < SHORTEST_MS || policy.getChangeWindowMs() > LONGEST_MS)) {
      throw new RefusedException(
          RefusedException.Kind.INVALID,
          "The change_window_ms ("
              + policy.getChangeWindowMs()
              + ") must be from 1,000 to 604,800,000.");
    }
  }

  /** How many changes are left now. */
  public double left(long nowMs) {
    return budget.left(spent, nowMs);
  }

  /** When the next of what was spent comes back, ms since 1970; empty if nothing is spent. */
  public OptionalLong moreAtMs(long nowMs) {
    return budget.moreAtMillis(spent, nowMs);
  }

  /** Tells readers what is left. */
  public void tell(Continuum.Builder to, long nowMs) {
    to.setChangesLeft(left(nowMs));
    moreAtMs(nowMs).ifPresent(to::setChangesMoreMs);
  }

  /** Writes down that a plan made changes. */
  void spend(double changes, long nowMs, ContinuumSnapshot.Builder content) {
    content.clearSpent();
    budget
        .after(spent, nowMs, changes)
        .forEach(
            each ->
                content.addSpent(
                    SpentChanges.newBuilder()
                        .setUntilMs(each.untilMillis())
                        .setChanges(each.changes())));
  }
}
