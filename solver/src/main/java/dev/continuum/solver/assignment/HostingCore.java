package dev.continuum.solver.assignment;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.exact.Exact;
import dev.continuum.solver.exact.RestrictedProgram;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/**
 * Solves problems of hosting: prices, sets of functions that follow from them, a local search over
 * sets, and an integer program over what reduced costs leave.
 */
final class HostingCore {

  private static final int FIRST_STEPS = 40;
  private static final int STEPS = 60;
  private static final int KICKS = 40;
  private static final int ROUNDS = 3;
  private static final int FEW_PAIRS = 600;
  private static final double SELDOM = 0.02;
  private static final int STALE_ROUNDS = 12;
  private static final double IMPROVEMENT_SHARE = 0.25;

  private final Search search;
  private final Hosting hosting;
  private final BooleanSupplier stop;
  private final HostingSets sets;
  private final boolean mustServe;
  private double bestCost = Double.POSITIVE_INFINITY;
  private boolean[] best;
  private double[] cpu;

  HostingCore(Search search, Hosting hosting) {
    this.search = search;
    this.hosting = hosting;
    stop = search::over;
    sets = new HostingSets(hosting, new SplittableRandom(search.options().seed()));
    best = new boolean[hosting.functions() * hosting.nodes()];
    cpu = new double[hosting.nodes()];
    mustServe = search.problem().groups().stream().allMatch(group -> group.serveAll);
  }

  /** Works until the search is over or nothing more is to be gained; whether anything fits. */
  boolean run() {
    HostingAscent ascent = new HostingAscent(new HostingDual(hosting));
    double guess = 1.3 * Math.max(1, ascent.bestValue);
    for (int t = 0; t < FIRST_STEPS && !stop.getAsBoolean(); t++) {
      step(ascent, known() ? bestCost : Math.max(guess, 1.05 * ascent.bestValue));
    }
    place(ascent);
    if (!known()) {
      return false;
    }
    climb(ascent);
    ascent.keepCpu();
    climb(ascent);
    if (search.options().threads() > 1 && !search.budget().stepLimited()) {
      Parallel.both(() -> improve(ascent, stop), () -> program(ascent), search::abandon);
    } else {
      long most = (long) (search.budget().remaining().toNanos() * IMPROVEMENT_SHARE);
      long until = search.budget().elapsed().toNanos() + most;
      improve(
          ascent,
          search.budget().stepLimited()
              ? stop
              : () -> stop.getAsBoolean() || search.budget().elapsed().toNanos() > until);
      program(ascent);
    }
    return true;
  }

  private void climb(HostingAscent ascent) {
    while (!ascent.exhausted() && !stop.getAsBoolean()) {
      for (int t = 0; t < STEPS && !ascent.exhausted() && !stop.getAsBoolean(); t++) {
        step(ascent, bestCost);
      }
      place(ascent);
    }
  }

  private boolean known() {
    return bestCost < Double.POSITIVE_INFINITY;
  }

  private void step(HostingAscent ascent, double target) {
    search.budget().step();
    ascent.step(target);
    publishBound(ascent);
  }

  private void publishBound(HostingAscent ascent) {
    if (mustServe || known()) {
      search.prove(
          Level.COST, (long) Math.ceil(ascent.bestValue), BoundKind.DUAL, "hosting prices");
    }
  }

  /** Sets by the dual's last best, improved; then the transport they leave. */
  private void place(HostingAscent ascent) {
    var unused = ascent.evaluate(ascent.best);
    sets.price(ascent.best, hosting.groups());
    sets.set(ascent.dual.hosted);
    double[] at = Arrays.copyOfRange(ascent.best, hosting.groups(), ascent.best.length);
    for (int round = 0; round < ROUNDS && !stop.getAsBoolean(); round++) {
      sets.descend(stop);
      double[] paid = offer(at, 0);
      if (paid.length == 0) {
        break;
      }
      for (int n = 0; n < at.length; n++) {
        at[n] = (at[n] + paid[n]) / 2;
      }
      sets.price(at, 0);
      sets.set(sets.hosted.clone());
    }
    publishBound(ascent);
  }

