package dev.continuum.benchmarks.baseline;

import java.time.Duration;
import java.util.Optional;

/**
 * NEPTUNE's two mixed-integer programs, solved by the same OR-Tools as its own code: step 1
 * minimises delay, nodes, or their mix; step 2 disrupts the running allocation least while delay
 * stays within σ times that of step 1.
 *
 * @see <a href="https://doi.org/10.1145/3524844.3528067">L. Baresi, D. Hu, G. Quattrocchi, L.
 *     Terracciano, NEPTUNE: Network- and GPU-aware Management of Serverless Functions at the Edge,
 *     SEAMS 2022</a>
 */
final class NeptuneModel {

  /** σ, its default. */
  static final double DELAY_SLACK = 1.3;

  /** α, its default. */
  static final double NODES_AGAINST_DELAY = 0.5;

  private static final double BIG = 1e3;
  private static final double NEARLY = 1e-6;

  /** What step 1 minimises. */
  enum Objective {
    /** Σ δ λ x. */
    DELAY,
    /** Σ n. */
    UTILIZATION,
    /** (α/N) Σ n + (1-α) Σ λ δ x / W, its default. */
    DELAY_AND_UTILIZATION
  }

  /** Which rules hold. */
  enum Rules {
    /**
     * As in its code: Σ_i x ≤ M c, and Σ_i x + 1e-6 ≥ c, which forbids that a node serves less than
     * all requests of one entry.
     */
    AS_CODED,
    /** As in its paper, without the second, and with x ≤ c pair by pair. */
    CORRECTED
  }

  /**
   * What it answers.
   *
   * @param fractions x, by source, function and node
   * @param allocated c, by function and node
   * @param step1 objective of step 1
   * @param step2 objective of step 2
   * @param bound what the solver proves of step 1
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Plan(
      double[][][] fractions, boolean[][] allocated, double step1, double step2, double bound) {}

  private final NeptuneInstance it;
  private final Rules rules;
  private final Objective objective;
  private final double alpha;

  NeptuneModel(NeptuneInstance instance, Rules rules, Objective objective, double alpha) {
    this.it = instance;
    this.rules = rules;
    this.objective = objective;
    this.alpha = alpha;
  }

  /** Both steps; empty if the first finds nothing. */
  Optional<Plan> solve(Duration time, int threads) {
    long start = System.nanoTime();
    Variables first = new Variables();
    Program.Row goal = first.goal();
    Optional<Program.Solution> found = first.program.minimise(goal, "SCIP", time, threads);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Program.Solution best = first.program.polished(goal, found.get());
    double allowed = DELAY_SLACK * first.delay(best);
    for (boolean growth : new boolean[] {false, true}) {
      Duration left = time.minusNanos(System.nanoTime() - start);
      Variables second = new Variables();
      Program.Row disruption = second.disruption(allowed, growth);
      Optional<Program.Solution> calm =
          left.isPositive()
              ? second.program.minimise(disruption, "SCIP", left, threads)
              : Optional.empty();
      if (calm.isPresent()) {
        // Polished by delay: disruption is fixed once c is.
        Program.Solution vertex = second.program.polished(second.delayRow(), calm.get());
        return Optional.of(
            second.plan(
                vertex, best.objective(), calm.get().objective() + offset(growth), best.bound()));
      }
    }
    return Optional.of(first.plan(best, best.objective(), Double.NaN, best.bound()));
  }

  /** The part of step 2's objective that does not depend on c. */
  private double offset(boolean growth) {
    double each = growth ? 2.0 * it.functions() * it.nodes() - 1 : -1;
    return each * it.runningCount();
  }

  /** The variables and rules that both steps share. */
  private final class Variables {

    final Program program = new Program();
    final int[][][] x;
    final int[][] c;
    final int[] n;

    Variables() {
      int sources = it.sources().size();
      x = new int[sources][it.functions()][it.nodes()];
      c = new int[it.functions()][it.nodes()];
      n = new int[it.nodes()];
      for (int j = 0; j < it.nodes(); j++) {
        n[j] = program.binary();
        for (int f = 0; f < it.functions(); f++) {
          c[f][j] = program.binary();
          for (int i = 0; i < sources; i++) {
            x[i][f][j] = program.variable(0, it.joins(i, f, j) ? 1 : 0, false);
          }
        }
      }
      for (int f = 0; f < it.functions(); f++) {
        for (int i = 0; i < sources; i++) {
          Program.Row served = program.exactly(1);
          if (rules == Rules.CORRECTED && it.rate()[f][i] == 0) {
            // Requests that are not there need not be served: drop them by serving them nowhere.
            served.add(program.variable(0, 1, false), 1);
          }
          for (int j = 0; j < it.nodes(); j++) {
            served.add(x[i][f][j], 1);
          }
        }
      }
      for (int j = 0; j < it.nodes(); j++) {
        addNode(j, sources);
      }
    }

