package dev.continuum.solver.assignment;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverSolutionCallback;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whole jobs as an integer program over the arcs that are left, for CP-SAT: one arc a job, capacity
 * times opening a node, x &le; y arc by arc. Jobs may be held where they are, so that the same
 * program serves as a neighbourhood.
 */
final class CoreProgram {

  /** How much CP-SAT may do. */
  record Effort(double seconds, boolean deterministic, int threads, long seed) {}

  /**
   * What came of it.
   *
   * @param complete whether nothing better than the cutoff is left undiscovered
   * @param bound above the base; negative infinity if nothing is proven
   */
  record Outcome(boolean complete, double bound) {}

  private final Instance instance;
  private final CpModel model;
  private final int[] arcs;
  private final BoolVar[] uses;
  private final LinearExprBuilder objective = LinearExpr.newBuilder();

  /**
   * The program over the given arcs.
   *
   * @param held jobs that keep the incumbent's arc; null for none
   */
  CoreProgram(
      Instance instance,
      boolean[] removed,
      byte[] state,
      int @Nullable [] incumbent,
      boolean @Nullable [] held) {
    this.instance = instance;
    Natives.require();
    model = new CpModel();
    int m = instance.nodes;
    LinearExprBuilder[] load = new LinearExprBuilder[m];
    List<List<Literal>> users = new ArrayList<>();
    boolean[] settled = new boolean[m];
    long[] room = instance.capacity.clone();
    for (int i = 0; i < m; i++) {
      load[i] = LinearExpr.newBuilder();
      users.add(new ArrayList<>());
      settled[i] = instance.opening[i] == 0 || state[i] == Dual.OPEN;
      if (state[i] == Dual.OPEN) {
        objective.add(instance.opening[i] / instance.step);
      }
    }
    if (held != null && incumbent != null) {
      for (int j = 0; j < instance.jobs; j++) {
        if (held[j]) {
          int a = incumbent[j];
          int i = instance.node[a];
          room[i] -= instance.use[a];
          if (!settled[i]) {
            settled[i] = true;
            objective.add(instance.opening[i] / instance.step);
          }
          objective.add(scaled(a));
        }
      }
    }
    int[] used = new int[instance.arcs()];
    BoolVar[] variables = new BoolVar[instance.arcs()];
    int count = 0;
    for (int j = 0; j < instance.jobs; j++) {
      if (held != null && held[j]) {
        continue;
      }
      List<Literal> choices = new ArrayList<>();
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        int i = instance.node[a];
        boolean keeps = incumbent != null && incumbent[j] == a;
        if ((removed[a] || state[i] == Dual.CLOSED || instance.use[a] > room[i]) && !keeps) {
          continue;
        }
        BoolVar x = model.newBoolVar("");
        if (incumbent != null) {
          model.addHint(x, keeps ? 1 : 0);
        }
        used[count] = a;
        variables[count++] = x;
        choices.add(x);
        users.get(i).add(x);
        objective.addTerm(x, scaled(a));
        load[i].addTerm(x, instance.use[a]);
      }
      model.addExactlyOne(choices);
    }
    for (int i = 0; i < m; i++) {
      if (users.get(i).isEmpty()) {
        continue;
      }
      if (!settled[i]) {
        BoolVar y = model.newBoolVar("");
        if (incumbent != null) {
          model.addHint(y, isUsed(i, incumbent) ? 1 : 0);
        }
        objective.addTerm(y, instance.opening[i] / instance.step);
        load[i].addTerm(y, -room[i]);
        for (Literal x : users.get(i)) {
          model.addImplication(x, y);
        }
        model.addLessOrEqual(load[i], 0);
      } else {
        model.addLessOrEqual(load[i], room[i]);
      }
    }
    arcs = java.util.Arrays.copyOf(used, count);
    uses = java.util.Arrays.copyOf(variables, count);
  }

  private boolean isUsed(int node, int[] incumbent) {
    for (int a : incumbent) {
      if (instance.node[a] == node) {
        return true;
      }
    }
    return false;
  }

  private long scaled(int a) {
    return Math.round(instance.cost[a] / instance.step);
  }

  /**
   * Minimises.
   *
   * @param cutoff a cost above the base: only better choices matter; infinite for none
   * @param found receives each better choice: the arcs of the jobs that are not held
   */
  Outcome minimise(double cutoff, Effort effort, BooleanSupplier stop, Consumer<int[]> found) {
    model.minimize(objective);
    if (cutoff < Double.POSITIVE_INFINITY) {
      model.addLessOrEqual(objective, Math.round(cutoff / instance.step));
    }
    CpSolver solver = new CpSolver();
    // Its handler of SIGINT stays after the solve, and then an interrupt aborts the process.
    solver
        .getParameters()
        .setCatchSigintSignal(false)
        .setRandomSeed((int) (effort.seed() & 0x7fffffff));
    if (effort.deterministic()) {
      solver.getParameters().setNumWorkers(1).setMaxDeterministicTime(effort.seconds());
    } else {
      solver
          .getParameters()
          .setNumWorkers(effort.threads())
          .setMaxTimeInSeconds(Math.max(0.001, effort.seconds()));
    }
    CpSolverSolutionCallback onSolution =
        new CpSolverSolutionCallback() {
          @Override
          public void onSolutionCallback() {
            int[] chosen = new int[arcs.length];
            int count = 0;
            for (int k = 0; k < arcs.length; k++) {
              if (booleanValue(uses[k])) {
                chosen[count++] = arcs[k];
              }
            }
            found.accept(java.util.Arrays.copyOf(chosen, count));
          }
        };
    CpSolverStatus status =
        Watch.during(() -> solver.solve(model, onSolution), stop, solver::stopSearch);
    return switch (status) {
      case OPTIMAL ->
          new Outcome(true, Math.round(solver.objectiveValue()) * (double) instance.step);
      case INFEASIBLE -> new Outcome(true, Double.POSITIVE_INFINITY);
      case FEASIBLE ->
          new Outcome(
              false, Math.ceil(solver.bestObjectiveBound() - 1e-6) * (double) instance.step);
      case UNKNOWN -> new Outcome(false, Double.NEGATIVE_INFINITY);
      case MODEL_INVALID, UNRECOGNIZED ->
          throw new IllegalStateException("CP-SAT rejects the model: " + model.validate());
    };
  }
}