  private void improve(HostingAscent ascent, BooleanSupplier end) {
    sets.price(ascent.best, hosting.groups());
    sets.set(best());
    double value = sets.value();
    int stale = 0;
    while (!end.getAsBoolean() && (stale < STALE_ROUNDS || !search.budget().stepLimited())) {
      search.budget().step();
      double before = value;
      for (int k = 0; k < KICKS && !end.getAsBoolean(); k++) {
        value = sets.improve(value, end);
      }
      stale++;
      if (value < before - 1) {
        stale = 0;
        offer(cpu, 0);
        sets.price(cpu, 0);
        sets.set(sets.hosted.clone());
        value = sets.value();
      }
    }
  }

  /** Offers the transport that the sets leave; returns its prices of CPU, none if they fail. */
  private double[] offer(double[] prices, int from) {
    HostingFlow.Shares shares = HostingFlow.solve(hosting, sets.hosted, prices, from);
    if (shares == null) {
      return new double[0];
    }
    double cost = shares.micros() + hostingCost(sets.hosted);
    if (cost < bestCost && publish(shares)) {
      keep(cost, shares.cpu());
    }
    return shares.cpu();
  }

  private synchronized void keep(double cost, double[] prices) {
    bestCost = cost;
    best = sets.hosted.clone();
    cpu = prices;
  }

  private synchronized boolean[] best() {
    return best;
  }

  private double hostingCost(boolean[] hosted) {
    double sum = 0;
    int m = hosting.nodes();
    for (int n = 0; n < m; n++) {
      boolean used = false;
      for (int f = 0; f < hosting.functions(); f++) {
        if (hosted[f * m + n]) {
          used = true;
          sum += hosting.host().fixed()[f * m + n];
        }
      }
      sum += used ? hosting.host().opening()[n] : 0;
    }
    return sum;
  }

  private boolean publish(HostingFlow.Shares shares) {
    CompiledProblem problem = search.problem();
    PlacementState state = new PlacementState(problem);
    int m = hosting.nodes();
    boolean fits = true;
    for (CompiledGroup group : problem.groups()) {
      double sum = 0;
      for (int n = 0; n < m; n++) {
        sum += shares.shares()[group.index * m + n];
      }
      for (int n = 0; n < m; n++) {
        int k = group.index * m + n;
        if (shares.shares()[k] > 0) {
          int[] route = {hosting.use().option()[k]};
          fits &= state.add(group.index, route, group.devices * shares.shares()[k] / sum);
        }
      }
    }
    if (!fits || !state.complete()) {
      return false;
    }
    var unused = search.offer(state.snapshot(), "hosting");
    return true;
  }

  /** Among pairs that the dual often hosts first; then all that reduced costs leave, to the end. */
  private void program(HostingAscent ascent) {
    boolean[] out = ascent.hopeless(cost());
    if (kept(out) > FEW_PAIRS) {
      boolean[] rare = out.clone();
      boolean[] now = best();
      for (int pair = 0; pair < rare.length; pair++) {
        rare[pair] |= ascent.often[pair] < SELDOM && !now[pair];
      }
      long part = search.budget().remaining().toMillis() / 2;
      new RestrictedProgram(keeps(rare), Duration.ofMillis(part)).run(search);
      out = ascent.hopeless(cost());
    }
    if (!stop.getAsBoolean()) {
      new Exact(keeps(out)).run(search);
    }
  }

  private double cost() {
    return search.incumbent().orElseThrow().score().costMicros();
  }

  private static int kept(boolean[] out) {
    int count = 0;
    for (boolean o : out) {
      count += o ? 0 : 1;
    }
    return count;
  }

  private BiPredicate<CompiledGroup, int[]> keeps(boolean[] out) {
    int m = hosting.nodes();
    return (group, route) ->
        !out[group.routes.function(0, route[0]) * m + group.routes.node(0, route[0])];
  }
}
