package dev.continuum.solver.replan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.volume.RunningAssignment;
import dev.continuum.solver.volume.Square;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An assignment is bettered around what changed, and what is known of it stays true. */
class RipplesTest {

  private final PlacementProblem problem =
      Square.of(2_000, 30, 7).toBuilder()
          .reconfiguration(
              new Reconfiguration(OptionalDouble.empty(), 0, 0, 1e-6, Duration.ofHours(1)))
          .build();
  private final SolveResult.Placed placed = solved(problem);

  @Test
  void aNodeThatComesBackIsFilledAgain() {
    Warm warm = warm();
    Betterment betterment = new Betterment(warm);
    Ripples ripples = new Ripples(warm, betterment);
    assertThat(ripples.see()).isTrue();
    ripples.run(() -> true, new BitSet());
    double before = warm.state.cost();
    int node = 11;
    int there = warm.residents.on(node).length;
    warm.close(node);
    var unused = new Repair(warm, betterment).run(List.of());
    assertThat(ripples.see()).isTrue();
    double repaired = warm.state.cost();
    ripples.run(() -> true, new BitSet());
    double without = warm.state.cost();
    assertThat(without).isGreaterThan(before).isLessThan(repaired);
    warm.live.open(node);
    warm.accept();
    BitSet moved = new BitSet();
    assertThat(ripples.see()).isTrue();
    ripples.run(() -> true, moved);
    assertThat(warm.residents.on(node).length).isBetween(there / 2, 2 * there);
    assertThat(moved.cardinality()).isGreaterThanOrEqualTo(there / 2);
    assertThat(warm.state.cost() - before).isLessThan(0.1 * (without - before));
    Audit.requireSums(warm, warm.dirty);
  }

  @Test
  void aGroupAtATimeEndsWhereNothingPays() {
    Warm warm = warm();
    Betterment betterment = new Betterment(warm);
    Ripples ripples = new Ripples(warm, betterment);
    warm.close(3);
    BitSet moved = new Repair(warm, betterment).run(List.of());
    double repaired = warm.state.cost();
    assertThat(ripples.see()).isTrue();
    moved.stream().forEach(g -> ripples.better(g, moved));
    // Told to stop after a few groups each time, it goes on where it was.
    for (int turns = 0; turns < 2_000; turns++) {
      AtomicInteger asked = new AtomicInteger();
      ripples.run(() -> asked.incrementAndGet() <= 2, moved);
    }
    assertThat(warm.state.cost()).isLessThan(repaired);
    BitSet more = new BitSet();
    ripples.run(() -> true, more);
    assertThat(more.isEmpty()).isTrue();
  }

  /** Nodes that refuse what is thought to fit do not keep it going. */
  @Test
  void refusedMovesEnd() {
    Warm warm = warm();
    Betterment betterment = new Betterment(warm);
    Ripples ripples = new Ripples(warm, betterment);
    warm.close(3);
    var unused = new Repair(warm, betterment).run(List.of());
    warm.live.open(3);
    assertThat(ripples.see()).isTrue();
    warm.live.close(3);
    AtomicInteger asked = new AtomicInteger();
    ripples.run(() -> asked.incrementAndGet() < 100_000, new BitSet());
    assertThat(asked.get()).isLessThan(100_000);
    assertThat(warm.residents.on(3)).isEmpty();
    assertThat(ripples.see()).isTrue();
    requireTrue(warm);
  }

  /** Others leave, move and change; nodes go and come; more arrive than are expected. */
  @Test
  void anyEventsLeaveAPlanThatTheOracleAgreesWith() {
    Replanner replanner = new Replanner(problem, placed.placement(), 1, System::nanoTime);
    SplittableRandom random = new SplittableRandom(9);
    List<ClientGroup> groups = new ArrayList<>(problem.groups());
    List<Node> nodes = problem.topology().nodes();
    for (int i = 0; i < 1_500; i++) {
      ContinuumEvent event = event(random, groups, nodes, i);
      assertThat(replanner.apply(List.of(event)).feasible()).isTrue();
      if (random.nextBoolean()) {
        replanner.acceptInPlace();
      }
      var unused = replanner.improve(Duration.ofMillis(1), StopSignal.NEVER);
      assertThat(replanner.tryOut(List.of(new ContinuumEvent.NodeLost(nodes.get(7).id()))))
          .isPresent();
      if (i % 25 == 0) {
        unused = replanner.improve(Duration.ZERO, StopSignal.NEVER);
        requireTrue(replanner.warm());
      }
    }
    replanner.accept();
    Evaluation judged = PlacementEvaluator.evaluate(replanner.problem(), replanner.placement());
    assertThat(judged.broken()).isEmpty();
    assertThat(judged.score()).isEqualTo(replanner.score());
    long cold = solved(replanner.problem()).evaluation().score().costMicros();
    var unused = replanner.improve(Duration.ofSeconds(2), StopSignal.NEVER);
    assertThat((double) replanner.score().costMicros()).isLessThan(1.01 * cold);
  }

