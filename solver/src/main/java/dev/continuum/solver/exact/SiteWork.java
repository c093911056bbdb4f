package dev.continuum.solver.exact;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a program over sites: it starts a bound and dives, branches where it is small,
 * and is the pattern of smaller ones. A bound and a dive may be made side by side. To be closed.
 */
final class SiteWork implements AutoCloseable {

  /** A quarter of the open nodes at each step of the first dive. */
  private static final int FIRST_SHARE = 4;

  /**
   * By which share of the relaxation's cost first dives may become dearer before they turn back.
   */
  private static final double LITTLE = 5e-4;

  private static final double SOMEWHAT = 8e-3;

  /** And with devices unserved. */
  private static final double ANY = Double.POSITIVE_INFINITY;

  /** Of the time, for a dive that would cost little. */
  private static final double SHARE_OF_DIVE = 0.1;

  private static final Duration DEAL_OF_TILE = Duration.ofMillis(300);

  private final SiteProgram program;

  /** The bound's best prices, as soon as there are some. */
  private final AtomicReference<Slack.@Nullable Prices> known = new AtomicReference<>();

  /** Prices that may be better for the bound, those at which the first dive began first. */
  private final List<double[]> offered = new CopyOnWriteArrayList<>();

  /** Of pools in the bound's branches. */
  private final List<PoolLimits> limits;

  /** Branches whose relaxation, with pools held, is cheaper than that of the first. */
  private final List<PoolLimits> cheaper = new ArrayList<>();

  private double relaxed;

  private @Nullable BlockDual dual;

  /** The bound's, and how many of the offered prices they have seen. */
  private @Nullable BlockBranches branches;

  private int taken;

  /** Whether there was a first dive. */
  private boolean placed;

  SiteWork(SiteProgram program) {
    this.program = program;
    offered.addAll(program.offers());
    limits = BlockBranches.limits(program.relaxation().needs());
  }

  /**
   * Climbs from the linear program's prices, if no placement can be better on earlier levels; the
   * next time it goes on.
   */
  void prove(Search search, BooleanSupplier stop) {
    if (!search.allOnTime()) {
      return;
    }
    if (branches == null) {
      @Nullable BlockDual all = dual(search, stop);
      if (all == null) {
        return;
      }
      branches = new BlockBranches(all, limits, program.relaxation().prices());
    }
    BlockBranches climbing = branches;
    climbing.run(
        () -> search.incumbent().orElseThrow().score().costMicros(),
        () -> taken < offered.size() ? offered.get(taken++) : null,
        stop,
        value -> {
          search.budget().step();
          search.prove(Level.COST, (long) Math.ceil(value), BoundKind.DUAL, Configurations.NAME);
          known.set(climbing.prices());
        });
  }

  /** The same each time; null if there was no time for it. */
  private @Nullable BlockDual dual(Search search, BooleanSupplier stop) {
    if (dual == null) {
      BlockDual made =
          new BlockDual(
              search.problem(),
              program.blocks(),
              program.functions(),
              program.links(),
              program.relaxation().worth(),
              stop);
      dual = stop.getAsBoolean() ? null : made;
    }
    return dual;
  }

  /** Dives from the relaxation, and deals devices out; once. */
  void place(Search search) {
    place(search, search::over);
  }

  /** The same; tiles until it is told to stop. */
  void place(Search search, BooleanSupplier stop) {
    if (placed) {
      return;
    }
    placed = true;
    if (program.isTiled()) {
      placeTiles(search, stop);
    } else if (program.dive().holdPools(search::over) && offer(search)) {
      relaxed = program.dive().micros();
      dive(search, limits.getFirst());
    }
  }

  /** Dives in each tile, and deals the devices of all. */
  private void placeTiles(Search search, BooleanSupplier end) {
    PlacementState state = new PlacementState(search.problem());
    int left = program.dives().size();
    for (ConfigurationDive dive : program.dives()) {
      BooleanSupplier on = search.onFor(1.0 / (1 + left--));
      BooleanSupplier stop = () -> end.getAsBoolean() || !on.getAsBoolean();
      if (dive.diveWithin(SOMEWHAT, FIRST_SHARE, stop)
          || (dive.solve(PoolLimits.NONE, stop) && dive.diveWithin(ANY, FIRST_SHARE, stop))) {
        var unused = new Deal(search, dive.of(), dive, DEAL_OF_TILE).addTo(state);
      }
      if (end.getAsBoolean()) {
        return;
      }
    }
    var unused = Deal.offer(search, state, Configurations.NAME);
  }

