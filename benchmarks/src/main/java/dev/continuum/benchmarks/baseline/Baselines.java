package dev.continuum.benchmarks.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every baseline, by name. */
public final class Baselines {

  private Baselines() {}

  /** All of them, trivial ones first. */
  public static List<Baseline> all() {
    List<Baseline> all =
        new ArrayList<>(
            List.of(
                RuleOfThumb.nearestEdge(),
                RuleOfThumb.cloudOnly(),
                RuleOfThumb.deviceOnly(),
                RuleOfThumb.firstFitDecreasing(),
                new A3eRule(),
                new MostCapacityFirst(),
                new VectorBinPacking(),
                new Paps()));
    for (NeptuneModel.Rules rules : NeptuneModel.Rules.values()) {
      for (NeptuneModel.Objective objective : NeptuneModel.Objective.values()) {
        all.add(new NeptuneBaseline(rules, objective));
      }
    }
    all.add(new PlainModel("plain-highs", "HIGHS"));
    all.add(new PlainModel("plain-cp-sat", "SAT"));
    all.add(new PlainModel("plain-scip", "SCIP"));
    all.add(new MinCostFlow());
    return List.copyOf(all);
  }

  /** The one of a name. */
  public static Optional<Baseline> named(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
