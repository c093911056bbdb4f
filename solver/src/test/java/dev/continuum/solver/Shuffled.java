package dev.continuum.solver;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Edited;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** The same problem, declared in another order: every list whose order means nothing. */
final class Shuffled {

  private static final List<String> LISTS =
      List.of(
          "topology.nodeClasses",
          "topology.deviceClasses",
          "topology.nodes",
          "topology.accessPoints",
          "topology.links",
          "topology.delays",
          "functions",
          "apps",
          "groups",
          "rules",
          "explicitCosts");

  private Shuffled() {}

  static PlacementProblem by(long seed, PlacementProblem problem) {
    UnaryOperator<Object> mix = mixer(new SplittableRandom(seed));
    PlacementProblem mixed = problem;
    for (int a = 0; a < mixed.apps().size(); a++) {
      for (int c = 0; c < mixed.apps().get(a).calls().size(); c++) {
        mixed = Edited.edit(mixed, "apps." + a + ".calls." + c + ".variants", mix);
      }
      mixed = Edited.edit(mixed, "apps." + a + ".calls", mix);
      mixed = Edited.edit(mixed, "apps." + a + ".edges", mix);
    }
    if (mixed.current().isPresent()) {
      mixed = Edited.edit(mixed, "current.routes", mix);
      mixed = Edited.edit(mixed, "current.warm", mix);
    }
    for (String list : LISTS) {
      mixed = Edited.edit(mixed, list, mix);
    }
    return mixed;
  }

  /** Fisher and Yates. */
  private static UnaryOperator<Object> mixer(SplittableRandom random) {
    return list -> {
      List<Object> copy = new ArrayList<>((List<?>) list);
      for (int i = copy.size() - 1; i > 0; i--) {
        copy.set(i, copy.set(random.nextInt(i + 1), copy.get(i)));
      }
      return copy;
    };
  }
}
