package dev.continuum.solver.compiled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one group: an option (function and place) for every call. Calls are in topological
 * order of the application's DAG, so a route is an int array of option numbers in that order.
 *
 * <p>Thread-safe; what is derived is computed when first asked for.
 */
public final class RouteSpace {

  /** The place of an option that runs on the client's own device. */
  public static final int LOCAL = -1;

  private static final double NANOS_PER_MICRO = 1000;

  private final OptionTable options;
  private final RouteJudge judge;
  private volatile @Nullable Derived derived;

  /** Costs and edges that follow from options and transfers. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Derived(List<double[]> fixedMicros, List<int[]> freeEdgesInto, int[] freeEdges) {}

  RouteSpace(OptionTable options, RouteJudge judge) {
    this.options = options;
    this.judge = judge;
  }

  /** Number of calls. */
  public int calls() {
    return options.calls();
  }

  /** Number of options of a call. */
  public int options(int call) {
    return options.options(call);
  }

  /** The function of an option. */
  public int function(int call, int option) {
    return options.function(call, option);
  }

  /** The node of an option, or {@link #LOCAL}. */
  public int node(int call, int option) {
    return options.node(call, option);
  }

  /** CPU an option takes on its node, nanocores per device. */
  public long cpuNanocores(int call, int option) {
    return options.cpuNanocores(call, option);
  }

  /** Load one device puts on the function that serves a call, nano-requests/s. */
  public long loadNanos(int call) {
    return options.loadNanos(call);
  }

  /** The options themselves, shared by groups that differ only in where they attach. */
  public OptionTable options() {
    return options;
  }

  /**
   * What a route costs at least where this call alone has a choice, micro-units per device: terms
   * and latency of the option, computed anew. The coefficient of the route is at most a micro-unit
   * lower.
   */
  public double leastMicros(int call, int option) {
    double nanos = options.termNanos(call, option);
    int node = options.node(call, option);
    for (int t = 0; t < judge.transfers(); t++) {
      if (judge.transferFrom(t) == call) {
        nanos += judge.transferNanosAtLeast(t, node, LOCAL);
      } else if (judge.transferTo(t) == call) {
        nanos += judge.transferNanosAtLeast(t, LOCAL, node);
      }
    }
    return nanos / NANOS_PER_MICRO;
  }

  /** Latency and other costs between options, rules on the device, and the deadline. */
  public RouteJudge judge() {
    return judge;
  }

  /**
   * What each option of a call costs at least by itself, micro-units per device: its own terms, and
   * transfers whose other end has no choice. Must not be changed.
   */
  public double[] fixedMicros(int call) {
    return derived().fixedMicros.get(call);
  }

  /** Transfers between calls that both have a choice. */
  public int[] freeEdges() {
    return derived().freeEdges;
  }

  /** Those of them whose later end in topological order is a call. */
  public int[] freeEdgesInto(int call) {
    return derived().freeEdgesInto.get(call);
  }

  /** Least cost of a transfer between two options, micro-units per device. */
  public double edgeMicros(int transfer, int fromOption, int toOption) {
    return judge.transferNanosAtLeast(
            transfer,
            node(judge.transferFrom(transfer), fromOption),
            node(judge.transferTo(transfer), toOption))
        / NANOS_PER_MICRO;
  }

  /** Least cost of a transfer from an option to any at another node, micro-units per device. */
  public double leastEdgeMicros(int transfer, int fromOption) {
    return judge.leastTransferNanos(transfer, node(judge.transferFrom(transfer), fromOption))
        / NANOS_PER_MICRO;
  }

  /** The cheapest option of a call at a node by given costs, or -1 if it has none there. */
  public int cheapestAt(int call, int node, double[] micros) {
    int at = -1;
    for (int i = firstAt(call, node); i >= 0; i = nextAt(call, i)) {
      at = at < 0 || micros[i] < micros[at] ? i : at;
    }
    return at;
  }

  /** The first option of a call at a node, or -1. */
  public int firstAt(int call, int node) {
    return options.layout().first(call, node);
  }

  /** The next option of a call at the node of another, or -1. */
  public int nextAt(int call, int option) {
    return options.layout().next()[call][option];
  }

  /** Number of routes, saturating. */
  public long size() {
    long product = 1;
    for (int[] of : options.layout().function()) {
      product *= of.length;
      if (product > 1L << 40) {
        return product;
      }
    }
    return product;
  }

  private Derived derived() {
    Derived known = derived;
    if (known == null) {
      known = derive();
      derived = known;
    }
    return known;
  }

  private Derived derive() {
    List<double[]> fixed = new ArrayList<>();
    List<List<Integer>> into = new ArrayList<>();
    for (int call = 0; call < calls(); call++) {
      double[] own = new double[options(call)];
      for (int option = 0; option < own.length; option++) {
        own[option] = options.termNanos(call, option) / NANOS_PER_MICRO;
      }
      fixed.add(own);
      into.add(new ArrayList<>());
    }
    for (int t = 0; t < judge.transfers(); t++) {
      int from = judge.transferFrom(t);
      int to = judge.transferTo(t);
      if (hasChoice(from) && hasChoice(to)) {
        into.get(Math.max(from, to)).add(t);
      } else if (hasChoice(from)) {
        for (int o = 0; o < options(from); o++) {
          fixed.get(from)[o] += nanos(t, node(from, o), soleNode(to)) / NANOS_PER_MICRO;
        }
      } else if (to != Transfer.CLIENT) {
        for (int o = 0; o < options(to); o++) {
          fixed.get(to)[o] += nanos(t, soleNode(from), node(to, o)) / NANOS_PER_MICRO;
        }
      }
    }
    List<int[]> edges =
        into.stream().map(of -> of.stream().mapToInt(Integer::intValue).toArray()).toList();
    return new Derived(fixed, edges, edges.stream().flatMapToInt(Arrays::stream).toArray());
  }

  private double nanos(int transfer, int from, int to) {
    return judge.transferNanosAtLeast(transfer, from, to);
  }

  private boolean hasChoice(int call) {
    return call != Transfer.CLIENT && options(call) > 1;
  }

  private int soleNode(int call) {
    return call == Transfer.CLIENT || options(call) == 0 ? LOCAL : node(call, 0);
  }
}
