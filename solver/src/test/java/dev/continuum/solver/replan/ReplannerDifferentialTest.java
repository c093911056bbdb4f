package dev.continuum.solver.replan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever happens, a replanned placement is worth what the oracle says of it. */
class ReplannerDifferentialTest {

  private static final SolveOptions GREEDY =
      SolveOptions.DEFAULT.withStrategy(Strategy.GREEDY).withSteps(30);

  private static final Reconfiguration PRICED =
      new Reconfiguration(OptionalDouble.empty(), 1e-4, 1e-3, 1e-3, Duration.ofHours(1));

  @Test
  void everyReplanIsJudgedAlikeByTheOracle() {
    int replans = 0;
    int broken = 0;
    for (long seed = 0; seed < 150; seed++) {
      PlacementProblem problem =
          RandomProblems.random(seed).toBuilder().reconfiguration(PRICED).build();
      if (!(new PlacementSolver().solve(problem, GREEDY) instanceof SolveResult.Placed placed)
          || problem.groups().stream().anyMatch(g -> g.splitting().name().equals("DIVISIBLE"))) {
        continue;
      }
      Replanner replanner = new Replanner(problem, placed.placement(), 1, System::nanoTime);
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 6; i++) {
        List<ContinuumEvent> events = events(replanner.problem(), random);
        Replan replan =
            i % 3 == 2
                ? replanner.improve(Duration.ofSeconds(5), StopSignal.NEVER)
                : replanner.apply(events);
        Evaluation judged = PlacementEvaluator.evaluate(replanner.problem(), replanner.placement());
        assertThat(replan.feasible() || judged.score().brokenPpm() > 0)
            .as("seed %d: %s", seed, events)
            .isTrue();
        assertThat(judged.score().unservedMicros())
            .as("seed %d: %s", seed, events)
            .isEqualTo(replan.score().unservedMicros());
        assertThat(judged.score().costMicros())
            .as("seed %d: %s", seed, events)
            .isEqualTo(replan.score().costMicros());
        if (replan.feasible()) {
          assertThat(judged.broken()).as("seed %d: %s", seed, events).isEmpty();
        }
        replans++;
        broken += replan.feasible() ? 0 : 1;
        if (random.nextBoolean() && replan.feasible()) {
          replanner.accept();
        }
      }
    }
    assertThat(replans).isGreaterThan(300);
    assertThat(broken).isLessThan(replans / 3);
  }

  private static List<ContinuumEvent> events(PlacementProblem problem, SplittableRandom random) {
    List<ContinuumEvent> events = new ArrayList<>();
    List<Node> nodes = problem.topology().nodes();
    Node node = nodes.get(random.nextInt(nodes.size()));
    if (problem.groups().isEmpty()) {
      return List.of();
    }
    ClientGroup group = problem.groups().get(random.nextInt(problem.groups().size()));
    switch (random.nextInt(6)) {
      case 0 -> events.add(new ContinuumEvent.NodeLost(node.id()));
      case 1 -> events.add(new ContinuumEvent.NodeAdded(node.withStatus(NodeStatus.UP)));
      case 2 ->
          events.add(
              new ContinuumEvent.RateChanged(
                  group.id(),
                  Rate.perSecond(group.rate().perSecond() * (0.5 + random.nextDouble()))));
      case 3 ->
          events.add(
              new ContinuumEvent.GroupMoved(
                  group.id(), nodes.get(random.nextInt(nodes.size())).id().point()));
      case 4 -> {
        if (problem.groups().size() > 1 && problem.explicitCosts().isEmpty()) {
          events.add(new ContinuumEvent.GroupLeft(group.id()));
        }
      }
      default ->
          events.add(
              new ContinuumEvent.GroupArrived(
                  named(group, new GroupId("new-" + random.nextInt(100)))));
    }
    return events;
  }

  private static ClientGroup named(ClientGroup like, GroupId id) {
    return new ClientGroup(
        id,
        like.app(),
        like.deviceClass(),
        like.point(),
        like.devices(),
        like.splitting(),
        like.rate(),
        like.arrivalScv(),
        like.access(),
        like.battery());
  }
}
