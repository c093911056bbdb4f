package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.route.RouteFinder;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.List;

/**
 * The whole program over sites by branch and bound (SCIP), with every place of every block in it:
 * so its bound holds for all placements that serve every device on time. For cities that are small
 * enough.
 */
final class ConfigurationTree {

  /** Larger trees do not end in ten seconds, and regions gain more on that thread. */
  private static final int MOST_VARIABLES = 8_000;

  private final Search search;
  private final NodeFunctions functions;
  private final List<GroupBlocks> everywhere;

  ConfigurationTree(Search search, SiteProgram program) {
    this.search = search;
    this.functions = program.functions();
    everywhere = program.blocks().stream().map(GroupBlocks::everywhere).toList();
  }

  /** Whether the program is small enough, and says something of all placements that matter. */
  boolean applies() {
    int variables = everywhere.stream().mapToInt(blocks -> blocks.choices.size()).sum();
    return variables <= MOST_VARIABLES && search.allOnTime() && !search.over();
  }

  /** Searches until it is proven, or there is no time left; tells what it finds. */
  void run(String source) {
    ConfigurationModel model =
        new ConfigurationModel(search.problem(), everywhere, functions.complete());
    long slack = slack();
    new Tree(search, source, value -> slack, values -> deal(values, source))
        .grow(new MixedInteger(), model.model, model.objective(), new double[0]);
  }

  private void deal(double[] values, String source) {
    PlacementState state = new PlacementState(search.problem());
    var unused = Deal.offer(search, everywhere, values, state, source);
  }

  /** What rounding to micro-units may have added to the cost of routes in the program. */
  private long slack() {
    double slack = 0;
    for (CompiledGroup group : search.problem().groups()) {
      slack += group.devices * RouteFinder.SLACK_MICROS;
    }
    return (long) Math.ceil(slack);
  }
}
