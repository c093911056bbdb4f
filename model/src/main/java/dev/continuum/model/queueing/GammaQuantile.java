package dev.continuum.model.queueing;

/** Inverses of {@link RegularizedGamma}, by Newton in a shrinking bracket. */
final class GammaQuantile {

  private GammaQuantile() {}

  /** The x with Q(k,x) = tail, for 0 < tail < 1. */
  static double upper(double shape, double tail) {
    if (tail > 0.5) {
      return lower(shape, 1 - tail);
    }
    double low = 0;
    double high = shape + 4 * Math.sqrt(shape) + 4;
    while (RegularizedGamma.upper(shape, high) > tail) {
      low = high;
      high *= 2;
    }
    double logTail = StrictMath.log(tail);
    double x = low == 0 ? Math.min(high, shape + Math.sqrt(shape)) : high;
    for (int step = 0; step < 200; step++) {
      double above = RegularizedGamma.upper(shape, x);
      if (above > tail) {
        low = x;
      } else {
        high = x;
      }
      // d ln Q/dx = -f/Q with f = k x^{k-1} e^{-x}/Γ(k+1).
      double density = shape / x * RegularizedGamma.power(shape, x);
      double next = x + (StrictMath.log(above) - logTail) * above / density;
      if (Math.abs(next - x) <= 1e-13 * x) {
        return next;
      }
      x = next > low && next < high ? next : (low + high) / 2;
      if (high - low <= 1e-15 * high) {
        break;
      }
    }
    return x;
  }

  /** The x with P(k,x) = probability, for 0 < probability < 1. */
  static double lower(double shape, double probability) {
    if (probability > 0.5) {
      return upper(shape, 1 - probability);
    }
    double low = 0;
    double high = upper(shape, 0.5);
    double logProbability = StrictMath.log(probability);
    double x = high;
    for (int step = 0; step < 2000; step++) {
      double below = RegularizedGamma.lower(shape, x);
      if (below < probability) {
        low = x;
      } else {
        high = x;
      }
      // d ln P/d ln x = x f/P, and ln P is concave in ln x.
      double slope = shape * RegularizedGamma.power(shape, x) / below;
      double next = x * StrictMath.exp((logProbability - StrictMath.log(below)) / slope);
      if (Math.abs(next - x) <= 1e-13 * x) {
        return next;
      }
      x = next > low && next < high ? next : (low + high) / 2;
      if (high - low <= 1e-15 * high) {
        break;
      }
    }
    return x;
  }
}
