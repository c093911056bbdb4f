package dev.continuum.solver.volume;

import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.Staircase;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.OptionTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A problem in which each group makes one call that has a choice, and nodes limit nothing but CPU:
 * an assignment of groups, whole, to nodes with one capacity. Thread-safe while nobody tells it of
 * groups that changed.
 */
final class Demands {

  /** How far rounding can lower a route's coefficient. */
  private static final double ROUNDING_MICROS = 0.51;

  final CompiledProblem problem;
  final int size;
  final int nodes;

  /** For how many groups there is room, those to come included. */
  final int room;

  /** CPU of nodes, nanocores. */
  final long[] capacity;

  /** What groups of a shape have in common. */
  private Shape[] shapes = new Shape[16];

  private final Map<Key, Integer> known = new HashMap<>();
  private final int[] shapeOf;
  private final long moveMicros;

  /**
   * Options of groups with one table and number of devices.
   *
   * @param call the call with a choice
   * @param node by option
   * @param kind by option
   * @param use by kind: CPU of all devices, nanocores
   * @param latencyAlone whether routes differ in nothing but latency and terms of the call
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Shape(int call, int devices, int[] node, int[] kind, long[] use, boolean latencyAlone) {}

  private record Key(OptionTable options, int devices) {}

  private Demands(CompiledProblem problem, int more) {
    this.problem = problem;
    this.size = problem.groups().size();
    this.nodes = problem.nodes().size;
    this.capacity =
        Arrays.stream(problem.nodes().cpuNanocores).map(cpu -> Math.max(0, cpu)).toArray();
    this.moveMicros = problem.changes().counted() ? problem.changes().moveMicros() : 0;
    room = size + more;
    shapeOf = new int[room];
  }

  /** Reads a problem, if it is of this form. */
  static Optional<Demands> of(CompiledProblem problem) {
    return of(problem, 0);
  }

  /** Reads a problem to which so many groups may come, if it is of this form. */
  static Optional<Demands> of(CompiledProblem problem, int more) {
    if (!onlyMovesArePriced(problem) || !onlyCpuLimits(problem)) {
      return Optional.empty();
    }
    Demands demands = new Demands(problem, more);
    for (int g = 0; g < demands.size; g++) {
      if (!demands.read(g)) {
        return Optional.empty();
      }
    }
    return Optional.of(demands);
  }

  /**
   * Reads what a group is now; returns whether it is of this form and has room. Shapes that no
   * group has any longer are kept, so that there is an end to those too.
   */
  boolean read(int g) {
    CompiledGroup group = group(g);
    if (g >= room || group.divisible || group.routes.judge().hasDeadline()) {
      return false;
    }
    Key key = new Key(group.routes.options(), group.devices);
    Integer index = known.get(key);
    if (index == null) {
      if (known.size() >= 2 * room) {
        return false;
      }
      Optional<Shape> shape = shape(group, problem.pairs());
      if (shape.isEmpty()) {
        return false;
      }
      index = known.size();
      shapes = index < shapes.length ? shapes : Arrays.copyOf(shapes, 2 * index);
      shapes[index] = shape.get();
      known.put(key, index);
    }
    shapeOf[g] = index;
    return true;
  }

  /** Whether nodes limit nothing but CPU. */
  static boolean onlyCpuLimits(CompiledProblem problem) {
    var nodes = problem.nodes();
    for (int n = 0; n < nodes.size; n++) {
      if (nodes.rateNanos[n] < Rounding.LARGEST || nodes.activeMicros[n] != 0) {
        return false;
      }
    }
    for (long link : problem.linkMillibits()) {
      if (link < Rounding.LARGEST) {
        return false;
      }
    }
    return problem.rules().spreads().isEmpty() && problem.rules().aparts().isEmpty();
  }

  /** Without instances nothing starts; a budget is not an assignment's. */
  private static boolean onlyMovesArePriced(CompiledProblem problem) {
    return problem.changes().budget() == Double.POSITIVE_INFINITY;
  }

  /** What moving a group onto the node of an option costs, micro-units. */
  double moveMicros(int g, int option) {
    if (moveMicros == 0) {
      return 0;
    }
    Shape shape = shape(g);
    int node = shape.node[option];
    return node == RouteSpace.LOCAL
        ? 0
        : moveMicros * Math.max(0, shape.devices - group(g).now(shape.call, node));
  }

  /** Whether moves cost anything: where a group is now is a candidate then. */
  boolean movesCost() {
    return moveMicros > 0;
  }

  private static Optional<Shape> shape(CompiledGroup group, PairTable pairs) {
    RouteSpace routes = group.routes;
    int free = -1;
    for (int v = 0; v < routes.calls(); v++) {
      boolean fixed = routes.options(v) == 1 && routes.node(v, 0) == RouteSpace.LOCAL;
      if (!fixed) {
        if (free >= 0) {
          return Optional.empty();
        }
        free = v;
      }
    }
    if (free < 0) {
      return Optional.empty();
    }
    int[] node = new int[routes.options(free)];
    int[] kind = new int[node.length];
    int kinds = 0;
    for (int o = 0; o < node.length; o++) {
      node[o] = routes.node(free, o);
      kind[o] = routes.options().kind(free, o);
      kinds = Math.max(kinds, kind[o] + 1);
      if (node[o] != RouteSpace.LOCAL
          && !takesOnlyCpu(pairs, pairs.index(routes.function(free, o), node[o]))) {
        return Optional.empty();
      }
    }
    boolean latencyAlone = routes.calls() == 1 && routes.firstAt(free, RouteSpace.LOCAL) < 0;
    long[] use = new long[kinds];
    for (int o = 0; o < node.length; o++) {
      use[kind[o]] = node[o] == RouteSpace.LOCAL ? 0 : group.devices * routes.cpuNanocores(free, o);
    }
    return Optional.of(new Shape(free, group.devices, node, kind, use, latencyAlone));
  }

  private static boolean takesOnlyCpu(PairTable pairs, int pair) {
    int function = pairs.function(pair);
    return pairs.floor[function] == 0
        && pairs.artifactBytes[function] == 0
        && pairs.acquisitionMicros[pair] == 0
        && pairs.staircase(pair).thresholdLoad(0) == Staircase.UNLIMITED;
  }

  CompiledGroup group(int g) {
    return problem.groups().get(g);
  }

  Shape shape(int g) {
    return shapes[shapeOf[g]];
  }

  /** Node of an option, or {@link RouteSpace#LOCAL}. */
  int node(int g, int option) {
    return shape(g).node[option];
  }

  /** CPU of an option, nanocores for the whole group. */
  long use(int g, int option) {
    Shape shape = shape(g);
    return shape.use[shape.kind[option]];
  }

  /** The route that takes an option. */
  int[] route(int g, int option) {
    int[] route = new int[group(g).routes.calls()];
    route[shape(g).call] = option;
    return route;
  }

  /** Cost of an option for the whole group, micro-units; infinite where it is forbidden. */
  double micros(int g, int option) {
    long each = group(g).routes.judge().costMicros(route(g, option));
    return each == RouteJudge.FORBIDDEN
        ? Double.POSITIVE_INFINITY
        : (double) each * shape(g).devices + moveMicros(g, option);
  }

  /**
   * The same at least, and within a micro-unit a device where only latency and terms count: cheap
   * where no device of its own can make routes differ in anything else.
   */
  double microsAtLeast(int g, int option) {
    Shape shape = shape(g);
    return shape.latencyAlone
        ? shape.devices * (group(g).routes.leastMicros(shape.call, option) - ROUNDING_MICROS)
            + moveMicros(g, option)
        : micros(g, option);
  }
}
