package dev.continuum.solver.exact;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a program over sites: it starts a bound and a dive, branches where it is small,
 * and is the pattern of smaller ones. A bound and a dive may be made side by side.
 */
final class SiteWork {

  /** A quarter of the open nodes at each step of the first dive. */
  private static final int FIRST_SHARE = 4;

  /** By how much of the relaxation's cost first dives may become dearer before they turn back. */
  private static final double SOMEWHAT = 8e-3;

  private static final double LITTLE = 5e-4;

  /** Of the time, for a dive that would cost little. */
  private static final double SHARE_OF_DIVE = 0.15;

  private final SiteProgram program;

  /** The bound's best prices, as soon as there are some. */
  private final AtomicReference<Slack.@Nullable Prices> known = new AtomicReference<>();

  /** Prices that may be better for the bound, those at which the first dive began first. */
  private final List<double[]> offered = new CopyOnWriteArrayList<>();

  /** Of pools in the bound's branches. */
  private final List<PoolLimits> limits;

  SiteWork(SiteProgram program) {
    this.program = program;
    limits = BlockBranches.limits(program.relaxation().needs());
  }

  /** Climbs from the linear program's prices, if no placement can be better on earlier levels. */
  void prove(Search search) {
    if (search.allOnTime()) {
      BlockDual dual = dual(search);
      SiteProgram.Relaxation start = program.relaxation();
      AtomicInteger taken = new AtomicInteger();
      BlockBranches branches = new BlockBranches(dual, limits, start.prices());
      branches.run(
          () -> search.incumbent().orElseThrow().score().costMicros(),
          () -> taken.get() < offered.size() ? offered.get(taken.getAndIncrement()) : null,
          search::over,
          value -> {
            search.budget().step();
            search.prove(Level.COST, (long) Math.ceil(value), BoundKind.DUAL, Configurations.NAME);
            known.set(branches.prices());
          });
    }
  }

  private BlockDual dual(Search search) {
    return new BlockDual(
        search.problem(), program.blocks(), program.functions(), program.model().links);
  }

  /**
   * Dives from the relaxation, and deals devices out; then in every branch of the bound where the
   * relaxation is cheaper. Its prices there are offered to the bound.
   */
  void place(Search search) {
    ConfigurationDive dive = program.dive();
    if (!dive.holdPools(search::over) || !offer(search)) {
      return;
    }
    double first = dive.micros();
    dive(search, limits.getFirst());
    for (PoolLimits some : limits.subList(1, limits.size())) {
      if (!search.allOnTime() || !dive.solve(some, search::over) || !offer(search)) {
        return;
      }
      if (dive.micros() < first && dive.holdPools(search::over)) {
        dive(search, some);
      }
    }
  }

  /**
   * Dives for little more than the relaxation; where that fails or takes long, for somewhat more,
   * if need be at any cost, and where it took long, for little again.
   */
  private void dive(Search search, PoolLimits within) {
    ConfigurationDive dive = program.dive();
    BooleanSupplier shortly = search.onFor(SHARE_OF_DIVE);
    if (dive.diveWithin(LITTLE, FIRST_SHARE, () -> !shortly.getAsBoolean())) {
      deal(search);
      return;
    }
    boolean cut = !shortly.getAsBoolean();
    if (diveSurely(search)) {
      deal(search);
    }
    if (cut
        && dive.solve(within, search::over)
        && dive.holdPools(search::over)
        && dive.diveWithin(LITTLE, FIRST_SHARE, search::over)) {
      deal(search);
    }
  }

  private boolean diveSurely(Search search) {
    ConfigurationDive dive = program.dive();
    if (dive.solve(search::over) && dive.diveWithin(SOMEWHAT, FIRST_SHARE, search::over)) {
      return true;
    }
    return dive.solve(search::over) && dive.dive(FIRST_SHARE, search::over);
  }

  private void deal(Search search) {
    PlacementState state = new PlacementState(search.problem());
    var unused =
        new Deal(search, program.model(), program.dive()).offer(state, Configurations.NAME);
  }

  /** Prices of the program's last solution, over all places. */
  private boolean offer(Search search) {
    boolean solved = new PlaceGeneration(program.dive()).run(search::over);
    if (solved) {
      offered.add(program.dive().prices());
    }
    return solved;
  }

  /** Searches the whole program where it is small enough. */
  void branch(Search search) {
    ConfigurationTree tree = new ConfigurationTree(search, program);
    if (tree.applies()) {
      tree.run(Configurations.NAME);
    }
  }

  /** Dives again region by region, with a stream of random numbers. */
  void improve(Search search, int stream) {
    if (search.incumbent().isPresent()) {
      SplittableRandom random = new SplittableRandom(search.options().seed() + stream);
      new SiteRounds(search, program, known::get, random).run(Configurations.NAME);
    }
  }
}
