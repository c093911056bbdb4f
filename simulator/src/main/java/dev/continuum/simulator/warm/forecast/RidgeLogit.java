package dev.continuum.simulator.warm.forecast;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Logistic regression whose weights are held to given ones by a ridge penalty, fitted by Newton's
 * method. With d inputs and n samples: O(n d^2) per step, a dozen steps. Stateless.
 *
 * <p>le Cessie and van Houwelingen, Ridge estimators in logistic regression, Applied Statistics
 * 41(1), 1992, doi:10.2307/2347628.
 */
final class RidgeLogit {

  private static final int STEPS = 25;
  private static final double CONVERGED = 1e-4;
  private static final double LONGEST_STEP = 10;

  private RidgeLogit() {}

  /**
   * Weights, the last of which goes with a constant input.
   *
   * @param scaling brings evidence to one scale
   * @param prior what weights are held to
   * @param ridge how strongly
   */
  static double[] fit(
      List<PoolSamples.Sample> samples, Scaling scaling, double[] prior, double ridge) {
    double[] w = prior.clone();
    double[] x = new double[w.length];
    for (int step = 0; step < STEPS; step++) {
      double[][] curvature = new double[w.length][w.length];
      double[] slope = new double[w.length];
      for (PoolSamples.Sample sample : samples) {
        double p = Odds.probability(scaling.weigh(sample.evidence(), w, x));
        double error = p - (sample.wanted() ? 1 : 0);
        double weight = p * (1 - p);
        for (int i = 0; i < x.length; i++) {
          slope[i] += error * x[i];
          double weighted = weight * x[i];
          for (int j = 0; j <= i; j++) {
            curvature[i][j] += weighted * x[j];
          }
        }
      }
      for (int i = 0; i < w.length; i++) {
        slope[i] += ridge * (w[i] - prior[i]);
        curvature[i][i] += ridge;
      }
      if (descend(w, slope, curvature) < CONVERGED) {
        break;
      }
    }
    return w;
  }

  /** One Newton step of limited length; tells how long it wanted to be. */
  private static double descend(double[] w, double[] slope, double[][] curvature) {
    for (int i = 0; i < w.length; i++) {
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
    double damping = Math.min(1, LONGEST_STEP / Math.max(longest, 1e-300));
    for (int i = 0; i < w.length; i++) {
      w[i] -= damping * step[i];
    }
    return longest;
  }
}
