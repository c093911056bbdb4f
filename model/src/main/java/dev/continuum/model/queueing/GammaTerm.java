package dev.continuum.model.queueing;

import java.util.List;

/**
 * A gamma law. Jitters are gamma laws too, kept apart because the sum of jitters is again described
 * by its mean and variance alone.
 *
 * <p>Its integrated distribution function, x P(k,x) - k P(k+1,x) at scale 1, is tabulated once and
 * then read by cubic Hermite interpolation, whose error is far below that of any grid it feeds.
 */
final class GammaTerm implements LatencyTerm.Leaf {

  /** Parts of probability below which a tail is cut. */
  private static final double CUT = 1e-11;

  private static final int NODES = 384;

  /** Next to an unbounded density no polynomial will do. */
  private static final int UNTABLED = 4;

  private final boolean jitter;
  private final double shape;
  private final double scaleMicros;
  private final double low;
  private final List<Double> parameters;
  private volatile double[] table = {};

  private GammaTerm(boolean jitter, double shape, double scaleMicros) {
    this.jitter = jitter;
    this.shape = shape;
    this.scaleMicros = scaleMicros;
    this.parameters = List.of(shape, scaleMicros);
    this.low = shape < 4 ? 0 : GammaQuantile.lower(shape, CUT);
  }

  static GammaTerm service(double meanMicros, double scv) {
    return new GammaTerm(false, 1 / scv, meanMicros * scv);
  }

  static GammaTerm jitter(double meanMicros, double varianceMicros2) {
    return new GammaTerm(
        true, meanMicros * meanMicros / varianceMicros2, varianceMicros2 / meanMicros);
  }

  /** The sum of gamma laws of one scale. */
  static GammaTerm sameScale(double shape, double scaleMicros) {
    return new GammaTerm(false, shape, scaleMicros);
  }

  boolean isJitter() {
    return jitter;
  }

  double shape() {
    return shape;
  }

  double scaleMicros() {
    return scaleMicros;
  }

  double meanMicros() {
    return shape * scaleMicros;
  }

  double varianceMicros2() {
    return shape * scaleMicros * scaleMicros;
  }

  @Override
  public int kind() {
    return jitter ? 1 : 0;
  }

  @Override
  public List<Double> parameters() {
    return parameters;
  }

  @Override
  public double lowerMicros() {
    return low * scaleMicros;
  }

  @Override
  public double tailQuantileMicros(double tail) {
    return GammaQuantile.upper(shape, tail) * scaleMicros;
  }

  @Override
  public boolean isSmooth() {
    return true;
  }

  @Override
  public double integratedMicros(double micros) {
    double x = micros / scaleMicros;
    if (x <= low) {
      return 0;
    }
    double[] known = table;
    if (known.length == 0) {
      known = tabulate();
      table = known;
    }
    double high = known[3 * NODES];
    if (x >= high) {
      return micros - meanMicros();
    }
    // Nodes lie closer together near the low end, where the density of a small shape is unbounded.
    int node = (int) (NODES * Math.sqrt((x - low) / (high - low)));
    if (node < UNTABLED && low == 0) {
      return scaleMicros * integrated(x);
    }
    int at = 3 * Math.min(node, NODES - 1);
    if (x < known[at]) {
      at -= 3;
    } else if (x > known[at + 3]) {
      at += 3;
    }
    return scaleMicros * hermite(known, at, x);
  }

  private static double hermite(double[] known, int at, double x) {
    double width = known[at + 3] - known[at];
    double t = (x - known[at]) / width;
    double s = 1 - t;
    return s * s * (1 + 2 * t) * known[at + 1]
        + t * t * (1 + 2 * s) * known[at + 4]
        + t * s * width * (s * known[at + 2] - t * known[at + 5]);
  }

  /** Triples of x, integral up to x, and F(x). */
  private double[] tabulate() {
    double high = GammaQuantile.upper(shape, CUT);
    double[] made = new double[3 * (NODES + 1)];
    for (int node = 0; node <= NODES; node++) {
      double part = (double) node / NODES;
      double x = low + (high - low) * part * part;
      made[3 * node] = x;
      made[3 * node + 1] = integrated(x);
      made[3 * node + 2] = RegularizedGamma.lower(shape, x);
    }
    made[3 * NODES] = high;
    return made;
  }

  private double integrated(double x) {
    if (x == 0) {
      return 0;
    }
    double below = RegularizedGamma.lower(shape, x);
    return x * below - shape * (below - RegularizedGamma.power(shape, x));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GammaTerm that
        && jitter == that.jitter
        && Double.compare(shape, that.shape) == 0
        && Double.compare(scaleMicros, that.scaleMicros) == 0;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(shape) * 31 + Double.hashCode(scaleMicros);
  }

  @Override
  public String toString() {
    return (jitter ? "Jitter" : "Gamma") + "[shape=" + shape + ", scaleMicros=" + scaleMicros + "]";
  }
}