  @Test
  void theAssignmentFollowsWhoMovedOtherwise() {
    Warm warm = warm();
    Betterment betterment = new Betterment(warm);
    Ripples ripples = new Ripples(warm, betterment);
    for (int node : new int[] {2, 5, 8}) {
      warm.close(node);
      var unused = new Repair(warm, betterment).run(List.of());
      warm.live.open(node == 8 ? 2 : node);
      assertThat(ripples.see()).isTrue();
      ripples.run(() -> true, new BitSet());
      requireTrue(warm);
    }
  }

  /** What is known of the assignment against the state. */
  private static void requireTrue(Warm warm) {
    RunningAssignment running = warm.running.orElseThrow();
    for (int n = 0; n < warm.problem.nodes().size; n++) {
      assertThat(sorted(running.on(n))).isEqualTo(sorted(warm.residents.on(n)));
      assertThat(running.left(n))
          .isEqualTo(
              warm.live.isClosed(n)
                  ? 0
                  : Math.round(warm.problem.nodes().cpuNanocores[n] - warm.state.cpu(n)));
    }
  }

  /** Half here, half there: no assignment, until the group is whole again. */
  @Test
  void aSplitGroupOnlyPausesThem() {
    Replanner replanner = new Replanner(problem, placed.placement(), 1, System::nanoTime);
    ClientGroup like = problem.groups().getFirst();
    GroupId id = new GroupId("two");
    assertThat(
            replanner
                .apply(
                    List.of(
                        new ContinuumEvent.GroupArrived(
                            ClientGroup.of(id, like.app(), like.point(), 2, Rate.perSecond(1)))))
                .feasible())
        .isTrue();
    Warm warm = replanner.warm();
    Ripples ripples = new Ripples(warm, new Betterment(warm));
    CompiledGroup group = warm.problem.groups().getLast();
    assertThat(ripples.see()).isTrue();
    int option = warm.state.shares(group.index).getFirst().option(0);
    var whole = warm.state.clear(group.index);
    for (int o = 0; warm.state.unserved(group.index) > 0; o++) {
      var unused = o != option && warm.server.add(group, o, 1);
    }
    warm.touch(group);
    assertThat(warm.state.shares(group.index)).hasSize(2);
    assertThat(ripples.see()).isFalse();
    assertThat(ripples.see()).isFalse();
    var split = warm.state.clear(group.index);
    assertThat(split).hasSize(2);
    warm.state.restore(group.index, whole);
    warm.touch(group);
    assertThat(ripples.see()).isTrue();
    requireTrue(warm);
  }

  private ContinuumEvent event(
      SplittableRandom random, List<ClientGroup> groups, List<Node> nodes, int i) {
    ClientGroup group = groups.get(random.nextInt(groups.size()));
    return switch (random.nextInt(5)) {
      case 0 -> new ContinuumEvent.RateChanged(group.id(), Rate.perSecond(random.nextInt(1, 10)));
      case 1 ->
          new ContinuumEvent.GroupMoved(
              group.id(), groups.get(random.nextInt(groups.size())).point());
      case 2 -> {
        groups.remove(group);
        yield new ContinuumEvent.GroupLeft(group.id());
      }
      case 3 -> {
        ClientGroup arrived =
            ClientGroup.of(
                new GroupId("arrived-" + i), group.app(), group.point(), 1, Rate.perSecond(3));
        groups.add(arrived);
        yield new ContinuumEvent.GroupArrived(arrived);
      }
      default -> {
        Node node = nodes.get(random.nextInt(4));
        yield random.nextBoolean()
            ? new ContinuumEvent.NodeLost(new NodeId(node.id().value()))
            : new ContinuumEvent.NodeAdded(node);
      }
    };
  }

  private static int[] sorted(int[] all) {
    return Arrays.stream(all).sorted().toArray();
  }

  private Warm warm() {
    return new Warm(problem.withCurrent(placed.placement()), placed.placement(), 1);
  }

  private static SolveResult.Placed solved(PlacementProblem problem) {
    SolveOptions options = SolveOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(2));
    if (new PlacementSolver().solve(problem, options) instanceof SolveResult.Placed placed) {
      return placed;
    }
    throw new AssertionError("Not placed");
  }
}