    private void addNode(int j, int sources) {
      Program.Row memory = program.atMost(it.nodeMemory()[j]);
      Program.Row cores = program.atMost(it.nodeCores()[j]);
      Program.Row used = program.atMost(0).add(n[j], -BIG);
      for (int f = 0; f < it.functions(); f++) {
        memory.add(c[f][j], it.functionMemory()[f]);
        used.add(c[f][j], 1);
        Program.Row deployed = program.atMost(0).add(c[f][j], -BIG);
        for (int i = 0; i < sources; i++) {
          deployed.add(x[i][f][j], 1);
          if (it.joins(i, f, j)) {
            cores.add(x[i][f][j], it.rate()[f][i] * it.coresPerRequest()[f][j]);
          }
          if (rules == Rules.CORRECTED) {
            program.atMost(0).add(x[i][f][j], 1).add(c[f][j], -1);
          }
        }
        if (rules == Rules.AS_CODED) {
          Program.Row whole = program.atMost(NEARLY).add(c[f][j], 1);
          for (int i = 0; i < sources; i++) {
            whole.add(x[i][f][j], -1);
          }
        }
      }
    }

    Program.Row delayRow() {
      Program.Row row = new Program().atMost(0);
      addDelay(row, 1);
      return row;
    }

    private void addDelay(Program.Row row, double factor) {
      for (int i = 0; i < x.length; i++) {
        for (int f = 0; f < it.functions(); f++) {
          for (int j = 0; j < it.nodes(); j++) {
            if (it.joins(i, f, j)) {
              row.add(x[i][f][j], factor * it.delay()[i][j] * it.rate()[f][i]);
            }
          }
        }
      }
    }

    double delay(Program.Solution solution) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        for (int f = 0; f < it.functions(); f++) {
          for (int j = 0; j < it.nodes(); j++) {
            if (it.joins(i, f, j)) {
              sum += solution.value(x[i][f][j]) * it.delay()[i][j] * it.rate()[f][i];
            }
          }
        }
      }
      return sum;
    }

    Program.Row goal() {
      Program.Row row = new Program().atMost(0);
      double most = it.mostDelay();
      switch (objective) {
        case DELAY -> addDelay(row, 1);
        case UTILIZATION -> addNodes(row, 1);
        case DELAY_AND_UTILIZATION -> {
          addNodes(row, alpha / it.nodes());
          addDelay(row, most == 0 ? 0 : (1 - alpha) / most);
        }
      }
      return row;
    }

    private void addNodes(Program.Row row, double factor) {
      for (int variable : n) {
        row.add(variable, factor);
      }
    }

    /** Without growth: (2w+1) #created - #removed; with: #created + (2w-1) #removed; w = F·N. */
    Program.Row disruption(double mostDelay, boolean growth) {
      Program.Row slow = program.atMost(mostDelay);
      addDelay(slow, 1);
      double w = (double) it.functions() * it.nodes();
      double created = growth ? 1 : 2 * w + 1;
      double removed = growth ? 2 * w - 1 : -1;
      Program.Row row = new Program().atMost(0);
      Program.Row count = program.atMost(growth ? Double.POSITIVE_INFINITY : it.runningCount());
      for (int f = 0; f < it.functions(); f++) {
        for (int j = 0; j < it.nodes(); j++) {
          row.add(c[f][j], it.running()[f][j] ? -removed : created);
          count.add(c[f][j], 1);
        }
      }
      return row;
    }

    Plan plan(Program.Solution solution, double step1, double step2, double bound) {
      double[][][] fractions = new double[x.length][it.functions()][it.nodes()];
      boolean[][] allocated = new boolean[it.functions()][it.nodes()];
      for (int f = 0; f < it.functions(); f++) {
        for (int j = 0; j < it.nodes(); j++) {
          allocated[f][j] = solution.on(c[f][j]);
          for (int i = 0; i < x.length; i++) {
            fractions[i][f][j] = solution.value(x[i][f][j]);
          }
        }
      }
      return new Plan(fractions, allocated, step1, step2, bound);
    }
  }
}
