package dev.continuum.solver.compiled;

import java.util.List;

/**
 * Rules on several nodes at once; gathering is judged route by route.
 *
 * @param spreads functions to be warm in several zones
 * @param aparts functions that no node keeps both of
 */
public record RuleTable(List<SpreadRule> spreads, List<ApartRule> aparts) {

  /**
   * A function that must be warm in several failure domains.
   *
   * @param function its index
   * @param zones in how many
   */
  public record SpreadRule(int function, int zones) {}

  /**
   * Two functions of which a node keeps at most one warm.
   *
   * @param one an index
   * @param other another
   * @param sizes whether they are sizes of one function: then a node has at most one's artifact
   */
  public record ApartRule(int one, int other, boolean sizes) {

    /** Whether it is about a function. */
    public boolean concerns(int function) {
      return one == function || other == function;
    }
  }
}
