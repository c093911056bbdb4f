package dev.continuum.solver.greedy;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.compiled.RuleTable;
import dev.continuum.solver.route.RouteFinder;
import dev.continuum.solver.route.RouteFinder.Lateness;
import dev.continuum.solver.state.PlacementState;
import java.util.Arrays;
import java.util.Optional;

/**
 * Serves groups one after the other by the route that adds least to the cost where it still fits:
 * what its instances, artifacts and nodes would newly cost is a penalty on the route's options. A
 * group that does not fit whole is split.
 *
 * <p>Not thread-safe.
 */
public final class Construction {

  /** Below this share of its devices a divisible group is not split further. */
  private static final double SMALLEST_SHARE = 1e-6;

  private static final int MOST_ATTEMPTS = 8;

  private final CompiledProblem problem;
  private final PlacementState state;
  private final Guide guide;
  private final RouteFinder finder = new RouteFinder();

  /** On a state, which it changes. */
  public Construction(CompiledProblem problem, PlacementState state) {
    this(problem, state, new Guide(problem.pairs().size()));
  }

  /** The same, taking advice. */
  public Construction(CompiledProblem problem, PlacementState state, Guide guide) {
    this.problem = problem;
    this.state = state;
    this.guide = guide;
  }

  /** Keeps functions warm in as many zones as their spread asks, where that costs least. */
  public void spread() {
    for (RuleTable.SpreadRule spread : problem.rules().spreads()) {
      while (state.zonesOf(spread.function()) < spread.zones()) {
        if (!warmOneMoreZone(spread.function())) {
          break;
        }
      }
    }
  }

  /** Serves what is unserved of a group, as far as it fits; returns whether all is served. */
  public boolean serve(CompiledGroup group) {
    double left = state.unserved(group.index);
    while (left > group.devices * PlacementState.DIVISIBLE_TOLERANCE) {
      double placed = placeSome(group, left, Lateness.ON_TIME);
      if (placed == 0 && group.routes.judge().hasDeadline()) {
        placed = placeSome(group, left, Lateness.ANY);
      }
      if (placed == 0) {
        return false;
      }
      left = state.unserved(group.index);
    }
    return true;
  }

  private double placeSome(CompiledGroup group, double most, Lateness lateness) {
    double devices = most;
    double least = Math.min(most, leastShare(group));
    while (devices >= least) {
      if (attempt(group, devices, lateness)) {
        return devices;
      }
      devices = group.divisible ? devices / 2 : Math.floor(devices / 2);
    }
    return 0;
  }

  /**
   * Adds devices of a group on the one route that newly costs least where it fits, late only where
   * nothing is on time.
   *
   * @return the route, or empty where none fits
   */
  public Optional<int[]> place(CompiledGroup group, double devices) {
    boolean placed =
        attempt(group, devices, Lateness.ON_TIME)
            || (group.routes.judge().hasDeadline() && attempt(group, devices, Lateness.ANY));
    return placed ? Optional.of(finder.route()) : Optional.empty();
  }

  private boolean attempt(CompiledGroup group, double devices, Lateness lateness) {
    double[][] penalty = penalties(group, devices);
    int attempts = 0;
    while (attempts++ < MOST_ATTEMPTS && finder.find(group, penalty, lateness)) {
      int[] route = finder.route();
      if (state.put(group.index, route, devices, finder.micros())) {
        return true;
      }
      forbidOne(group, penalty, route, attempts);
    }
    return false;
  }

  private static double leastShare(CompiledGroup group) {
    return group.divisible ? group.devices * SMALLEST_SHARE : 1;
  }

  /** A route failed although each option fits alone: take one of its node options out. */
  private static void forbidOne(CompiledGroup group, double[][] penalty, int[] route, int attempt) {
    int calls = route.length;
    for (int i = 0; i < calls; i++) {
      int call = (attempt + i) % calls;
      if (group.routes.node(call, route[call]) != RouteSpace.LOCAL) {
        penalty[call][route[call]] = Double.POSITIVE_INFINITY;
        return;
      }
    }
    penalty[0][route[0]] = Double.POSITIVE_INFINITY;
  }

  /** What each option would newly cost per device, or infinity where it does not fit. */
  private double[][] penalties(CompiledGroup group, double devices) {
    RouteSpace routes = group.routes;
    PairTable pairs = problem.pairs();
    double[][] penalty = new double[routes.calls()][];
    for (int call = 0; call < routes.calls(); call++) {
      penalty[call] = new double[routes.options(call)];
      for (int option = 0; option < penalty[call].length; option++) {
        int node = routes.node(call, option);
        if (node != RouteSpace.LOCAL) {
          int pair = pairs.index(routes.function(call, option), node);
          double load = devices * routes.loadNanos(call);
          double marginal = state.marginal(pair, load, devices * routes.cpuNanocores(call, option));
          penalty[call][option] =
              (guide.advise(pair, load, marginal) + moves(group, call, node, devices)) / devices;
        }
      }
    }
    return penalty;
  }

  /** What moving devices onto a node costs, where none of the group's others leave it. */
  private double moves(CompiledGroup group, int call, int node, double devices) {
    long each = problem.changes().moveMicros();
    return each == 0 ? 0 : each * Math.max(0, devices - group.now(call, node));
  }

  private boolean warmOneMoreZone(int function) {
    PairTable pairs = problem.pairs();
    int[] order = Arrays.stream(nodesByCost(function)).mapToInt(Integer::intValue).toArray();
    int before = state.zonesOf(function);
    for (int node : order) {
      int pair = pairs.index(function, node);
      if (pairs.allowed[pair] && state.warm(pair) == 0) {
        if (state.force(pair, true) && state.zonesOf(function) > before) {
          return true;
        }
        state.force(pair, false);
      }
    }
    return false;
  }

  private Integer[] nodesByCost(int function) {
    Integer[] nodes = new Integer[problem.nodes().size];
    Arrays.setAll(nodes, n -> n);
    PairTable pairs = problem.pairs();
    Arrays.sort(
        nodes,
        java.util.Comparator.comparingLong(
            n -> {
              int pair = pairs.index(function, n);
              return pairs.keptMicros[pair]
                  + pairs.acquisitionMicros[pair]
                  + (state.warm(pair) > 0 ? 0 : problem.nodes().activeMicros[n]);
            }));
    return nodes;
  }

  /** Whether a route is one that devices may take. */
  static boolean allowed(CompiledGroup group, int[] route) {
    RouteJudge judge = group.routes.judge();
    return judge.costMicros(route) != RouteJudge.FORBIDDEN
        && !(judge.hardDeadline() && judge.missesDeadline(route));
  }
}
