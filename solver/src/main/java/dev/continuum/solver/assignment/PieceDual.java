package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * Prices of a piece's jobs, raised by a few subgradient steps from given ones, towards a cost of
 * the piece (B. T. Polyak, 1969, DOI 10.1016/0041-5553(69)90061-5). Not thread-safe.
 */
final class PieceDual {

  private static final int STEPS = 12;
  private static final double FALL = 0.7;

  private final Piece piece;
  private final PieceSets sets;

  /** The best prices, and what each node earns at most under them. */
  final double[] price = new double[Piece.MOST_JOBS];

  final double[] most = new double[Piece.MOST_NODES];

  /** No way to serve the piece's jobs costs less. */
  double value;

  private final double[] trial = new double[Piece.MOST_JOBS];
  private final double[] earned = new double[Piece.MOST_NODES];
  private final int[] served = new int[Piece.MOST_JOBS];

  PieceDual(Piece piece, PieceSets sets) {
    this.piece = piece;
    this.sets = sets;
  }

  /** Climbs from the prices of all jobs to a target; gives up once the value exceeds a limit. */
  void climb(double[] jobPrice, double target, double limit) {
    for (int f = 0; f < piece.jobs; f++) {
      trial[f] = jobPrice[piece.job[f]];
    }
    value = Double.NEGATIVE_INFINITY;
    double scale = 1;
    for (int t = 0; t <= STEPS && value <= limit; t++) {
      double now = evaluate();
      if (now > value) {
        value = now;
        System.arraycopy(trial, 0, price, 0, piece.jobs);
        System.arraycopy(earned, 0, most, 0, piece.nodes);
      } else {
        scale *= FALL;
      }
      double norm = 0;
      for (int f = 0; f < piece.jobs; f++) {
        norm += (1.0 - served[f]) * (1 - served[f]);
      }
      if (norm == 0) {
        return;
      }
      double length = scale * (target - now) / norm;
      for (int f = 0; f < piece.jobs; f++) {
        trial[f] += length * (1 - served[f]);
      }
    }
  }

  private double evaluate() {
    double sum = 0;
    for (int f = 0; f < piece.jobs; f++) {
      sum += trial[f];
    }
    Arrays.fill(served, 0, piece.jobs, 0);
    for (int x = 0; x < piece.nodes; x++) {
      earned[x] = sets.most(x, trial);
      sum -= earned[x];
      for (long rest = sets.bestSet; rest != 0; rest &= rest - 1) {
        served[Long.numberOfTrailingZeros(rest)]++;
      }
    }
    return sum;
  }
}
