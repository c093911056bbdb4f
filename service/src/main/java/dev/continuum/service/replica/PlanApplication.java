package dev.continuum.service.replica;

import dev.continuum.model.placement.Placement;
import dev.continuum.planner.Actuator;
import dev.continuum.planner.Loop;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.state.RefusedException;
import java.util.List;
import java.util.Optional;

/**
 * Brings platforms to the latest approved plan, one plan at a time, while its machine leads.
 * Confined to its machine.
 */
final class PlanApplication {

  private final ContinuumMachine machine;
  private final Loop loop;
  private final Surroundings around;
  private final Runnable failed;
  private boolean applying;
  private long term;

  /**
   * Of one machine.
   *
   * @param failed told a while after a plan could not be applied
   */
  PlanApplication(ContinuumMachine machine, Loop loop, Surroundings around, Runnable failed) {
    this.machine = machine;
    this.loop = loop;
    this.around = around;
    this.failed = failed;
  }

  /** The log is ours. */
  void begin() {
    term++;
    applying = false;
  }

  /** The log is not ours any more. */
  void end() {
    term++;
  }

  /** Applies the latest approved plan, one at a time. */
  void advance() {
    if (applying || !machine.leading()) {
      return;
    }
    Optional<Plan> next =
        machine.state().content().getPlansList().stream()
            .filter(
                plan ->
                    plan.getState() == PlanState.PLAN_STATE_APPROVED
                        || plan.getState() == PlanState.PLAN_STATE_APPLYING)
            .reduce((one, later) -> later);
    if (next.isEmpty()) {
      return;
    }
    applying = true;
    long mine = term;
    Plan plan = next.get();
    machine.submit(
        Commands.move(plan.getRevision(), PlanState.PLAN_STATE_APPLYING, "", List.of()),
        new Reply<Boolean>() {
          @Override
          public void done(Boolean moved) {
            if (mine != term) {
              return;
            }
            if (moved) {
              order(plan, mine);
            } else {
              applying = false;
              advance();
            }
          }

          @Override
          public void refused(RefusedException cause) {
            // Leading ended; whoever leads next applies the plan.
          }
        });
  }

  private void order(Plan plan, long mine) {
    if (mine != term) {
      return;
    }
    if (!machine.leaseHeld()) {
      // A busy moment outlasted the lease: the next beat renews it, or ends leading.
      var unused = loop.schedule(around.timing().beatMillis(), () -> order(plan, mine));
      return;
    }
    Optional<Placement> before = machine.state().appliedPlan().map(BudgetedPlans::placement);
    around
        .actuator()
        .apply(
            new Actuator.Order(
                machine.stream(),
                plan.getRevision(),
                machine.state().declared(),
                before,
                BudgetedPlans.placement(plan),
                machine::leaseHeld),
            report -> loop.execute(() -> reported(plan, report, mine)));
  }

  private void reported(Plan plan, Actuator.Report report, long mine) {
    if (mine != term) {
      return;
    }
    PlanState end =
        report.fault().isPresent() ? PlanState.PLAN_STATE_FAILED : PlanState.PLAN_STATE_APPLIED;
    machine.submit(
        Commands.move(plan.getRevision(), end, report.fault().orElse(""), report.observed()),
        new Reply<Boolean>() {
          @Override
          public void done(Boolean moved) {
            if (mine != term) {
              return;
            }
            applying = false;
            advance();
            if (report.fault().isPresent()) {
              failedToApply(mine);
            }
          }

          @Override
          public void refused(RefusedException cause) {
            // Leading ended; whoever leads next applies the plan again.
          }
        });
  }

  private void failedToApply(long mine) {
    var unused =
        loop.schedule(
            around.timing().retryMillis(),
            () -> {
              if (mine == term) {
                failed.run();
              }
            });
  }
}
