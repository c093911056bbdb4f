package dev.continuum.service.replica;

import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.model.placement.Placement;
import dev.continuum.planner.PlacementChanges;
import dev.continuum.planner.PlanProposal;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.SpentBudget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Holds plans to the changes that a policy allows over time. */
final class BudgetedPlans {

  /** Devices of divisible groups are real numbers. */
  private static final double TOLERANCE = 1e-9;

  private BudgetedPlans() {}

  /**
   * Notes what a plan changes; answers why it must wait, or nothing. With a budget it counts
   * against the plan that is the latest when this is decided, whatever the planner took for that: a
   * budget is kept by the log, not by who asks. Where nothing is left of what ran, the plan does
   * not wait.
   */
  static Optional<String> within(
      Plan.Builder plan, PlanProposal proposal, ContinuumState state, long now) {
    Optional<SpentBudget> budget = state.changeBudget();
    if (budget.isEmpty()) {
      plan.setChanges(proposal.result().evaluation().reconfiguration().changes());
      return Optional.empty();
    }
    double changes =
        state
            .latestPlan()
            .map(
                (Plan before) ->
                    PlacementChanges.between(placement(before), proposal.result().placement()))
            .orElse(0.0);
    double left = budget.get().left(now);
    plan.setChanges(changes).setChangesAllowed(left);
    if (changes <= left * (1 + TOLERANCE) || proposal.request().problem().current().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "The plan found makes "
            + changes
            + " changes; the policy's budget has "
            + left
            + " left"
            + (budget.get().moreAtMs(now).isPresent()
                ? ", and more at " + Instant.ofEpochMilli(budget.get().moreAtMs(now).getAsLong())
                : "")
            + ".");
  }

  static Placement placement(Plan plan) {
    return PlacementWire.model(plan.getPlacement().toBuilder().clearUnserved().build(), List.of());
  }
}
