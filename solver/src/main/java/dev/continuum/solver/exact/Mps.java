package dev.continuum.solver.exact;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import dev.continuum.solver.BackendException;

/** A model as MPSolver holds it; each row scaled so that its largest coefficient is one. */
final class Mps implements AutoCloseable {

  final MPSolver solver;
  final MPVariable[] variables;

  private final MPConstraint[] rows;

  /** By row: by how much it is less than what was declared. */
  private final double[] divisor;

  Mps(String name, LinearModel model, long[] objective, double scale, double[] fixed) {
    this(name, model, model.rows().size(), objective, scale, fixed);
  }

  /** Of a model's first rows. */
  Mps(String name, LinearModel model, int first, long[] objective, double scale, double[] fixed) {
    MPSolver created = MPSolver.createSolver(name);
    if (created == null) {
      throw new BackendException("OR-Tools has no " + name);
    }
    solver = created;
    variables = new MPVariable[model.variables()];
    MPObjective goal = solver.objective();
    for (int v = 0; v < variables.length; v++) {
      boolean isFixed = fixed.length > 0 && !Double.isNaN(fixed[v]);
      variables[v] =
          solver.makeVar(
              isFixed ? fixed[v] : model.lower(v),
              isFixed ? fixed[v] : model.upper(v),
              fixed.length == 0 && model.whole(v),
              "");
      goal.setCoefficient(variables[v], objective[v] / scale);
    }
    goal.setMinimization();
    rows = new MPConstraint[first];
    divisor = new double[rows.length];
    for (int r = 0; r < rows.length; r++) {
      add(model.rows().get(r), r);
    }
  }

  private void add(LinearModel.Row row, int index) {
    double largest = 1;
    for (long coefficient : row.coefficients()) {
      largest = Math.max(largest, Math.abs((double) coefficient));
    }
    double limit = row.limit() / largest;
    rows[index] = solver.makeConstraint(row.equality() ? limit : -MPSolver.infinity(), limit);
    for (int i = 0; i < row.variables().length; i++) {
      rows[index].setCoefficient(variables[row.variables()[i]], row.coefficients()[i] / largest);
    }
    divisor[index] = largest * row.unit();
  }

  /** What one more unit of a declared limit changes the objective by, as that is scaled. */
  double dual(int row) {
    return rows[row].dualValue() / divisor[row];
  }

  MPSolver.ResultStatus solve(double tolerance, double gap) {
    MPSolverParameters parameters = new MPSolverParameters();
    try {
      parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, gap);
      parameters.setDoubleParam(MPSolverParameters.DoubleParam.PRIMAL_TOLERANCE, tolerance);
      parameters.setDoubleParam(MPSolverParameters.DoubleParam.DUAL_TOLERANCE, tolerance);
      return solver.solve(parameters);
    } finally {
      parameters.delete();
    }
  }

  double[] values() {
    double[] values = new double[variables.length];
    for (int v = 0; v < values.length; v++) {
      values[v] = variables[v].solutionValue();
    }
    return values;
  }

  /** By which objectives are divided. */
  static double scale(long[] objective) {
    double scale = 1;
    for (long coefficient : objective) {
      scale = Math.max(scale, Math.abs(coefficient) / 1e4);
    }
    return scale;
  }

  @Override
  public void close() {
    solver.delete();
  }
}
