package dev.continuum.solver.exact;

import java.util.Arrays;

/** A growing sum of integer coefficients times variables. Zero coefficients are left out. */
final class Terms {

  private int[] variables = new int[8];
  private long[] coefficients = new long[8];
  private int size;

  Terms add(int variable, long coefficient) {
    if (coefficient != 0) {
      if (size == variables.length) {
        variables = Arrays.copyOf(variables, 2 * size);
        coefficients = Arrays.copyOf(coefficients, 2 * size);
      }
      variables[size] = variable;
      coefficients[size++] = coefficient;
    }
    return this;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int[] variables() {
    return Arrays.copyOf(variables, size);
  }

  long[] coefficients() {
    return Arrays.copyOf(coefficients, size);
  }

  Terms negated() {
    Terms other = new Terms();
    for (int i = 0; i < size; i++) {
      var unused = other.add(variables[i], -coefficients[i]);
    }
    return other;
  }

  /** The sum at values of the variables. */
  double at(double[] values) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += coefficients[i] * values[variables[i]];
    }
    return sum;
  }

  /** The sum of all coefficients times values. */
  static double product(long[] coefficients, double[] values) {
    double sum = 0;
    for (int v = 0; v < values.length; v++) {
      sum += coefficients[v] * values[v];
    }
    return sum;
  }

  /** The largest value within the variables' bounds, saturating. */
  long most(LinearModel model) {
    double most = 0;
    for (int i = 0; i < size; i++) {
      most +=
          (double) coefficients[i]
              * (coefficients[i] > 0 ? model.upper(variables[i]) : model.lower(variables[i]));
    }
    return most >= Long.MAX_VALUE / 2.0 ? Long.MAX_VALUE : (long) Math.ceil(most);
  }
}
