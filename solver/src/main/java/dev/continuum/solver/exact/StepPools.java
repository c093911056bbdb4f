package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pools of a model whose instances are counted step by step. Not thread-safe. */
final class StepPools {

  /** Below this a load is rounding, nano-requests/s. */
  private static final double NEGLIGIBLE_LOAD = 1_000;

  private final CompiledProblem problem;
  private final List<Pool> pools = new ArrayList<>();

  StepPools(CompiledProblem problem) {
    this.problem = problem;
  }

  /**
   * One of them.
   *
   * @param pair which
   * @param load of what the model chooses
   * @param room for it without any step, nano-requests/s
   * @param steps binaries, in order
   * @param carried what each adds, nano-requests/s
   * @param micros what each costs, micro-units
   */
  record Pool(
      int pair, Terms load, long room, List<Integer> steps, List<Long> carried, List<Long> micros) {

    /** How many steps the load of a solution needs. */
    int needed(double[] values) {
      double left = load.at(values) - room;
      int needed = 0;
      while (needed < steps.size() && left > NEGLIGIBLE_LOAD) {
        left -= carried.get(needed++);
      }
      return needed;
    }
  }

  void add(Pool pool) {
    pools.add(pool);
  }

  /** What each step is if every pool has the instances that its load needs. */
  Map<Integer, Long> whole(double[] values) {
    Map<Integer, Long> whole = new TreeMap<>();
    for (Pool pool : pools) {
      int needed = pool.needed(values);
      for (int i = 0; i < pool.steps.size(); i++) {
        whole.put(pool.steps.get(i), i < needed ? 1L : 0L);
      }
    }
    return whole;
  }

  /** On nodes without a memory limit, what each step is if pools have what their load needs. */
  Map<Integer, Long> held(double[] values) {
    Map<Integer, Long> whole = whole(values);
    Map<Integer, Long> held = new TreeMap<>();
    for (Pool pool : pools) {
      if (problem.nodes().hasEndlessMemory(problem.pairs().node(pool.pair))) {
        pool.steps.forEach(step -> held.put(step, whole.get(step)));
      }
    }
    return held;
  }

  /** The least and the most that each step may be within limits. */
  Map<Integer, PoolLimits.Range> within(PoolLimits limits) {
    Map<Integer, PoolLimits.Range> within = new TreeMap<>();
    for (Pool pool : pools) {
      PoolLimits.Range range = limits.of(pool.pair);
      for (int i = 0; i < pool.steps.size(); i++) {
        within.put(
            pool.steps.get(i),
            new PoolLimits.Range(i < range.least() ? 1 : 0, i < range.most() ? 1 : 0));
      }
    }
    return within;
  }

  /**
   * A pool that a solution of the relaxation uses.
   *
   * @param pair which
   * @param instances that its load needs, at least its function's floor
   * @param most it may have, no fewer
   * @param missing what these cost beyond what the solution pays, micro-units
   */
  record Need(int pair, long instances, long most, double missing) {}

  /** All pools, as their load needs them, whatever that costs. */
  List<Need> used(double[] values) {
    return pools.stream().map(pool -> need(pool, pool.needed(values), 0)).toList();
  }

  private Need need(Pool pool, int needed, double missing) {
    PairTable pairs = problem.pairs();
    long instances = Math.max(needed, pairs.floor[pairs.function(pool.pair)]);
    long most =
        Math.min(pairs.mostInstances[pool.pair], pairs.staircase(pool.pair).mostInstances());
    return new Need(pool.pair, instances, most, missing);
  }

  /** Pools whose load needs more instances than a solution pays for, those first that need most. */
  List<Need> needs(double[] values) {
    List<Need> needs = new ArrayList<>();
    for (Pool pool : pools) {
      int needed = pool.needed(values);
      double missing = 0;
      for (int i = 0; i < pool.steps.size(); i++) {
        missing += ((i < needed ? 1 : 0) - values[pool.steps.get(i)]) * pool.micros.get(i);
      }
      Need need = need(pool, needed, missing);
      if (missing > 0 && need.instances > 0 && need.instances <= need.most) {
        needs.add(need);
      }
    }
    needs.sort(Comparator.comparingDouble(need -> -need.missing));
    return needs;
  }
}
