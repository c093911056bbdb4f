package dev.continuum.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.proto.PlacementServiceProto.PlanRepair;
import dev.continuum.service.proto.RecordProto.Created;
import dev.continuum.service.proto.RecordProto.Patched;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForksTest {

  private static final Path TUTORIAL = Path.of("..", "datasets", "tutorial.yaml");

  private final Forks forks = new Forks();

  @Test
  void aForkIsRepairedAndAnotherOneIsNoneTheWiser() throws Exception {
    ContinuumState state = planned();
    Optional<PlanRepair> more = forks.repaired("s", state, patched(state, 3));
    Optional<PlanRepair> same = forks.repaired("s", state, state);
    Optional<PlanRepair> again = forks.repaired("s", state, patched(state, 3));

    assertThat(more).isPresent().isEqualTo(again);
    assertThat(more.get().getFeasible()).isTrue();
    assertThat(same.get().getAfter()).isEqualTo(same.get().getBefore());
    assertThat(same.get().getDiff().getGroupsCount()).isZero();
  }

  @Test
  void whatAPatchDidNotTouchIsNotConvertedAgainAndTheProblemIsTheSame() throws Exception {
    ContinuumState state = planned();
    ContinuumState after = patched(state, 3);

    assertThat(after.declared()).isEqualTo(ProblemWire.model(after.problem()));
    assertThat(after.declared().functions()).isSameAs(state.declared().functions());
    assertThat(after.declared().groups()).isNotEqualTo(state.declared().groups());
  }

  @Test
  void aChangeThatIsTriedAndDecidedAndMadeIsConvertedAndCheckedOnce() throws Exception {
    ContinuumState state = planned();
    PlacementProblem tried = patched(state, 3).declared();

    assertThat(patched(state, 3).declared()).isSameAs(tried);
    assertThat(patched(state, 4).declared()).isNotEqualTo(tried);
    assertThat(patched(state, 4).declared())
        .isEqualTo(ProblemWire.model(patched(state, 4).problem()));
  }

  @Test
  void anInvalidForkIsRefusedAsAnyInvalidProblemIs() throws Exception {
    ContinuumState state = planned();

    assertThatThrownBy(() -> forks.repaired("s", state, patched(state, 0)))
        .isInstanceOf(RefusedException.class);
  }

  private static ContinuumState patched(ContinuumState state, int devices) {
    return state.after(
        Record.newBuilder()
            .setPatched(
                Patched.newBuilder()
                    .addPatches(
                        Patch.newBuilder()
                            .setDemand(
                                DemandPatch.newBuilder()
                                    .setGroup(state.problem().getGroups(0).getId())
                                    .setDevices(devices))))
            .build());
  }

  private static ContinuumState planned() throws Exception {
    var problem = ProblemFiles.read(Files.readString(TUTORIAL), TUTORIAL.toString());
    ContinuumState created =
        ContinuumState.ABSENT.after(
            Record.newBuilder()
                .setCreated(Created.newBuilder().setProblem(ProblemWire.wire(problem)))
                .build());
    SolveResult.Placed placed =
        (SolveResult.Placed)
            new PlacementSolver()
                .solve(
                    created.declared(),
                    SolveOptions.DEFAULT.withStrategy(Strategy.GREEDY).withSteps(10));
    return created.after(
        Record.newBuilder()
            .setPlanned(
                Plan.newBuilder()
                    .setRevision(1)
                    .setState(PlanState.PLAN_STATE_APPROVED)
                    .setPlacement(PlacementWire.wire(placed.placement(), created.declared())))
            .build());
  }
}
