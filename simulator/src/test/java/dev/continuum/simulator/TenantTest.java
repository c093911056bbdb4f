package dev.continuum.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Evictions on an edge that two functions share, against every pair of counts. */
class TenantTest {

  private static final int MEMORY = 1536;
  private static final Tenant EXTRACT = new Tenant(2, 0.0935, 1, 2, 256);
  private static final Tenant MATCH = new Tenant(40, 0.1496, 1, 2, 256);

  @Test
  void evictionsAreThoseOfEveryPairOfCounts() {
    double expected = 0;
    for (int e = 0; e < 30; e++) {
      for (int m = 0; m < 30; m++) {
        double both = poisson(EXTRACT.erlang(), e) * poisson(MATCH.erlang(), m);
        expected += both * (starts(EXTRACT, e, m) + starts(MATCH, m, e));
      }
    }

    double computed = evictions(EXTRACT, MATCH, MEMORY) + evictions(MATCH, EXTRACT, MEMORY);
    assertThat(computed * 3600).isCloseTo(expected * 3600, within(1e-6));
    assertThat(computed * 3600).isBetween(2.0, 3.0);
  }

  @Test
  void moreRoomMakesEvictionsRarerAndNothingOfAnIdleFunctionEvicts() {
    double tight = evictions(MATCH, EXTRACT, MEMORY);
    assertThat(evictions(MATCH, EXTRACT, MEMORY + 256)).isLessThan(tight / 10);
    assertThat(evictions(new Tenant(0, 0, 1, 2, 256), MATCH, MEMORY)).isZero();
  }

  private static double evictions(Tenant one, Tenant other, int memory) {
    return one.evictions(other.beside(Tenant.empty(memory)));
  }

  /** A call that finds all kept and started instances busy, and too little left of the memory. */
  private static double starts(Tenant one, int busy, int others) {
    boolean isStart = busy >= one.kept();
    boolean isTooLittle = (busy + 1 + Math.max(2, others)) * 256 > MEMORY;
    boolean isPossible = busy * 256 <= MEMORY;
    return isStart && isTooLittle && isPossible ? one.rate() : 0;
  }

  private static double poisson(double mean, int count) {
    double chance = Math.exp(-mean);
    for (int i = 1; i <= count; i++) {
      chance *= mean / i;
    }
    return chance;
  }
}
