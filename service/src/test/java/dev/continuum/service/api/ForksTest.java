package dev.continuum.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.TopologyProto.NodeStatus;
import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.planner.ContinuumChanges;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.NodeStatusPatch;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ForksTest {

  private static final Path TUTORIAL = Path.of("..", "datasets", "tutorial.yaml");

  private final Deque<FutureTask<?>> behind = new ArrayDeque<>();
  private boolean atOnce = true;
  private final Forks forks = new Forks(new TestedCores());

  /** What is to be done in the background is done at once, or when the test says so. */
  private final class TestedCores implements Cores {
    @Override
    public <T> T onCore(Supplier<T> work) {
      return work.get();
    }

    @Override
    public <T> Future<T> inBackground(String tenant, Callable<T> work) {
      FutureTask<T> task = new FutureTask<>(work);
      behind.add(task);
      if (atOnce) {
        task.run();
      }
      return task;
    }
  }

  @Test
  void aForkIsRepairedAndAnotherOneIsNoneTheWiser() throws Exception {
    ContinuumState state = planned();
    PlanRepair more = repaired(state, demand(state, 3));
    PlanRepair same = repaired(state);
    PlanRepair again = repaired(state, demand(state, 3));

    assertThat(more).isEqualTo(again);
    assertThat(more.getFeasible()).isTrue();
    assertThat(same.getAfter()).isEqualTo(same.getBefore());
    assertThat(same.getDiff().getGroupsCount()).isZero();
    assertThat(behind).hasSize(1);
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

    assertThatThrownBy(() -> repaired(state, demand(state, 0)))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> repaired(state, Patch.newBuilder().setRemoveGroup("nobody").build()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void theStateBeforeIsForkedUntilTheNextIsCompiledUnlessTheNextIsAskedFor() throws Exception {
    ContinuumState state = planned();
    PlanRepair first = repaired(state, demand(state, 3));
    ContinuumState later = patched(state, 2);
    atOnce = false;

    Forks.Repaired meanwhile = forks.repaired(asked(0, demand(state, 3)), () -> later).get();
    Forks.Repaired still = forks.repaired(asked(1, demand(state, 3)), () -> later).get();

    assertThat(meanwhile.declaredRevision()).isEqualTo(1);
    assertThat(meanwhile.repair()).isEqualTo(first);
    assertThat(still).isEqualTo(meanwhile);
    assertThat(behind).as("one for all who ask").hasSize(2);

    behind.getLast().run();
    Forks.Repaired after = forks.repaired(asked(2, demand(state, 3)), () -> later).get();
    assertThat(after.declaredRevision()).isEqualTo(2);
    assertThat(after.repair().getAfter().getCostMicros())
        .isEqualTo(first.getAfter().getCostMicros());
  }

  @Test
  void whoAsksForWhatIsNotCompiledYetGetsItAndNotTheStateBefore() throws Exception {
    ContinuumState state = planned();
    var unused = repaired(state);
    ContinuumState later = patched(state, 2);

    assertThat(forks.repaired(asked(2), () -> later).get().declaredRevision()).isEqualTo(2);
  }

  @Test
  void aContinuumThatWasDeletedAndCreatedAgainIsNotTheOneBefore() throws Exception {
    var unused = repaired(planned());
    ContinuumState another = planned();

    Forks.Repaired fork = forks.repaired(asked(0), () -> another).get();
    assertThat(fork.repair().getDiff().getBaseRevision()).isEqualTo(1);
    assertThat(behind).as("another was compiled").hasSize(2);
  }

  @Test
  void patchesOfFewGroupsAndNodesAreTheSameEventsAsOfAll() throws Exception {
    ContinuumState state = planned();
    ForkChanges changes = new ForkChanges(state);
    var group = state.problem().getGroups(0);
    var node = state.problem().getNodes(0);
    List<List<Patch>> tried =
        List.of(
            List.of(demand(state, 7)),
            List.of(demand(state, 7), demand(state, 5)),
            List.of(Patch.newBuilder().setRemoveGroup(group.getId()).build()),
            List.of(Patch.newBuilder().setSetGroup(group.toBuilder().setId("new")).build()),
            List.of(
                demand(state, 2),
                Patch.newBuilder().setSetGroup(group.toBuilder().setId("new")).build(),
                Patch.newBuilder().setRemoveGroup("new").build()),
            List.of(
                Patch.newBuilder()
                    .setNodeStatus(
                        NodeStatusPatch.newBuilder()
                            .setNode(node.getId())
                            .setStatus(NodeStatus.NODE_STATUS_DOWN))
                    .build(),
                demand(state, 4)));
    for (List<Patch> patches : tried) {
      PlacementProblem whole = changes.whole(patches).declaredAsIs();
      assertThat(changes.after(patches).events())
          .as("%s", patches)
          .isPresent()
          .isEqualTo(ContinuumChanges.between(state.declared(), whole));
    }
  }

  private PlanRepair repaired(ContinuumState state, Patch... patches) {
    return forks.repaired(asked(0, patches), () -> state).orElseThrow().repair();
  }

  private static Forks.Asked asked(long least, Patch... patches) {
    return new Forks.Asked(new Forks.Continuum("t", "s"), List.of(patches), least);
  }

  private static Patch demand(ContinuumState state, int devices) {
    return Patch.newBuilder()
        .setDemand(
            DemandPatch.newBuilder()
                .setGroup(state.problem().getGroups(0).getId())
                .setDevices(devices))
        .build();
  }

  private static ContinuumState patched(ContinuumState state, int devices) {
    return state.after(
        Record.newBuilder()
            .setPatched(Patched.newBuilder().addPatches(demand(state, devices)))
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
