package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fix and optimise around nodes: some nodes that are near for one group choose their configurations
 * again, and all that ran there chooses its places again, by a dive in the linear program of that
 * region beside what stands. (Relaxation induced neighbourhoods with a dive inside: E. Danna, E.
 * Rothberg, C. Le Pape 2005, DOI 10.1007/s10107-004-0518-7, is the nearest kin.)
 *
 * <p>Not thread-safe; several may work for one search.
 */
final class SiteRounds {

  /** A sixth of the open nodes at each step. */
  private static final int SHARE = 6;

  private static final int MOST_NODES = 40;

  private static final int FEWEST_NODES = 2;

  /** The smallest regions have a sixth of the nodes that the largest have now. */
  private static final int PART = 6;

  /** Regions shrink where their devices are hard to deal out, and grow where they are not. */
  private static final double SHRINK = 0.7;

  private static final double GROW = 1.1;

  /** Less than this a round need not gain, micro-units. */
  private static final double LEAST_GAIN_MICROS = 10;

  /**
   * Rounds without success after which there is little left to find: a few, and so many for each
   * node that no region holds.
   */
  private static final int PATIENCE = 12;

  private static final int PATIENCE_PER_NODE = 2;

  private final Search search;
  private final CompiledProblem problem;
  private final List<GroupBlocks> blocks;
  private final NodeFunctions functions;
  private final double[] prices;
  private final Supplier<Slack.@Nullable Prices> guide;
  private final SplittableRandom random;

  /** Nodes of the largest regions now. */
  private double most = MOST_NODES;

  /** Rounds for a search; the guide gives the dual's best prices, or null before there are any. */
  SiteRounds(
      Search search,
      SiteProgram program,
      Supplier<Slack.@Nullable Prices> guide,
      SplittableRandom random) {
    this.search = search;
    this.problem = search.problem();
    this.blocks = program.blocks();
    this.functions = program.functions();
    this.prices = program.relaxation().loadPrices();
    this.guide = guide;
    this.random = random;
  }

  /** Goes on until told to stop, or nothing better is found for long. */
  void run(String source, BooleanSupplier on) {
    int outside = Math.max(0, problem.nodes().size - MOST_NODES / PART);
    int patience = PATIENCE + PATIENCE_PER_NODE * outside;
    int stale = 0;
    while (search.incumbent().isPresent() && on.getAsBoolean() && stale++ < patience) {
      search.budget().step();
      if (round(source)) {
        stale = 0;
      }
    }
  }

  private boolean round(String source) {
    CompiledPlacement incumbent = search.incumbent().orElseThrow();
    GroupBlocks centre = centre(incumbent);
    long[] warm = incumbent.warm().stream().mapToLong(Long::longValue).toArray();
    int fewest = Math.max(FEWEST_NODES, (int) most / PART);
    int nodes = random.nextInt(fewest, Math.max(fewest, (int) most) + 1);
    Region region = Region.around(problem, functions, centre, nodes, warm, random);
    PlacementState state = PlacementState.of(problem, incumbent);
    double[] before = IntStream.range(0, problem.pairs().size()).mapToDouble(state::load).toArray();
    List<List<RouteShare>> taken = take(state, region);
    Standing standing = new Standing(problem, state, region, warm, before);
    List<GroupBlocks> some = new ArrayList<>();
    for (GroupBlocks of : blocks) {
      if (!taken.get(of.group.index).isEmpty()) {
        some.add(choices(of, taken.get(of.group.index), standing));
      }
    }
    if (some.isEmpty()) {
      return false;
    }
    ConfigurationModel model = new ConfigurationModel(problem, some, functions, standing);
    try (ConfigurationDive dive = new ConfigurationDive(model)) {
      if (!dive(model, dive, region)) {
        return false;
      }
      Deal deal = new Deal(search, model, dive);
      boolean better = deal.offer(state, source);
      most = Math.clamp(most * (deal.hard() ? SHRINK : GROW), FEWEST_NODES, MOST_NODES);
      return better;
    }
  }

  /** Any group, or one where the placement is dear at the prices that are known. */
  private GroupBlocks centre(CompiledPlacement incumbent) {
    Slack.@Nullable Prices known = guide.get();
    return known == null || random.nextBoolean()
        ? blocks.get(random.nextInt(blocks.size()))
        : new Slack(problem, blocks, functions, known, incumbent).draw(random);
  }

  /** From what the nodes are now, which is a vertex to start at, to what they are better. */
  private boolean dive(ConfigurationModel model, ConfigurationDive dive, Region region) {
    for (int n = 0; n < problem.nodes().size; n++) {
      if (region.emptied()[n] && model.chosen[n].length > 0) {
        dive.hold(n, model.held[n]);
      }
    }
    if (!dive.solve(search::over)) {
      return false;
    }
    double dearest = dive.micros() - LEAST_GAIN_MICROS;
    for (int n = 0; n < problem.nodes().size; n++) {
      if (region.emptied()[n] && region.open()[n]) {
        dive.release(n);
      }
    }
    return dive.solve(search::over)
        && dive.micros() < dearest
        && dive.dive(dearest, SHARE, search::over);
  }

  /** Takes out what runs in the region; by group. */
  private List<List<RouteShare>> take(PlacementState state, Region region) {
    List<List<RouteShare>> taken = new ArrayList<>();
    for (CompiledGroup group : problem.groups()) {
      List<RouteShare> of = new ArrayList<>();
      for (RouteShare share : state.shares(group.index)) {
        if (region.touches(problem, group, share)) {
          of.add(share);
        }
      }
      for (RouteShare share : of) {
        var unused = state.add(group.index, share.route(), -share.devices());
      }
      taken.add(of);
    }
    return taken;
  }

  /** The places that taken devices may go to: where they were, the cheapest, and some others. */
  private GroupBlocks choices(GroupBlocks of, List<RouteShare> taken, Standing standing) {
    double devices = 0;
    Set<Integer> were = new HashSet<>();
    for (RouteShare share : taken) {
      devices += share.devices();
      for (int call = 0; call < of.group.routes.calls(); call++) {
        were.add(share.nodeOf(of.group, call));
      }
    }
    return of.within(
        (int) Math.rint(devices), were, choice -> fits(of, choice, standing), prices, random);
  }

  /** Whether one device fits by itself. */
  private boolean fits(GroupBlocks of, GroupBlocks.Choice choice, Standing standing) {
    if (choice.place() == RouteSpace.LOCAL || standing.open(choice.place())) {
      return true;
    }
    int[] calls = of.calls(choice);
    int[] limited = functions.of(choice.place());
    for (int i = 0; i < calls.length; i++) {
      int pair = choice.pairs()[i];
      if (ConfigurationModel.indexOf(limited, problem.pairs().function(pair)) >= 0
          && standing.room(pair) < of.group.routes.loadNanos(calls[i])) {
        return false;
      }
    }
    return true;
  }
}
