package dev.continuum.simulator.engine;

/** Tokens that come at a rate and are kept up to a burst; an infinite rate never runs out. */
final class TokenBucket {

  private double perNano;
  private double most;
  private double tokens;
  private long since;

  TokenBucket(double perSecond, double burst) {
    perNano = perSecond / 1e9;
    most = Math.max(1, burst);
    tokens = most;
  }

  void setRate(long now, double perSecond, double burst) {
    fill(now);
    double share = tokens / most;
    perNano = perSecond / 1e9;
    most = Math.max(1, burst);
    tokens = Double.isInfinite(most) ? most : share * most;
  }

  private void fill(long now) {
    if (Double.isInfinite(perNano)) {
      tokens = most;
    } else {
      tokens = Math.min(most, tokens + perNano * (now - since));
    }
    since = now;
  }

  boolean take(long now) {
    fill(now);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
