package dev.continuum.solver.exact;

import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Local search over the instances of few sites: a linear program deals the devices of all groups
 * for each choice ({@link FlowProgram}), and its prices say what another would save. Where nodes
 * are full, no move of some devices leads from one choice of what nodes serve to another. What a
 * disturbance may cost falls to nothing and begins anew (record-to-record travel, G. Dueck 1993,
 * DOI 10.1006/jcph.1993.1010).
 */
public final class FlowSearch implements Backend {

  private static final String NAME = "pools";
  private static final int TRIES = 3;
  private static final int KICKS_OF_A_FALL = 60;
  private static final double MOST_ABOVE = 0.02;

  /** What counts as better, micro-units per hour. */
  private static final double LEAST_GAIN = 10;

  private final double share;
  private final Function<Search, Optional<FlowModel>> models;

  /** For a share of the time and steps that are left. */
  public FlowSearch(double share) {
    this(share, SharedFlows::model);
  }

  /** With models of problems that suit it. */
  FlowSearch(double share, Function<Search, Optional<FlowModel>> models) {
    this.share = share;
    this.models = models;
  }

  @Override
  public void run(Search search) {
    Optional<FlowModel> model = models.apply(search);
    if (model.isPresent() && !search.over()) {
      Natives.begin();
      try (FlowProgram program = new FlowProgram(model.get())) {
        program.stayWarm();
        BooleanSupplier on = search.onFor(share);
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

    Run(Search search, FlowModel model, FlowProgram program, BooleanSupplier on) {
      this.on = on;
      this.search = search;
      this.model = model;
      this.program = program;
      moves = new FlowMoves(search.problem(), model);
      random = new SplittableRandom(search.options().seed());
    }

    void go() {
      search.incumbent().ifPresent(moves::take);
      if (!moves.any()) {
        return;
      }
      now = Double.POSITIVE_INFINITY;
      descend();
      int[] record = moves.all();
      for (int kick = 0; on.getAsBoolean(); kick++) {
        search.budget().step();
        if (kick % KICKS_OF_A_FALL == 0) {
          moves.all(record);
          now = best;
        }
        int[] before = moves.all();
        double cost = now;
        moves.disturb(random);
        now = Double.POSITIVE_INFINITY;
        descend();
        double left = 1 - kick % KICKS_OF_A_FALL / (double) KICKS_OF_A_FALL;
        if (now < best - LEAST_GAIN) {
          record = moves.all();
        } else if (now > best * (1 + MOST_ABOVE * left)) {
          moves.all(before);
          now = cost;
        }
      }
    }

    /** Makes exchanges as long as one saves something. */
    private void descend() {
      if (!solved()) {
        return;
      }
      now = program.value();
      note();
      List<FlowMoves.Exchange> promising = moves.promising(program);
      int tries = 0;
      for (int i = 0; i < promising.size() && tries < TRIES && on.getAsBoolean(); ) {
        FlowMoves.Exchange it = promising.get(i);
        moves.make(it);
        if (solved() && program.value() < now - LEAST_GAIN) {
          now = program.value();
          note();
          promising = moves.promising(program);
          tries = 0;
          i = 0;
        } else {
          moves.takeBack(it);
          tries++;
          i++;
        }
      }
    }

    private boolean solved() {
      moves.tell(program);
      return program.solve(() -> !on.getAsBoolean());
    }

    /** Deals whole devices where flows are the best so far. */
    private void note() {
      if (now < best - LEAST_GAIN) {
        best = now;
        new FlowDeal(search.problem(), model, program.values()).offer(search, NAME);
      }
    }
  }
}
