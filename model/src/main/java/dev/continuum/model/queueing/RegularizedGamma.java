package dev.continuum.model.queueing;

/**
 * The regularised incomplete gamma functions P(k,x) and Q(k,x) = 1 - P(k,x): the distribution of a
 * gamma variable of shape k and scale 1.
 *
 * <p>Left of the mean the power series, right of it Legendre's continued fraction by the modified
 * Lentz method; the common factor x^k e^{-x}/Γ(k+1) in Loader's saddle-point form, which does not
 * cancel for large shapes. Relative error below 1e-12 for shapes up to 1e6. O(sqrt k) terms near
 * the mean.
 *
 * <p>Sources: W. Gautschi, A computational procedure for incomplete gamma functions, ACM TOMS 5(4),
 * 1979, DOI 10.1145/355853.355863; I. J. Thompson and A. R. Barnett, Coulomb and Bessel functions
 * of complex arguments and order, J. Comput. Phys. 64, 1986, DOI 10.1016/0021-9991(86)90046-X
 * (Lentz).
 */
final class RegularizedGamma {

  private static final double EPSILON = 0x1p-54;
  private static final double TINY = 1e-300;
  private static final int MOST_TERMS = 10_000_000;

  private RegularizedGamma() {}

  /** P(k,x), the probability that a gamma variable of shape k is at most x. */
  static double lower(double shape, double x) {
    if (x <= 0) {
      return 0;
    }
    return x < shape + 1
        ? power(shape, x) * series(shape, x)
        : 1 - power(shape, x) * shape * fraction(shape, x);
  }

  /** Q(k,x), the probability that a gamma variable of shape k exceeds x. */
  static double upper(double shape, double x) {
    if (x <= 0) {
      return 1;
    }
    return x < shape + 1
        ? 1 - power(shape, x) * series(shape, x)
        : power(shape, x) * shape * fraction(shape, x);
  }

  /** The normal distribution function, by P and Q of shape 1/2. */
  static double normal(double z) {
    double half = 0.5 * z * z;
    return z < 0 ? 0.5 * upper(0.5, half) : 0.5 + 0.5 * lower(0.5, half);
  }

  /** x^{1-k} e^x Γ(k,x), which stays of moderate size where its factors do not. */
  static double scaledUpper(double shape, double x) {
    if (x >= 1) {
      return x * fraction(shape, x);
    }
    double complete = StrictMath.exp(x + logGamma(shape) - shape * StrictMath.log(x));
    return x * (complete - series(shape, x) / shape);
  }

  /** x^k e^{-x}/Γ(k+1). */
  static double power(double shape, double x) {
    if (shape < 10) {
      return StrictMath.exp(shape * StrictMath.log(x) - x - logGamma(shape + 1));
    }
    double u = (x - shape) / shape;
    return StrictMath.exp(shape * logOnePlusMinus(u) - stirlingError(shape))
        / Math.sqrt(2 * Math.PI * shape);
  }

  /** 1 + x/(k+1) + x^2/((k+1)(k+2)) + ... */
  private static double series(double shape, double x) {
    double sum = 1;
    double term = 1;
    for (int n = 1; n < MOST_TERMS; n++) {
      term *= x / (shape + n);
      sum += term;
      if (term <= sum * EPSILON) {
        break;
      }
    }
    return sum;
  }

  /** 1/(x+1-k - 1(1-k)/(x+3-k - 2(2-k)/(x+5-k - ...))). */
  private static double fraction(double shape, double x) {
    double b = x + 1 - shape;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    for (int n = 1; n < MOST_TERMS; n++) {
      double a = -n * (n - shape);
      b += 2;
      d = a * d + b;
      d = Math.abs(d) < TINY ? 1 / TINY : 1 / d;
      c = b + a / c;
      c = Math.abs(c) < TINY ? TINY : c;
      double factor = c * d;
      value *= factor;
      if (Math.abs(factor - 1) <= 4 * EPSILON) {
        break;
      }
    }
    return value;
  }

  /** ln(1+u) - u without cancellation near 0. */
  private static double logOnePlusMinus(double u) {
    if (Math.abs(u) > 0.1) {
      return StrictMath.log1p(u) - u;
    }
    // ln(1+u) = 2 atanh(y) with y = u/(2+u), and u = 2y/(1-y).
    double y = u / (2 + u);
    double square = y * y;
    double power = y * square;
    double sum = 0;
    for (int n = 3; n < 60; n += 2) {
      double term = power / n;
      sum += term;
      if (Math.abs(term) <= Math.abs(sum) * EPSILON) {
        break;
      }
      power *= square;
    }
    return 2 * sum - u * y;
  }

  /** ln Γ(x) for x > 0. */
  static double logGamma(double x) {
    double shift = 1;
    double y = x;
    while (y < 10) {
      shift *= y;
      y += 1;
    }
    return (y - 0.5) * StrictMath.log(y)
        - y
        + 0.5 * StrictMath.log(2 * Math.PI)
        + stirlingError(y)
        - StrictMath.log(shift);
  }

  /** ln Γ(x+1) minus Stirling's formula, for x >= 10. */
  private static double stirlingError(double x) {
    double inverse = 1 / x;
    double square = inverse * inverse;
    double sum = 43867.0 / 244188;
    sum = -3617.0 / 122400 + square * sum;
    sum = 1.0 / 156 + square * sum;
    sum = -691.0 / 360360 + square * sum;
    sum = 1.0 / 1188 + square * sum;
    sum = -1.0 / 1680 + square * sum;
    sum = 1.0 / 1260 + square * sum;
    sum = -1.0 / 360 + square * sum;
    sum = 1.0 / 12 + square * sum;
    return inverse * sum;
  }
}
