package dev.continuum.model.evaluation;

import dev.continuum.model.quantity.Rounding;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the cost, in total and by term. Not thread-safe. */
@SuppressWarnings("EnumOrdinal") // An index into sums of one judgement, never stored.
final class CostLedger {

  private static final List<CostTerm> TERMS = List.of(CostTerm.values());

  private final Amount total = new Amount();

  /** By ordinal of the term. */
  private final double[] nanos = new double[TERMS.size()];

  /** So many devices at a coefficient, which is made of these terms. */
  void addRoute(double devices, RoutePrice price) {
    total.add(devices, price.coefficientMicros());
    for (CostTerm term : TERMS) {
      note(term, devices * price.nanos(term));
    }
  }

  /** So many times the same micro-units. */
  void add(CostTerm term, double times, long micros) {
    total.add(times, micros);
    note(term, times * micros * 1000.0);
  }

  /** One coefficient that two terms share. */
  void addShared(long micros, Map<CostTerm, Long> parts) {
    total.add(1, micros);
    parts.forEach((term, part) -> note(term, part * 1000.0));
  }

  private void note(CostTerm term, double nano) {
    nanos[term.ordinal()] += nano;
  }

  long totalMicros() {
    return total.nearest();
  }

  CostBreakdown breakdown() {
    SortedMap<CostTerm, Long> micros = new TreeMap<>();
    long sum = 0;
    for (CostTerm term : TERMS) {
      long rounded = Rounding.nearest(nanos[term.ordinal()] / 1000);
      micros.put(term, rounded);
      sum = Amount.sum(sum, rounded);
    }
    return new CostBreakdown(micros, Amount.sum(totalMicros(), -sum));
  }
}
