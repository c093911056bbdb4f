package dev.continuum.model.queueing;

/**
 * Kimura's system interpolation of M/G/c between M/M/c and M/D/c: (1 + c²_s)/W ≈ 2c²_s/W(M/M/c) +
 * (1 - c²_s)/W(M/D/c), all over (1 + c²_s), with M/D/c by {@link Cosmetatos}. Exact for exponential
 * service and for one server.
 *
 * <p>Sources: T. Kimura, A two-moment approximation for the mean waiting time in the GI/G/s queue,
 * Management Science 32(6), 1986, DOI 10.1287/mnsc.32.6.751; T. Kimura, Approximations for
 * multi-server queues: system interpolations, Queueing Systems 17, 1994, DOI 10.1007/BF01158699.
 * The probability of wait is Erlang's C, as there.
 *
 * @param servers c >= 1
 * @param offeredErlang a, arrival rate × mean service time
 * @param serviceSeconds mean service time S
 * @param serviceScv c²_s, squared coefficient of variation of service times
 */
public record Kimura(int servers, double offeredErlang, double serviceSeconds, double serviceScv)
    implements MultiServerQueue {

  /** Checks ranges. */
  public Kimura {
    MultiServerQueue.check(servers, offeredErlang, serviceSeconds);
    Arguments.nonNegative(serviceScv, "squared coefficient of variation of service");
  }

  @Override
  public double probabilityOfWait() {
    return ErlangC.probabilityOfWait(servers, offeredErlang);
  }

  @Override
  public double meanWaitSeconds() {
    if (!isStable()) {
      return Double.POSITIVE_INFINITY;
    }
    double exponential = ErlangC.meanWaitSeconds(servers, offeredErlang, serviceSeconds);
    double constantShare = (1 + Cosmetatos.correction(servers, offeredErlang)) / 2;
    // Divided through by W(M/M/c), which may be 0.
    double harmonic = 2 * serviceScv + (1 - serviceScv) / constantShare;
    return (1 + serviceScv) / harmonic * exponential;
  }
}
