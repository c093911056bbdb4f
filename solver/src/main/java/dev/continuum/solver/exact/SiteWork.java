package dev.continuum.solver.exact;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a program over sites: it starts a bound and a dive, branches where it is small,
 * and is the pattern of smaller ones. A bound and a dive may be made side by side.
 */
final class SiteWork {

  /** Half of the open nodes at each step of the first dive: as good, and a second earlier. */
  private static final int FIRST_SHARE = 2;

  private final SiteProgram program;

  /** The bound's best prices, as soon as there are some. */
  private final AtomicReference<Slack.@Nullable Prices> known = new AtomicReference<>();

  SiteWork(SiteProgram program) {
    this.program = program;
  }

  /** Climbs from the linear program's prices, if no placement can be better on earlier levels. */
  void prove(Search search) {
    if (search.allOnTime()) {
      BlockDual dual = new BlockDual(search.problem(), program.blocks(), program.functions());
      SiteProgram.Relaxation start = program.relaxation();
      BlockBranches branches = new BlockBranches(dual, start.needs(), start.prices());
      branches.run(
          () -> search.incumbent().orElseThrow().score().costMicros(),
          search::over,
          value -> {
            search.budget().step();
            search.prove(Level.COST, (long) Math.ceil(value), BoundKind.DUAL, Configurations.NAME);
            known.set(branches.prices());
          });
    }
  }

  /** Dives from the relaxation, and deals devices out. */
  void place(Search search) {
    ConfigurationDive dive = program.dive();
    if (dive.holdPools(search::over) && dive.dive(FIRST_SHARE, search::over)) {
      PlacementState state = new PlacementState(search.problem());
      var unused = new Deal(search, program.model(), dive).offer(state, Configurations.NAME);
    }
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
