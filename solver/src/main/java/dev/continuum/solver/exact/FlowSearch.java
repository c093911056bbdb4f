package dev.continuum.solver.exact;

import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.search.Together;
import dev.continuum.solver.state.CompiledPlacement;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Local search over the instances of few sites: a linear program deals the devices of all groups
 * for each choice ({@link FlowProgram}), and its prices say what another would save. Where nodes
 * are full, no move of some devices leads from one choice of what nodes serve to another. What a
 * disturbance may cost falls to nothing and begins anew (record-to-record travel, G. Dueck 1993,
 * DOI 10.1006/jcph.1993.1010).
 */
final class FlowSearch implements Backend {

  private static final String NAME = "pools";
  private static final int TRIES = 3;
  private static final int KICKS_OF_A_FALL = 60;

  /** Without a gain, before others get the time. */
  private static final int MOST_FALLS = 4;

  private static final double MOST_ABOVE = 0.02;

  /** What counts as better, micro-units per hour. */
  private static final double LEAST_GAIN = 10;

  /** Where others come after it. */
  private static final double SHARE_ALONE = 0.3;

  private final double share;
  private final FlowModels models;

  /** With what others use, too, for a share of the time and steps that are left. */
  FlowSearch(FlowModels models, double share) {
    this.models = models;
    this.share = share;
  }

  @Override
  public void run(Search search) {
    Optional<FlowModel> model = models.of(search);
    if (model.isPresent() && !search.over()) {
      Natives.begin();
      try (FlowProgram program = FlowProgram.ofInstances(model.get())) {
        BooleanSupplier on =
            search.onFor(Together.sideBySide(search) ? share : Math.min(share, SHARE_ALONE));
        new Run(search, model.get(), program, on).go();
      }
    }
  }

  /** One search. */
  private static final class Run {
    private final Search search;
    private final FlowModel model;
    private final FlowProgram program;
    private final FlowMoves moves;
    private final SplittableRandom random;
    private final BooleanSupplier on;
    private double now;
    private double best = Double.POSITIVE_INFINITY;
    private int[] record;

    Run(Search search, FlowModel model, FlowProgram program, BooleanSupplier on) {
      this.on = on;
      this.search = search;
      this.model = model;
      this.program = program;
      moves = new FlowMoves(search.problem(), model);
      record = moves.instances();
      random = new SplittableRandom(search.options().seed());
    }

    void go() {
      if (!moves.any()) {
        return;
      }
      double before = Double.POSITIVE_INFINITY;
      for (int falls = 0; falls < MOST_FALLS && on.getAsBoolean(); falls++) {
        begin();
        fall();
        falls = best < before - LEAST_GAIN ? 0 : falls;
        before = best;
      }
    }

    /** From the best instances that anybody found. */
    private void begin() {
      moves.restore(record);
      now = best;
      CompiledPlacement incumbent = search.incumbent().orElseThrow();
      if (incumbent.score().costMicros() < best - LEAST_GAIN) {
        moves.take(incumbent);
        descend();
        record = moves.instances();
      }
    }

    private void fall() {
      for (int kick = 0; kick < KICKS_OF_A_FALL && on.getAsBoolean(); kick++) {
        int[] instances = moves.instances();
        double cost = now;
        double known = best;
        moves.disturb(random);
        descend();
        double left = 1 - kick / (double) KICKS_OF_A_FALL;
        if (now < known - LEAST_GAIN) {
          record = moves.instances();
        } else if (now > known + MOST_ABOVE * left * Math.abs(known)) {
          moves.restore(instances);
          now = cost;
        }
      }
    }

    /** Makes exchanges as long as one saves something. */
    private void descend() {
      now = Double.POSITIVE_INFINITY;
      if (!solved()) {
        return;
      }
      now = program.value();
      double[] values = program.values();
      List<FlowMoves.Exchange> promising = moves.promising(program);
      int tries = 0;
      for (int i = 0; i < promising.size() && tries < TRIES && on.getAsBoolean(); ) {
        FlowMoves.Exchange it = promising.get(i);
        moves.make(it);
        if (solved() && program.value() < now - LEAST_GAIN) {
          now = program.value();
          values = program.values();
          promising = moves.promising(program);
          tries = 0;
          i = 0;
        } else {
          moves.takeBack(it);
          tries++;
          i++;
        }
      }
      if (now < best - LEAST_GAIN) {
        best = now;
        new FlowDeal(search.problem(), model, values).offer(search, NAME);
      }
    }

    private boolean solved() {
      search.budget().step();
      moves.tell(program);
      return program.solve(() -> !on.getAsBoolean());
    }
  }
}
