package dev.continuum.solver.assignment;

import java.util.BitSet;

/**
 * A part of the search space of a {@link SiteTree}. Read-only.
 *
 * @param state of each node, as in {@link Dual}
 * @param without arcs that are not used in this part, beside those used nowhere
 * @param prices of jobs to start from
 * @param bound no placement of the part costs less, above the base
 * @param number tells vertices apart, in the order they were made
 */
@SuppressWarnings("ArrayRecordComponent")
record SiteVertex(byte[] state, BitSet without, double[] prices, double bound, long number)
    implements Comparable<SiteVertex> {

  @Override
  public int compareTo(SiteVertex other) {
    int order = Double.compare(bound, other.bound);
    return order != 0 ? order : Long.compare(number, other.number);
  }
}
