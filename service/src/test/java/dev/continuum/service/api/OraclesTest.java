package dev.continuum.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OraclesTest {

  private final Oracles oracles = new Oracles();
  private Problem wire;
  private Placement placement;
  private Evaluation expected;

  @BeforeEach
  void solve() throws Exception {
    PlacementProblem problem = ProblemFiles.read(Path.of("..", "datasets", "tutorial.yaml"));
    wire = ProblemWire.wire(problem);
    SolveResult result =
        new PlacementSolver()
            .solve(problem, SolveOptions.DEFAULT.withSteps(20), () -> false, SolveListener.NONE);
    placement = ((SolveResult.Placed) result).placement();
    expected = PlacementEvaluator.evaluate(problem, placement);
  }

  @Test
  void aJudgeThatIsUsedAgainSaysWhatANewOneSays() {
    for (int i = 0; i < 1500; i++) {
      Problem again = wire.toBuilder().build();
      assertThat(oracles.<Evaluation>judge(again, (problem, oracle) -> oracle.evaluate(placement)))
          .isEqualTo(expected);
    }
  }

  @Test
  void manyAtOnceHaveAJudgeEach() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Evaluation>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(
            threads.submit(
                () -> oracles.judge(wire, (problem, oracle) -> oracle.evaluate(placement))));
      }
      for (Future<Evaluation> each : all) {
        assertThat(each.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void anotherProblemIsAnotherAndAnInvalidOneIsNeverKept() {
    Problem.Builder dear = wire.toBuilder();
    dear.getGroupsBuilder(0).setDevices(50);
    double fewer =
        oracles.<Double>judge(
            dear.build(), (problem, oracle) -> (double) problem.groups().getFirst().devices());
    double all =
        oracles.<Double>judge(
            wire, (problem, oracle) -> (double) problem.groups().getFirst().devices());
    assertThat(fewer).isEqualTo(50);
    assertThat(all).isEqualTo(100);
    dear.getGroupsBuilder(0).setPoint("nowhere");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> oracles.judge(dear.build(), (problem, oracle) -> 0))
          .isInstanceOf(InvalidProblemException.class);
    }
  }
}
