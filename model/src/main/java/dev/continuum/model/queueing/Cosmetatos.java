package dev.continuum.model.queueing;

/**
 * Cosmetatos' approximation of M/D/c, constant service times: W ≈ (1 + γ)/2 × W(M/M/c) with γ =
 * (1-ρ)(c-1)(√(4+5c) - 2)/(16ρc). Exact for one server. γ grows without bound as ρ falls to 0; use
 * it where a queue forms (ρc of about 1 and more).
 *
 * <p>Source: G. P. Cosmetatos, Approximate explicit formulae for the average queueing time in the
 * processes (M/D/r) and (D/M/r), INFOR 13(3), 1975, 328-331; as tabulated by T. Kimura, Refining
 * Cosmetatos' approximation for the mean waiting time in the M/D/s queue, J. Oper. Res. Soc. 42(7),
 * 1991, DOI 10.1057/jors.1991.119. The probability of wait is Erlang's C.
 *
 * @param servers c >= 1
 * @param offeredErlang a, arrival rate × service time
 * @param serviceSeconds the constant service time
 */
public record Cosmetatos(int servers, double offeredErlang, double serviceSeconds)
    implements MultiServerQueue {

  /** Checks ranges. */
  public Cosmetatos {
    MultiServerQueue.check(servers, offeredErlang, serviceSeconds);
  }

  /** γ, how much more than half of the wait of M/M/c remains; 0 when there is no load. */
  static double correction(int servers, double offeredErlang) {
    if (offeredErlang == 0) {
      return 0;
    }
    double shape = (servers - 1.0) * (Math.sqrt(4 + 5.0 * servers) - 2);
    return (servers - offeredErlang) / servers * shape / (16 * offeredErlang);
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
    return (1 + correction(servers, offeredErlang)) / 2 * exponential;
  }
}
