package dev.continuum.solver.replan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is tried out is what would happen, and leaves no trace. */
class TrialDifferentialTest {

  private static final SolveOptions GREEDY =
      SolveOptions.DEFAULT.withStrategy(Strategy.GREEDY).withSteps(30);

  @Test
  void aTrialTellsWhatHappensAndChangesNothing() {
    int trials = 0;
    for (long seed = 0; seed < 120; seed++) {
      PlacementProblem problem = RandomProblems.random(seed);
      if (!(new PlacementSolver().solve(problem, GREEDY) instanceof SolveResult.Placed placed)
          || problem.groups().stream().anyMatch(g -> g.splitting().name().equals("DIVISIBLE"))) {
        continue;
      }
      Replanner tried = new Replanner(problem, placed.placement(), 1, () -> 0);
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 6; i++) {
        List<ContinuumEvent> events = events(tried.problem(), random);
        Placement before = tried.placement();
        var score = tried.score();
        Optional<Trial> trial = tried.tryOut(events);

        assertThat(tried.score()).as("seed %d: %s", seed, events).isEqualTo(score);
        assertThat(new HashSet<>(tried.placement().routes()))
            .as("seed %d: %s", seed, events)
            .isEqualTo(new HashSet<>(before.routes()));
        assertThat(tried.placement().warm()).isEqualTo(before.warm());
        assertThat(tried.placement().acquired()).isEqualTo(before.acquired());

        Replanner fresh = new Replanner(problem, placed.placement(), 1, () -> 0);
        Replan happened = fresh.apply(events);
        if (trial.isPresent()) {
          trials++;
          assertThat(trial.get().replan().score())
              .as("seed %d: %s", seed, events)
              .isEqualTo(happened.score());
          assertThat(trial.get().replan().feasible()).isEqualTo(happened.feasible());
          assertThat(new HashSet<>(applied(before, trial.get().change()).routes()))
              .as("seed %d: %s", seed, events)
              .isEqualTo(new HashSet<>(fresh.placement().routes()));
        }
      }
    }
    assertThat(trials).isGreaterThan(200);
  }

  private static Placement applied(Placement before, PlanChange change) {
    List<dev.continuum.model.placement.RouteAssignment> routes =
        new ArrayList<>(
            before.routes().stream()
                .filter(route -> !change.groups().contains(route.group()))
                .toList());
    routes.addAll(change.routes());
    return Placement.of(routes, List.of());
  }

  private static List<ContinuumEvent> events(PlacementProblem problem, SplittableRandom random) {
    List<ContinuumEvent> events = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      ClientGroup group = problem.groups().get(random.nextInt(problem.groups().size()));
      Node node = problem.topology().nodes().get(random.nextInt(problem.topology().nodes().size()));
      events.add(
          switch (random.nextInt(4)) {
            case 0 -> new ContinuumEvent.NodeLost(node.id());
            case 1 -> new ContinuumEvent.GroupMoved(group.id(), node.id().point());
            case 2 ->
                new ContinuumEvent.RateChanged(
                    group.id(),
                    Rate.perSecond(group.rate().perSecond() * (0.3 + 2 * random.nextDouble())));
            default ->
                i == count - 1
                    ? new ContinuumEvent.GroupLeft(group.id())
                    : new ContinuumEvent.NodeLost(node.id());
          });
    }
    return events;
  }
}
