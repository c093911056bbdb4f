package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.Gathering;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.exact.GroupBlocks.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every way to run each block of a group's calls in each place, and what it costs: one for each
 * choice of variants. Thread-safe: what is found when it is asked for each thread finds the same.
 */
final class BlockWays {

  private static final Choice[] NONE = {};
  private static final byte UNKNOWN = 0;
  private static final byte ON_TIME = 1;
  private static final byte LATE = 2;

  private final CompiledGroup group;
  private final Split split;
  private final Cuts cuts;
  private final int nodes;

  /** By block and place, the device first. */
  private final Choice[][][] ways;

  /** Whether they are on time, beside the cheapest of all other calls. */
  private final byte[][][] timely;

  /** Each call's cheapest option by itself: a block is looked at beside these. */
  private final int[] quickest;

  BlockWays(CompiledProblem problem, GroupBlocks of, Cuts cuts) {
    group = of.group;
    split = of.split;
    this.cuts = cuts;
    nodes = problem.nodes().size;
    quickest = cheapest(group.routes);
    ways = new Choice[split.blocks().size()][nodes + 1][];
    timely = new byte[ways.length][nodes + 1][];
    for (int block = 0; block < ways.length; block++) {
      for (int place = RouteSpace.LOCAL; place < nodes; place++) {
        List<Choice> all = new ArrayList<>();
        int[] calls = split.blocks().get(block);
        addAll(problem, all, block, place, new int[calls.length], 0);
        ways[block][place + 1] = all.isEmpty() ? NONE : all.toArray(NONE);
        timely[block][place + 1] = new byte[all.size()];
      }
    }
  }

  private static int[] cheapest(RouteSpace routes) {
    int[] route = new int[routes.calls()];
    for (int call = 0; call < route.length; call++) {
      double[] fixed = routes.fixedMicros(call);
      for (int option = 1; option < fixed.length; option++) {
        route[call] = fixed[option] < fixed[route[call]] ? option : route[call];
      }
    }
    return route;
  }

  /**
   * Ways to run a block in a place; none where it cannot run, or all calls there would be late. No
   * route with one of them costs less than the sum over its blocks and what crosses between them.
   * Must not be changed.
   */
  Choice[] of(int block, int place) {
    return ways[block][place + 1];
  }

  /** The way that a route has, if it is among them. */
  @Nullable Choice of(int block, int place, int[] route) {
    int[] calls = split.blocks().get(block);
    for (Choice way : of(block, place)) {
      boolean same = true;
      for (int i = 0; i < calls.length; i++) {
        same &= way.options()[i] == route[calls[i]];
      }
      if (same) {
        return way;
      }
    }
    return null;
  }

  /** Those of a block in all places, that a test allows. */
  List<Choice> all(int block, Predicate<Choice> told) {
    List<Choice> all = new ArrayList<>();
    for (Choice[] here : ways[block]) {
      for (Choice way : here) {
        if (told.test(way)) {
          all.add(way);
        }
      }
    }
    return all;
  }

  /** Whether it is on time beside the cheapest of all other calls. */
  boolean isTimely(Choice choice) {
    byte[] known = timely[choice.block()][choice.place() + 1];
    if (known[choice.way()] == UNKNOWN) {
      // All calls together have no price where they would be late; calls that a rule gathers are
      // not beside what is cheapest.
      int[] route = beside(choice);
      boolean may = choice.block() == 0 || !isGathered(route) || onTime(route);
      known[choice.way()] = may ? ON_TIME : LATE;
    }
    return known[choice.way()] == ON_TIME;
  }

  /**
   * Whether devices that run a block themselves are late wherever the one other call runs. (Nodes
   * are seldom that slow, and looking at all of them takes long.)
   */
  boolean isHopeless(Choice choice) {
    int[] free = Split.freeCalls(group.routes);
    if (choice.place() != RouteSpace.LOCAL
        || choice.block() == 0
        || free.length != 2
        || isTimely(choice)) {
      return false;
    }
    int other = free[0] == split.blocks().get(choice.block())[0] ? free[1] : free[0];
    int[] route = beside(choice);
    for (int option = 0; option < group.routes.options(other); option++) {
      route[other] = option;
      if (onTime(route)) {
        return false;
      }
    }
    return true;
  }

  /** Adds all options of the calls from one on. */
  private void addAll(
      CompiledProblem problem, List<Choice> all, int block, int place, int[] options, int at) {
    int[] calls = split.blocks().get(block);
    if (at == calls.length) {
      Choice choice = priced(problem, block, place, options.clone(), all.size());
      if (choice != null) {
        all.add(choice);
      }
      return;
    }
    RouteSpace routes = group.routes;
    for (int o = routes.firstAt(calls[at], place); o >= 0; o = routes.nextAt(calls[at], o)) {
      if (!keepsMore(calls, calls[at], o)) {
        options[at] = o;
        addAll(problem, all, block, place, options, at + 1);
      }
    }
  }

  private @Nullable Choice priced(
      CompiledProblem problem, int block, int place, int[] options, int way) {
    int[] calls = split.blocks().get(block);
    int[] pairs = new int[place == RouteSpace.LOCAL ? 0 : calls.length];
    double micros = block == 0 ? 0 : cuts.extra(calls, place, judge());
    for (int i = 0; i < calls.length; i++) {
      micros += group.routes.fixedMicros(calls[i])[options[i]];
      if (place != RouteSpace.LOCAL) {
        pairs[i] = problem.pairs().index(group.routes.function(calls[i], options[i]), place);
      }
    }
    Choice choice = new Choice(block, place, way, options, pairs, (long) Math.floor(micros));
    if (block != 0) {
      return choice;
    }
    int[] route = beside(choice);
    return onTime(route) ? choice.at(judge().costMicros(route)) : null;
  }

  /**
   * Whether a rule keeps another call in the place of this one: then a larger block stands for
   * that.
   */
  private boolean keepsMore(int[] calls, int call, int option) {
    Gathering rules = judge().gathering();
    if (rules.isEmpty()) {
      return false;
    }
    for (int other : Split.freeCalls(group.routes)) {
      if (ConfigurationModel.indexOf(calls, other) < 0 && rules.keeps(call, option, other)) {
        return true;
      }
    }
    return false;
  }

  private boolean onTime(int[] route) {
    return judge().costMicros(route) != RouteJudge.FORBIDDEN && !judge().missesDeadline(route);
  }

  private boolean isGathered(int[] route) {
    return judge().gathering().allows(route, route.length);
  }

  private RouteJudge judge() {
    return group.routes.judge();
  }

  /** A route with the block where all other calls take what is cheapest. */
  private int[] beside(Choice choice) {
    int[] route = quickest.clone();
    int[] calls = split.blocks().get(choice.block());
    for (int i = 0; i < calls.length; i++) {
      route[calls[i]] = choice.options()[i];
    }
    return route;
  }
}
