package dev.continuum.simulator.warm.forecast;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Logistic regression with a ridge penalty on standardised inputs, fitted by Newton's method. With d
 * inputs and n rows: O(n d^2) per step, a dozen steps. Immutable.
 *
 * <p>le Cessie and van Houwelingen, Ridge estimators in logistic regression, Applied Statistics
 * 41(1), 1992, doi:10.2307/2347628.
 */
final class RidgeLogit {

  private static final int STEPS = 20;
  private static final double CONVERGED = 1e-6;

  private final double[] weights;
  private final double offset;

  private RidgeLogit(double[] weights, double offset) {
    this.weights = weights;
    this.offset = offset;
  }

  /** Log-odds of an event, given its inputs. */
  double logOdds(double[] inputs) {
    double sum = offset;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * inputs[i];
    }
    return sum;
  }

  /** Fits rows of inputs and whether the event came; there must be at least one row. */
  static RidgeLogit fit(float[][] rows, boolean[] events, double ridge) {
    int inputs = rows[0].length;
    double[] mean = new double[inputs];
    double[] scale = new double[inputs];
    standard(rows, mean, scale);
    double[] w = new double[inputs + 1];
    double[] x = new double[inputs + 1];
    for (int step = 0; step < STEPS; step++) {
      double[][] curvature = new double[inputs + 1][inputs + 1];
      double[] slope = new double[inputs + 1];
      for (int row = 0; row < rows.length; row++) {
        double sum = 0;
        for (int i = 0; i < inputs; i++) {
          x[i] = (rows[row][i] - mean[i]) / scale[i];
          sum += w[i] * x[i];
        }
        x[inputs] = 1;
        double p = Odds.probability(sum + w[inputs]);
        double error = p - (events[row] ? 1 : 0);
        double weight = p * (1 - p);
        for (int i = 0; i <= inputs; i++) {
          slope[i] += error * x[i];
          double weighted = weight * x[i];
          for (int j = 0; j <= i; j++) {
            curvature[i][j] += weighted * x[j];
          }
        }
      }
      if (descend(w, slope, curvature, ridge) < CONVERGED) {
        break;
      }
    }
    double offset = w[inputs];
    double[] weights = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      weights[i] = w[i] / scale[i];
      offset -= weights[i] * mean[i];
    }
    return new RidgeLogit(weights, offset);
  }

  /** One Newton step, never longer than 10 in any weight; tells the longest change. */
  private static double descend(
      double[] w, double[] slope, double[][] curvature, double ridge) {
    for (int i = 0; i < w.length; i++) {
      slope[i] += ridge * w[i];
      curvature[i][i] += ridge;
      for (int j = 0; j < i; j++) {
        curvature[j][i] = curvature[i][j];
      }
    }
    double[] step =
        new CholeskyDecomposition(new Array2DRowRealMatrix(curvature, false), 1e-9, 1e-12)
            .getSolver()
            .solve(new ArrayRealVector(slope, false))
            .toArray();
    double longest = Arrays.stream(step).map(Math::abs).max().orElse(0);
    double damping = Math.min(1, 10 / Math.max(longest, 1e-300));
    for (int i = 0; i < w.length; i++) {
      w[i] -= damping * step[i];
    }
    return longest;
  }

  private static void standard(float[][] rows, double[] mean, double[] scale) {
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / rows.length;
      }
    }
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        double off = row[i] - mean[i];
        scale[i] += off * off / rows.length;
      }
    }
    for (int i = 0; i < mean.length; i++) {
      scale[i] = scale[i] < 1e-12 ? 1 : Math.sqrt(scale[i]);
    }
  }
}
