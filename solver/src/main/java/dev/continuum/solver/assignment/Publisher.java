package dev.continuum.solver.assignment;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;

/** Offers what is found and proven to a search. Thread-safe. */
final class Publisher {

  private final Search search;
  private final Instance instance;
  private final boolean mustServe;
  private double offered = Double.POSITIVE_INFINITY;
  private double proven = Double.NEGATIVE_INFINITY;
  private BoundKind lastKind = BoundKind.DUAL;

  Publisher(Search search, Instance instance) {
    this.search = search;
    this.instance = instance;
    mustServe = search.problem().groups().stream().allMatch(group -> group.serveAll);
  }

  /** Offers whole jobs, one arc each, of a cost above the base. */
  synchronized void offer(int[] arcs, double cost, String source) {
    if (cost >= offered) {
      return;
    }
    offered = cost;
    PlacementState state = new PlacementState(search.problem());
    boolean fits = true;
    for (int arc : arcs) {
      fits &= state.add(instance.job[arc], new int[] {instance.option[arc]}, 1);
    }
    offer(state, fits, source);
  }

  /** Offers divisible jobs: amounts in units of use by arc, which sum to each job's use. */
  synchronized void offer(int[] arcs, long[] amounts, double cost, String source) {
    if (cost >= offered) {
      return;
    }
    offered = cost;
    PlacementState state = new PlacementState(search.problem());
    boolean fits = true;
    for (int k = 0; k < arcs.length; k++) {
      int arc = arcs[k];
      int job = instance.job[arc];
      double devices = search.problem().groups().get(job).devices;
      fits &=
          state.add(
              job,
              new int[] {instance.option[arc]},
              devices * (amounts[k] / (double) instance.use[arc]));
    }
    offer(state, fits, source);
  }

  private void offer(PlacementState state, boolean fits, String source) {
    if (fits && state.complete()) {
      search.offer(state.snapshot(), source);
      publishBound(source);
    }
  }

  /** Proves a bound above the base. */
  synchronized void prove(double value, BoundKind kind, String source) {
    if (value > proven) {
      proven = value;
      lastKind = kind;
      publishBound(source);
    }
  }

  /** Where jobs may stay unserved the bound is one only once all are known to be servable. */
  private void publishBound(String source) {
    if (proven == Double.NEGATIVE_INFINITY || (!mustServe && offered == Double.POSITIVE_INFINITY)) {
      return;
    }
    double whole = Math.floor(instance.roundedUp(proven));
    if (Math.abs(whole) < Long.MAX_VALUE / 4.0) {
      search.prove(Level.COST, instance.base + (long) whole, lastKind, source);
    }
  }
}
