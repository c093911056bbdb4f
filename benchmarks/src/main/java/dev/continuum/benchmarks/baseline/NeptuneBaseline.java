package dev.continuum.benchmarks.baseline;

import dev.continuum.model.PlacementProblem;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * NEPTUNE, with the programs of {@link NeptuneModel}. It knows neither warm instances beyond one,
 * nor deadlines, batteries, prices or links; whole devices are rounded from its shares. What it
 * answers may therefore break rules.
 *
 * @param rules as coded or corrected
 * @param objective of step 1
 */
record NeptuneBaseline(NeptuneModel.Rules rules, NeptuneModel.Objective objective)
    implements Baseline {

  private static final long MOST_SHARES = 2_000_000;

  @Override
  public String name() {
    return "neptune-"
        + (rules == NeptuneModel.Rules.AS_CODED ? "coded-" : "")
        + objective.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Answer plan(PlacementProblem problem, Budget budget) {
    NeptuneInstance instance = NeptuneInstance.of(problem);
    if (!instance.statesDelays()) {
      return new Answer.NotApplicable("the problem states costs of serving but no delays");
    }
    long shares = (long) instance.sources().size() * instance.functions() * instance.nodes();
    if (shares > MOST_SHARES) {
      return new Answer.NotApplicable(shares + " shares are more than can be written down");
    }
    NeptuneModel model =
        new NeptuneModel(instance, rules, objective, NeptuneModel.NODES_AGAINST_DELAY);
    Optional<NeptuneModel.Plan> plan = model.solve(budget.time(), budget.threads());
    if (plan.isEmpty()) {
      return new Answer.Nothing("SCIP finds nothing in time, or the rules forbid everything");
    }
    return new Answer.Placed(
        new Ground(problem)
            .sized(new FractionalRoutes(problem, instance, plan.get().fractions()).routes()),
        OptionalLong.empty(),
        String.format(
            Locale.ROOT,
            "its own objective: step 1 %.8g; step 2 %.8g",
            plan.get().step1(),
            plan.get().step2()));
  }
}
