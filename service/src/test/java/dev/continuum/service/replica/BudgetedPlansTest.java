package dev.continuum.service.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.planner.PlanProposal;
import dev.continuum.planner.PlanRequest;
import dev.continuum.planner.PlanTrigger;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.RecordProto.Created;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.EffectiveProblem;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The log holds plans to the change budget of the policy, whatever the planner asks for. */
class BudgetedPlansTest {

  private static final long NOW = 1_000_000;
  private static final long WINDOW = 60_000;

  private ContinuumState state;

  BudgetedPlansTest() throws IOException {
    Problem problem = ProblemWire.wire(ProblemFiles.read(Path.of("../datasets/tutorial.yaml")));
    state =
        ContinuumState.ABSENT.after(
            Record.newBuilder()
                .setCreated(
                    Created.newBuilder()
                        .setProblem(problem)
                        .setPolicy(
                            PlannerPolicy.newBuilder()
                                .setChangeBudget(40)
                                .setChangeWindowMs(WINDOW)))
                .build());
  }

  @Test
  void whatThePolicyHasNoChangesLeftForIsHeldUntilThereAreMore() {
    publish(OptionalDouble.empty(), NOW);
    assertThat(latest().getChanges()).isZero();
    assertThat(left(NOW)).isEqualTo(40);

    demand(130);
    publish(OptionalDouble.empty(), NOW);
    assertThat(latest().getChanges()).isBetween(30.0, 40.0);
    assertThat(latest().getChangesAllowed()).isEqualTo(40);
    assertThat(left(NOW)).isEqualTo(40 - latest().getChanges());

    long revision = latest().getRevision();
    demand(150);
    publish(OptionalDouble.empty(), NOW + 1000);
    assertThat(latest().getRevision()).isEqualTo(revision);
    assertThat(state.content().getPlanningFault()).contains("the policy's budget has");

    publish(OptionalDouble.of(left(NOW + 1000)), NOW + 1000);
    assertThat(latest().getRevision()).isEqualTo(revision + 1);
    assertThat(left(NOW + 1000)).isLessThan(8);

    publish(OptionalDouble.empty(), NOW + 2 * WINDOW);
    assertThat(latest().getRevision()).isEqualTo(revision + 2);
    assertThat(state.content().getPlanningFault()).isEmpty();
  }

  @Test
  void whatIsSpentIsInTheSnapshot() {
    publish(OptionalDouble.empty(), NOW);
    demand(130);
    publish(OptionalDouble.empty(), NOW);

    assertThat(ContinuumState.of(state.content()).changeBudget()).isEqualTo(state.changeBudget());
    assertThat(state.changeBudget().orElseThrow().spent()).hasSize(1);
  }

  private Plan latest() {
    return state.latestPlan().orElseThrow();
  }

  private double left(long now) {
    return state.changeBudget().orElseThrow().left(now);
  }

  private void demand(int devices) {
    apply(
        Commands.patch(
                0,
                List.of(
                    Patch.newBuilder()
                        .setDemand(DemandPatch.newBuilder().setGroup("people").setDevices(devices))
                        .build()),
                Commands.Caller.SERVICE,
                after -> {})
            .decide(state),
        NOW);
  }

  private void publish(OptionalDouble allowance, long now) {
    var running =
        state
            .latestPlan()
            .map(plan -> EffectiveProblem.running(state.declared(), plan))
            .orElse(state.declared());
    var asked =
        allowance.isEmpty()
            ? running
            : running.toBuilder()
                .reconfiguration(running.reconfiguration().withBudget(allowance.getAsDouble()))
                .build();
    SolveResult.Placed placed =
        (SolveResult.Placed)
            new PlacementSolver()
                .solve(asked, SolveOptions.DEFAULT.withStrategy(Strategy.GREEDY).withSteps(10));
    apply(
        Commands.publish(
                new PlanProposal(
                    new PlanRequest(
                        running,
                        PlanTrigger.DECLARED,
                        state.revisions().getDeclared(),
                        0,
                        allowance),
                    placed,
                    0),
                1,
                now,
                List.of())
            .decide(state),
        now);
  }

  private void apply(Command.Decision<?> decision, long now) {
    for (Record.Builder each : decision.records()) {
      state = state.after(each.setTimeMs(now).build());
    }
  }
}
