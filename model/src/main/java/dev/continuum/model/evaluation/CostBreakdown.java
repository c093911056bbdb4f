package dev.continuum.model.evaluation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cost per hour by term. The total is the sum of coefficients that were rounded once per route,
 * instance and node; the terms are rounded one by one, and {@code roundingMicros} closes the gap:
 * the terms and it add up to the total exactly.
 *
 * @param micros every term, micro-units
 * @param roundingMicros total less the sum of the terms
 */
public record CostBreakdown(SortedMap<CostTerm, Long> micros, long roundingMicros) {

  /** Copies the map. */
  public CostBreakdown {
    micros = Collections.unmodifiableSortedMap(new TreeMap<>(micros));
  }

  /** One term, micro-units. */
  public long of(CostTerm term) {
    return micros.getOrDefault(term, 0L);
  }

  /** The cost, micro-units. */
  public long totalMicros() {
    return micros.values().stream().reduce(roundingMicros, Amount::sum);
  }
}
