package dev.continuum.datasets.generator;

import dev.continuum.datasets.importer.EdgeUserAllocation;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A region on the sphere: sites and users around a few centres, and an application sketch on each
 * of them as {@link EdgeUserAllocation} repeats it, so that edge user allocation can be asked of
 * other places than those whose data are published.
 *
 * <p>Centres are uniform in a square; a site or user is at a centre drawn with equal chances, off
 * by a normal distance north and east whose standard deviation is the centre's own: uniform between
 * 0.15 and 0.35 of the square's side. Immutable and thread-safe; time grows with users × sites.
 *
 * @param sites how many, 2 to 10,000
 * @param users how many, 1 to 1,000,000
 * @param kilometres a side of the square, 0.1 to 1,000
 * @param centres how many, 1 to 100
 */
public record RegionFamily(int sites, int users, double kilometres, int centres) {

  private static final int MOST_SITES = 10_000;
  private static final int MOST_USERS = 1_000_000;
  private static final int MOST_CENTRES = 100;
  private static final double LEAST_KM = 0.1;
  private static final double MOST_KM = 1_000;
  private static final double NARROWEST = 0.15;
  private static final double WIDEST = 0.35;

  /** The square's south-western corner, in Milan, and a degree of latitude there. */
  private static final double SOUTH = 45.4;

  private static final double WEST = 9.1;
  private static final double KM_PER_DEGREE = 111.195;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public RegionFamily {
    Numbered.require("sites", sites, 2, MOST_SITES);
    Numbered.require("users", users, 1, MOST_USERS);
    Numbered.require("centres", centres, 1, MOST_CENTRES);
    if (!(kilometres >= LEAST_KM && kilometres <= MOST_KM)) {
      throw new IllegalArgumentException(
          "The side in kilometres (" + kilometres + ") must be from 0.1 to 1000.");
    }
  }

  /**
   * The region of a seed around an application.
   *
   * @throws dev.continuum.model.validation.InvalidProblemException with what the application lacks
   */
  public PlacementProblem around(PlacementProblem app, long seed) {
    Draws draws = new Draws(seed);
    List<Centre> around = new ArrayList<>();
    Draws forCentres = draws.split();
    for (int c = 0; c < centres; c++) {
      around.add(
          new Centre(
              forCentres.uniform(0, kilometres),
              forCentres.uniform(0, kilometres),
              forCentres.uniform(NARROWEST, WIDEST) * kilometres));
    }
    Draws forSites = draws.split();
    SortedMap<NodeId, Position> at = new TreeMap<>();
    for (int s = 0; s < sites; s++) {
      at.put(new NodeId(Numbered.of("site", s, sites)), near(around, forSites));
    }
    Draws forUsers = draws.split();
    List<Position> of = new ArrayList<>(users);
    for (int u = 0; u < users; u++) {
      of.add(near(around, forUsers));
    }
    return EdgeUserAllocation.around(app).place(name(app, seed), at, of);
  }

  private String name(PlacementProblem app, long seed) {
    return "region-" + app.name() + "-" + sites + "x" + users + "-" + seed;
  }

  private static Position near(List<Centre> centres, Draws draws) {
    Centre centre = draws.pick(centres);
    double north = centre.north() + centre.deviation() * draws.normal();
    double east = centre.east() + centre.deviation() * draws.normal();
    double perDegreeEast = KM_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(SOUTH));
    return new Position(
        Draws.rounded(SOUTH + north / KM_PER_DEGREE, 6),
        Draws.rounded(WEST + east / perDegreeEast, 6));
  }

  /** In kilometres from the corner. */
  private record Centre(double north, double east, double deviation) {}
}
