package dev.continuum.solver.assignment;

import dev.continuum.solver.BoundKind;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** The best choice of arcs for whole jobs so far, and what is proven of it. Thread-safe. */
final class WholeIncumbent {

  private static final String PROGRAM = "location program";

  private final Publisher publisher;
  private volatile double cost = Double.POSITIVE_INFINITY;
  private volatile boolean infeasible;
  private int[] choice;

  WholeIncumbent(Publisher publisher, int jobs) {
    this.publisher = publisher;
    choice = new int[jobs];
  }

  /** Its cost above the base; infinite for none. */
  double cost() {
    return cost;
  }

  boolean known() {
    return cost < Double.POSITIVE_INFINITY;
  }

  /** An arc by job; without meaning if none is known. Not to be changed. */
  synchronized int[] choice() {
    return choice;
  }

  /** Takes a choice if it is better. */
  synchronized void offer(int[] arcs, double arcsCost, String source) {
    if (arcsCost < cost) {
      cost = arcsCost;
      choice = arcs.clone();
      publisher.offer(choice, arcsCost, source);
    }
  }

  /** Takes what was found on given nodes if it is better. */
  void offer(WholeSites found) {
    if (found.bestCost() < cost) {
      offer(found.best, found.bestCost(), "sites");
    }
  }

  /** Takes a choice in which the jobs of the given arcs change, if it fits and is better. */
  void merge(Instance instance, int[] from, int[] arcs, String source) {
    int[] whole = Arrays.copyOf(from, instance.jobs);
    for (int a : arcs) {
      whole[instance.job[a]] = a;
    }
    Loads loads = new Loads(instance, whole);
    if (loads.feasible()) {
      offer(whole, loads.cost, source);
    }
  }

  /**
   * Solves a program from this choice, and takes what it finds and proves.
   *
   * @param state of nodes, as in {@link Dual}, that every better choice agrees with; those of this
   *     choice are made free again
   * @param removed arcs that no better choice uses; those of this one are put back
   */
  void solve(Instance instance, byte[] state, boolean[] removed, BooleanSupplier end) {
    int[] from = choice();
    boolean[] open = new boolean[instance.nodes];
    double[] share = new double[instance.arcs()];
    for (int a : from) {
      int i = instance.node[a];
      open[i] = true;
      share[a] = 1;
      removed[a] = false;
      state[i] = state[i] == Dual.CLOSED ? Dual.FREE : state[i];
    }
    LocationProgram.Outcome outcome =
        LocationProgram.solve(instance, state, removed, open, share, end);
    if (outcome.arcs().length > 0) {
      merge(instance, from, outcome.arcs(), PROGRAM);
    }
    prove(outcome.bound(), BoundKind.TREE, PROGRAM);
  }

  /** Publishes that nothing costs less, above the base; at most what the incumbent costs. */
  void prove(double value, BoundKind kind, String source) {
    publisher.prove(Math.min(value, cost), kind, source);
  }

  /** It was found that nothing fits at all. */
  void nothingFits() {
    infeasible = true;
  }

  boolean infeasible() {
    return infeasible;
  }
}
