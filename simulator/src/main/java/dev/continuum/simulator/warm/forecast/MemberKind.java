package dev.continuum.simulator.warm.forecast;

/** The forecasters that stand on their own and in the combination. */
enum MemberKind {
  IDLE_HISTOGRAM("idle-histogram"),
  PERIODIC_LAGS("periodic-lags"),
  PHASE_PROFILE("phase-profile"),
  QUANTILE_EWMA("quantile-ewma"),
  SEASONAL_NAIVE("seasonal-naive"),
  HOLT_WINTERS("holt-winters"),
  GAMMA_POISSON("gamma-poisson"),
  LOG_HAZARD("log-hazard"),
  RENEWAL_MIXTURE("renewal-mixture");

  private final String word;

  MemberKind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Fresh, for so many functions, with so many minutes of lead. */
  Member member(int functions, int ahead) {
    return switch (this) {
      case IDLE_HISTOGRAM -> new IdleHistogram(functions, ahead);
      case PERIODIC_LAGS -> new PeriodicLags(functions, ahead);
      case PHASE_PROFILE -> new PhaseProfile(functions, ahead);
      case QUANTILE_EWMA -> new QuantileEwma(functions);
      case SEASONAL_NAIVE -> new SeasonalNaive(functions, ahead);
      case HOLT_WINTERS -> new HoltWinters(functions, ahead);
      case GAMMA_POISSON -> new GammaPoisson(functions);
      case LOG_HAZARD -> new LogHazard(functions, ahead);
      case RENEWAL_MIXTURE -> new RenewalMixture(functions, ahead);
    };
  }
}