  /** After a placement: finds prices for the bound's other branches, and which are cheaper. */
  void price(Search search) {
    if (program.isTiled()) {
      return;
    }
    ConfigurationDive dive = program.dive();
    for (PoolLimits some : limits.subList(1, limits.size())) {
      if (!search.allOnTime() || search.over()) {
        return;
      }
      if (dive.solve(some, search::over)
          && offer(search)
          && dive.holdPools(search::over)
          && dive.micros() < relaxed) {
        cheaper.add(some);
      }
    }
  }

  /** After that: dives in the branches that are cheaper than the first. */
  void placeElsewhere(Search search) {
    ConfigurationDive dive = program.dive();
    for (PoolLimits some : cheaper) {
      if (dive.solve(some, search::over) && dive.holdPools(search::over)) {
        dive(search, some);
      }
    }
  }

  /**
   * Dives for little more than the relaxation; where that fails or takes long, for somewhat more,
   * if need be at any cost, and where it took long, for little again.
   */
  private void dive(Search search, PoolLimits within) {
    if (program.functions().anyPatterns()) {
      // Dives choose among few configurations there, and others improve what they lead to.
      if (program.dive().diveWithin(ANY, FIRST_SHARE, search::over)) {
        deal(search);
      }
      return;
    }
    BooleanSupplier shortly = search.onFor(SHARE_OF_DIVE);
    boolean ended = program.dive().diveWithin(LITTLE, FIRST_SHARE, () -> !shortly.getAsBoolean());
    boolean cut = !ended && !shortly.getAsBoolean();
    if (ended || diveFrom(search, within, SOMEWHAT) || diveFrom(search, within, ANY)) {
      deal(search);
    }
    if (cut && diveFrom(search, within, LITTLE)) {
      deal(search);
    }
  }

  /** From the relaxation within limits, whatever was fixed before. */
  private boolean diveFrom(Search search, PoolLimits within, double dearer) {
    ConfigurationDive dive = program.dive();
    return dive.solve(within, search::over)
        && dive.holdPools(search::over)
        && dive.diveWithin(dearer, FIRST_SHARE, search::over);
  }

  private void deal(Search search) {
    PlacementState state = new PlacementState(search.problem());
    var unused =
        new Deal(search, program.dive().of(), program.dive()).offer(state, Configurations.NAME);
  }

  /** Prices of the program's last solution, over all places. */
  private boolean offer(Search search) {
    boolean solved = new PlaceGeneration(program.dive()).run(search::over);
    if (solved) {
      offered.add(program.dive().prices());
    }
    return solved;
  }

  /**
   * Once the program is not needed to place: branches on what can be counted, where calls are few.
   */
  void count(Search search, BooleanSupplier stop) {
    if (program.isTiled() || !search.allOnTime() || !isFew()) {
      return;
    }
    @Nullable BlockDual all = dual(search, stop);
    if (all != null) {
      new CountTree(search, program, all).run(stop);
    }
  }

  /** Searches the whole program where it is small enough. */
  void search(Search search) {
    ConfigurationTree tree = new ConfigurationTree(search, program);
    if (!program.isTiled() && tree.applies()) {
      tree.run(Configurations.NAME);
    }
  }

  private boolean isFew() {
    return program.blocks().stream()
        .allMatch(of -> Split.freeCalls(of.group.routes).length <= ProgramSize.FEW_CALLS);
  }

  /** Dives again region by region, with a stream of random numbers. */
  SiteRounds rounds(Search search, int stream) {
    SplittableRandom random = new SplittableRandom(search.options().seed() + stream);
    return new SiteRounds(search, program, known::get, random);
  }

  @Override
  public void close() {
    program.close();
  }
}
