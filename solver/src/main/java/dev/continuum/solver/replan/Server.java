package dev.continuum.solver.replan;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.OptionTable;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.compiled.Surroundings;
import dev.continuum.solver.greedy.Construction;
import dev.continuum.solver.greedy.Guide;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.volume.NearConstruction;
import java.util.BitSet;

/**
 * Serves what is unserved of a group where it newly costs least and fits, CPU counted at its price.
 * Where one call has a choice and delays follow from distance, nodes are looked at in rings around
 * the clients until nothing farther can be cheaper; else among all options, or near ones where
 * those are too many. Not thread-safe.
 */
final class Server {

  private static final long MOST_OPTIONS = 6_000;
  private static final int NONE = -1;
  private static final double[] NO_PRICES = {};
  private static final BitSet NOWHERE = new BitSet();

  private final CompiledProblem problem;
  private final PlacementState state;
  private final Guide guide;
  private final Construction construction;
  private final NearConstruction near;
  private final double[] price;
  private final int[] ring;

  /** With prices of CPU, micro-units per nanocore by node. */
  Server(CompiledProblem problem, PlacementState state, double[] price) {
    this.problem = problem;
    this.state = state;
    this.price = price;
    guide = new Guide(problem.pairs().size());
    construction = new Construction(problem, state, guide);
    near = new NearConstruction(problem, state);
    ring = new int[problem.nodes().size];
  }

  /** Prices of CPU, bettered by whoever knows better. */
  double[] prices() {
    return price;
  }

  /** Keeps functions warm in as many zones as they must be. */
  void spread() {
    construction.spread();
  }

  /** Serves by price; returns whether all is served. */
  boolean serve(CompiledGroup group) {
    return serve(group, price, NOWHERE);
  }

  /** Serves by cost alone, away from some nodes. */
  boolean serveByCost(CompiledGroup group, BitSet avoided) {
    return serve(group, NO_PRICES, avoided);
  }

  private boolean serve(CompiledGroup group, double[] prices, BitSet avoided) {
    int call = soleChoice(group);
    if (call >= 0) {
      return serveAround(group, call, prices, avoided);
    }
    close(avoided, true);
    boolean served =
        avoided.isEmpty() && options(group) > MOST_OPTIONS && !group.divisible && near.serve(group);
    served = served || construction.serve(group);
    close(avoided, false);
    return served;
  }

  private static long options(CompiledGroup group) {
    long options = 0;
    for (int v = 0; v < group.routes.calls(); v++) {
      options += group.routes.options(v);
    }
    return options;
  }

  private void close(BitSet nodes, boolean closed) {
    for (int n = nodes.nextSetBit(0); n >= 0; n = nodes.nextSetBit(n + 1)) {
      for (int f = 0; f < problem.pairs().functions; f++) {
        guide.close(problem.pairs().index(f, n), closed);
      }
    }
  }

  /** The one call with a choice, if rings can be looked at; else negative. */
  int soleChoice(CompiledGroup group) {
    RouteSpace routes = group.routes;
    if (problem.surroundings().isEmpty() || routes.judge().hasDeadline() || group.divisible) {
      return NONE;
    }
    int free = NONE;
    for (int v = 0; v < routes.calls(); v++) {
      if (routes.options(v) != 1) {
        if (free >= 0) {
          return NONE;
        }
        free = v;
      }
    }
    boolean others = routes.calls() > 1 || routes.firstAt(Math.max(0, free), RouteSpace.LOCAL) >= 0;
    return free >= 0 && !others && routes.options(free) > 0 ? free : NONE;
  }

  private boolean serveAround(CompiledGroup group, int call, double[] prices, BitSet avoided) {
    double left = state.unserved(group.index);
    double devices = left;
    while (left > 0 && devices >= 1) {
      int option = look(group, call, devices, prices, avoided, true);
      if (option < 0 || !add(group, option, devices)) {
        devices = Math.floor(devices / 2);
      } else {
        left = state.unserved(group.index);
        devices = left;
      }
    }
    return left <= 0;
  }

  /** The cheapest option of a group, by cost alone, were there room everywhere else; or -1. */
  int dream(CompiledGroup group, int call, double devices, BitSet avoided) {
    return look(group, call, devices, NO_PRICES, avoided, false);
  }

  boolean add(CompiledGroup group, int option, double devices) {
    int[] route = {option};
    return state.put(group.index, route, devices, group.routes.judge().costMicros(route));
  }

  private int look(
      CompiledGroup group,
      int call,
      double devices,
      double[] prices,
      BitSet avoided,
      boolean fitting) {
    Surroundings around = problem.surroundings().orElseThrow();
    RouteSpace routes = group.routes;
    OptionTable options = routes.options();
    Surroundings.Law law = around.law(group, call);
    long moveMicros = problem.changes().counted() ? problem.changes().moveMicros() : 0;
    int best = NONE;
    double cheapest = Double.POSITIVE_INFINITY;
    for (int r = 0; r <= around.rings(); r++) {
      int count = around.ring(group, r, ring);
      for (int i = 0; i < count; i++) {
        int node = ring[i];
        if (avoided.get(node) || problem.nodes().cpuNanocores[node] < 0) {
          continue;
        }
        double km = around.kilometres(group, node);
        for (int o = routes.firstAt(call, node); o >= 0; o = routes.nextAt(call, o)) {
          double use = devices * options.cpuNanocores(call, o);
          double value =
              devices * (law.base()[options.kind(call, o)] + law.perKilometre() * km)
                  + (prices.length == 0 ? 0 : prices[node] * use);
          if (value >= cheapest) {
            continue;
          }
          if (moveMicros > 0) {
            value += moveMicros * Math.max(0, devices - group.now(call, node));
          }
          if (fitting && value < cheapest) {
            int pair = problem.pairs().index(routes.function(call, o), node);
            value += state.marginal(pair, devices * routes.loadNanos(call), use);
          }
          if (value < cheapest) {
            cheapest = value;
            best = o;
          }
        }
      }
      double beyond = around.beyond(group, r);
      if (beyond == Double.POSITIVE_INFINITY
          || cheapest <= devices * (law.least() + law.perKilometre() * beyond)) {
        return best;
      }
    }
    return best;
  }

  static double[] noPrices(int nodes) {
    return new double[nodes];
  }
}
