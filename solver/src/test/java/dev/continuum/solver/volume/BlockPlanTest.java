package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.solver.Metropolis;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.compiled.CompiledProblem;
import org.junit.jupiter.api.Test;

/** Blocks of calls, placed and moved, as the oracle sees them. */
class BlockPlanTest {

  @Test
  void whatIsPlacedIsWhatTheOracleSays() {
    for (long seed = 0; seed < 4; seed++) {
      PlacementProblem problem = Metropolis.drawn(seed);
      CompiledProblem compiled = CompiledProblem.of(problem);
      try (Chunks chunks = new Chunks(compiled.groups().size(), 1)) {
        BlockPlan plan = new BlockPlan(compiled, new Tiers(compiled), chunks, seed);
        plan.make();
        assertThat(BlockPlan.suits(compiled)).isTrue();
        assertThat(plan.state.unservedWeight()).isZero();
        requireAgreement(problem, compiled, plan);
        double made = plan.state.cost();
        var unused = plan.pass(false, () -> true);
        var unusedToo = plan.pass(true, () -> true);
        requireAgreement(problem, compiled, plan);
        assertThat(plan.state.cost()).isLessThanOrEqualTo(made * 1.02);
      }
    }
  }

  private static void requireAgreement(
      PlacementProblem problem, CompiledProblem compiled, BlockPlan plan) {
    Evaluation evaluation =
        PlacementEvaluator.evaluate(problem, Decoder.decode(compiled, plan.state.snapshot()));
    assertThat(evaluation.score()).isEqualTo(plan.state.score());
  }
}
