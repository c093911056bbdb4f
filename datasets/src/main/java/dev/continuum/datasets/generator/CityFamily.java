package dev.continuum.datasets.generator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;

/**
 * A city and its clients: the full model.
 *
 * <ul>
 *   <li>Sites cluster around 3 to 8 centres, a failure domain each; links by distance to the four
 *       nearest and to a core; a region of a cloud 40 ms behind the core. A fifth of the sites is
 *       large.
 *   <li>Groups are Zipf over sites, with log-normal numbers of devices (ten on average, exactly),
 *       over Wi-Fi or mobile; half of them on battery, 2 % with a lifetime that serving all calls
 *       on the device breaks.
 *   <li>Applications are chains of one to four calls over shared functions, a join in every tenth;
 *       5 to 10 % of the groups use one with a hard deadline that the region cannot meet.
 *   <li>Erlang sizing throughout. A site's memory holds half of the instances that its part of
 *       every function's load would plan; its CPU is 65 % used in a good placement ({@link
 *       SiteSizing}).
 * </ul>
 *
 * <p>{@link Tightness} holds in good placements. Stateless; time grows with groups, with sites ×
 * functions and with sites².
 */
public final class CityFamily {

  private static final int MOST_SITES = 10_000;
  private static final int MOST_GROUPS = 1_000_000;
  private static final int MOST_FUNCTIONS = 1_000;
  private static final SiteSizing SIZING = SiteSizing.DEFAULT;

  private CityFamily() {}

  /**
   * The city of a seed.
   *
   * @throws IllegalArgumentException if there are not 2 to 10,000 sites, 1 to 1,000,000 groups, 4
   *     to 1,000 functions
   */
  public static PlacementProblem city(int sites, int groups, int functions, long seed) {
    return named(
        "city-" + sites + "x" + groups + "x" + functions + "-" + seed,
        sites,
        groups,
        functions,
        seed);
  }

  /** 1,000 sites, 100,000 groups of 1,000,000 devices together, 50 functions. */
  public static PlacementProblem metro(long seed) {
    return named("metro-" + seed, 1_000, 100_000, 50, seed);
  }

  private static PlacementProblem named(
      String name, int sites, int groups, int functions, long seed) {
    Numbered.require("sites", sites, 2, MOST_SITES);
    Numbered.require("groups", groups, 1, MOST_GROUPS);
    Numbered.require("functions", functions, 4, MOST_FUNCTIONS);
    Draws draws = new Draws(seed);
    CityMap map = new CityMap(sites, draws.split());
    CityWorkload workload = new CityWorkload(functions, draws.split());
    ProblemBuilder problem = PlacementProblem.builder(name);
    map.addTo(problem);
    workload.addTo(problem);
    new CityClients(workload).addTo(problem, map, sites, groups, draws.split());
    return SIZING.size(problem.build(), map.parts());
  }
}
