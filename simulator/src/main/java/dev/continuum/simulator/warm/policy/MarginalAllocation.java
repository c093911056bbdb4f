package dev.continuum.simulator.warm.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Divides one node's memory among functions for one minute: instances are granted in the order of
 * saving per GB until savings end or memory does. Savings of a function's instances must not
 * increase (they are expected savings of a convex cost). Then no other counts that use as little
 * memory save more; with equal sizes that is the optimum for any memory, with unequal ones the
 * saving lost is at most price × memory left. O(n log n) for n instances worth having.
 *
 * <p>Fox, Discrete optimization via marginal analysis, Management Science 13(3), 1966,
 * doi:10.1287/mnsc.13.3.210.
 *
 * @param kept instances by function
 * @param usedGigabytes memory they take
 * @param price saving per GB of the best instance that found no room, in GB-s; 0 if all did
 */
@SuppressWarnings("ArrayRecordComponent") // counts for thousands of functions, every minute
public record MarginalAllocation(int[] kept, double usedGigabytes, double price) {

  private static final double ROUNDING = 1e-9;

  /**
   * One instance that would save something.
   *
   * @param function by index
   * @param saving expected GB-s saved, above 0
   * @param gigabytes its memory
   */
  public record Candidate(int function, double saving, double gigabytes) {
    double perGigabyte() {
      return saving / gigabytes;
    }
  }

  /**
   * Grants candidates; those of one function must come in the order of their instances.
   *
   * @param functions how many there are
   * @param gigabytes the node's memory
   */
  public static MarginalAllocation of(int functions, List<Candidate> candidates, double gigabytes) {
    List<Candidate> order = new ArrayList<>(candidates);
    double all = order.stream().mapToDouble(Candidate::gigabytes).sum();
    if (all > gigabytes) {
      order.sort(Comparator.comparingDouble(Candidate::perGigabyte).reversed());
    }
    int[] kept = new int[functions];
    double used = 0;
    for (Candidate each : order) {
      if (used + each.gigabytes() > gigabytes + ROUNDING) {
        return new MarginalAllocation(kept, used, each.perGigabyte());
      }
      kept[each.function()]++;
      used += each.gigabytes();
    }
    return new MarginalAllocation(kept, used, 0);
  }
}
