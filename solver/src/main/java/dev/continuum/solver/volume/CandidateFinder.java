package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.compiled.Surroundings;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds a group's cheapest options under prices of CPU: by rings of nodes around its clients where
 * delays follow from distance, until nothing farther can be cheaper; else among all options. Not
 * thread-safe: it keeps its working arrays.
 */
final class CandidateFinder {

  /** What rounding can make a route's coefficient lower than its least cost, micro-units. */
  private static final double SLACK_MICROS = 1;

  private final Demands demands;
  private final Optional<Surroundings> surroundings;
  private final int width;
  private final int[] ring;

  /** A heap by reduced cost, the dearest first. */
  private final double[] reduced;

  private final int[] option;
  private int size;

  CandidateFinder(Demands demands, int width) {
    this.demands = demands;
    this.surroundings = demands.problem.surroundings();
    this.width = width;
    ring = new int[demands.nodes];
    reduced = new double[width];
    option = new int[width];
  }

  /**
   * Fills a group's candidates.
   *
   * @param price of CPU, micro-units per nanocore, by node
   * @param leastPrice the least of them
   */
  void find(int g, double[] price, double leastPrice, Candidates into) {
    size = 0;
    CompiledGroup group = demands.group(g);
    Demands.Shape shape = demands.shape(g);
    double rest =
        surroundings.isPresent()
            ? aroundClients(group, shape, surroundings.get(), price, leastPrice)
            : amongAll(group, shape, price);
    keep(g, into);
    into.others[g] = Candidates.down(rest - SLACK_MICROS * shape.devices());
  }

  /** Looks at all options; returns what the others cost at least. */
  private double amongAll(CompiledGroup group, Demands.Shape shape, double[] price) {
    boolean left = false;
    for (int o = 0; o < shape.node().length; o++) {
      double micros = shape.devices() * group.routes.leastMicros(shape.call(), o);
      left |= !offer(o, micros + priced(shape, o, price) + demands.moveMicros(group.index, o));
    }
    return left ? reduced[0] : Double.POSITIVE_INFINITY;
  }

  private static double priced(Demands.Shape shape, int o, double[] price) {
    int node = shape.node()[o];
    return node == RouteSpace.LOCAL ? 0 : price[node] * shape.use()[shape.kind()[o]];
  }

  private double aroundClients(
      CompiledGroup group,
      Demands.Shape shape,
      Surroundings around,
      double[] price,
      double leastPrice) {
    RouteSpace routes = group.routes;
    int call = shape.call();
    Surroundings.Law law = around.law(group, call);
    long leastUse = Arrays.stream(shape.use()).min().orElse(0);
    for (int o = routes.firstAt(call, RouteSpace.LOCAL); o >= 0; o = routes.nextAt(call, o)) {
      offer(o, shape.devices() * law.base()[shape.kind()[o]]);
    }
    if (demands.movesCost()) {
      offerWhereItIs(group, shape, around, law, price);
    }
    for (int r = 0; r <= around.rings(); r++) {
      int count = around.ring(group, r, ring);
      for (int i = 0; i < count; i++) {
        double km = around.kilometres(group, ring[i]);
        for (int o = routes.firstAt(call, ring[i]); o >= 0; o = routes.nextAt(call, o)) {
          if (!demands.movesCost() || group.now(call, ring[i]) == 0) {
            double each = law.base()[shape.kind()[o]] + law.perKilometre() * km;
            offer(
                o,
                shape.devices() * each
                    + priced(shape, o, price)
                    + demands.moveMicros(group.index, o));
          }
        }
      }
      double beyond = around.beyond(group, r);
      double least =
          beyond == Double.POSITIVE_INFINITY
              ? beyond
              : shape.devices() * (law.least() + law.perKilometre() * beyond)
                  + leastPrice * leastUse;
      if (beyond == Double.POSITIVE_INFINITY || (size == width && least >= reduced[0])) {
        return size < width ? Double.POSITIVE_INFINITY : reduced[0];
      }
    }
    return size < width ? Double.POSITIVE_INFINITY : reduced[0];
  }

  /** Options where the group is now, which may be farther than others are looked for. */
  private void offerWhereItIs(
      CompiledGroup group,
      Demands.Shape shape,
      Surroundings around,
      Surroundings.Law law,
      double[] price) {
    int call = shape.call();
    for (int node : group.nodesNow(call)) {
      double km = around.kilometres(group, node);
      for (int o = group.routes.firstAt(call, node); o >= 0; o = group.routes.nextAt(call, o)) {
        double each = law.base()[shape.kind()[o]] + law.perKilometre() * km;
        offer(
            o,
            shape.devices() * each + priced(shape, o, price) + demands.moveMicros(group.index, o));
      }
    }
  }

  /** Keeps an option if it is among the cheapest; returns whether nothing was left out. */
  private boolean offer(int o, double value) {
    if (size < width) {
      int at = size++;
      while (at > 0 && reduced[(at - 1) / 2] < value) {
        reduced[at] = reduced[(at - 1) / 2];
        option[at] = option[(at - 1) / 2];
        at = (at - 1) / 2;
      }
      reduced[at] = value;
      option[at] = o;
      return true;
    }
    if (value < reduced[0]) {
      sink(value, o);
    }
    return false;
  }

  private void sink(double value, int o) {
    int at = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && reduced[child + 1] > reduced[child]) {
        child++;
      }
      if (reduced[child] <= value) {
        break;
      }
      reduced[at] = reduced[child];
      option[at] = option[child];
      at = child;
      child = 2 * at + 1;
    }
    reduced[at] = value;
    option[at] = o;
  }

  /** Writes what is in the heap with its costs; forbidden options are no candidates. */
  private void keep(int g, Candidates into) {
    int base = g * into.width;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      double micros = demands.microsAtLeast(g, option[i]);
      if (micros < Double.POSITIVE_INFINITY) {
        into.option[base + kept] = option[i];
        into.micros[base + kept] = Candidates.down(micros);
        kept++;
      }
    }
    into.count[g] = (short) kept;
  }
}
