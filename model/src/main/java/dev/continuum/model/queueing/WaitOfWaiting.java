package dev.continuum.model.queueing;

/**
 * The law of the wait of calls that wait in GI/G/m, by its mean and the squared coefficient of
 * variation of the M/G/1 conditional delay, c²_D = 2ρ - 1 + 4(1-ρ) d³/(3(1+c²_s)²), with d³ the
 * third moment of the service time over the cube of its mean, fitted from c²_s.
 *
 * <p>Above 1 a hyperexponential law with balanced means, at 1 the exponential, from 1/2 to 1 the
 * sum of two exponential times, below 1/2 Erlang-2.
 *
 * <p>Source: W. Whitt, The queueing network analyzer, Bell System Technical Journal 62(9), 1983,
 * DOI 10.1002/j.1538-7305.1983.tb03204.x, equations (48) to (59), which the 1993 paper uses for m >
 * 1.
 */
sealed interface WaitOfWaiting {

  /** P(D > t). */
  double tail(double waitSeconds);

  static WaitOfWaiting of(double meanSeconds, double utilization, double serviceScv) {
    double cube =
        serviceScv >= 1
            ? 3 * serviceScv * (1 + serviceScv)
            : (2 * serviceScv + 1) * (serviceScv + 1);
    double scv =
        2 * utilization
            - 1
            + 4 * (1 - utilization) * cube / (3 * (serviceScv + 1) * (serviceScv + 1));
    if (scv > 1.01) {
      double share = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
      return new Mixed(share, 2 * share / meanSeconds, 2 * (1 - share) / meanSeconds);
    }
    if (scv >= 0.99) {
      return new Mixed(1, 1 / meanSeconds, 1 / meanSeconds);
    }
    if (scv > 0.501) {
      double slow = (1 + Math.sqrt(2 * scv - 1)) / 2 * meanSeconds;
      return new Summed(1 / slow, 1 / (meanSeconds - slow));
    }
    return new Erlang2(2 / meanSeconds);
  }

  /** The t > 0 with P(D > t) = q, by doubling and halving. */
  default double quantile(double tailProbability) {
    double low = 0;
    double high = 1e-9;
    while (tail(high) > tailProbability) {
      low = high;
      high *= 2;
    }
    for (int step = 0; step < 200 && high - low > 1e-14 * high; step++) {
      double middle = (low + high) / 2;
      if (tail(middle) > tailProbability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** One of two exponential times. */
  record Mixed(double share, double firstRate, double secondRate) implements WaitOfWaiting {
    @Override
    public double tail(double waitSeconds) {
      return share * StrictMath.exp(-firstRate * waitSeconds)
          + (1 - share) * StrictMath.exp(-secondRate * waitSeconds);
    }
  }

  /** Two exponential times, one after the other, of different rates. */
  record Summed(double slowRate, double fastRate) implements WaitOfWaiting {
    @Override
    public double tail(double waitSeconds) {
      return (fastRate * StrictMath.exp(-slowRate * waitSeconds)
              - slowRate * StrictMath.exp(-fastRate * waitSeconds))
          / (fastRate - slowRate);
    }
  }

  /** Two exponential times of one rate. */
  record Erlang2(double rate) implements WaitOfWaiting {
    @Override
    public double tail(double waitSeconds) {
      double x = rate * waitSeconds;
      return (1 + x) * StrictMath.exp(-x);
    }
  }
}
