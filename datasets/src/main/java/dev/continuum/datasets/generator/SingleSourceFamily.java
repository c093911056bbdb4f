package dev.continuum.datasets.generator;

import dev.continuum.datasets.importer.SingleSourceLocation;
import dev.continuum.model.PlacementProblem;

/**
 * Facility location where every customer is served by one facility, in the manner of Holmberg,
 * Rönnqvist and Yuan: points on a grid of 190, demand U[10, 50], capacity U[100, 500] scaled to a
 * ratio of the demand, opening cost U[300, 700], serving a customer costs distance × demand / 10.
 * All are whole numbers.
 *
 * <p>Stateless; time and memory grow with facilities × customers.
 *
 * @see <a href="https://doi.org/10.1016/S0377-2217(98)00008-3">K. Holmberg, M. Rönnqvist, D. Yuan,
 *     An exact algorithm for the capacitated facility location problems with single sourcing, EJOR
 *     113 (1999)</a>
 */
public final class SingleSourceFamily {

  private static final int MOST_FACILITIES = 20_000;
  private static final int MOST_PAIRS = 4_000_000;

  private SingleSourceFamily() {}

  /**
   * The problem of a seed.
   *
   * @param ratio total capacity over total demand; 1.5 to 6 are usual
   * @throws IllegalArgumentException if there are no facilities or customers, or more than 4
   *     million pairs, or the ratio is below 1
   */
  public static PlacementProblem generate(int facilities, int customers, double ratio, long seed) {
    Numbered.require("facilities", facilities, 1, MOST_FACILITIES);
    Numbered.require("customers", customers, 1, MOST_PAIRS / facilities);
    if (!(ratio >= 1 && ratio <= 1e6)) {
      throw new IllegalArgumentException("The ratio (" + ratio + ") must be from 1 to 1e6.");
    }
    Draws draws = new Draws(seed);
    int[][] points = new int[facilities + customers][2];
    for (int[] point : points) {
      point[0] = draws.whole(10, 200);
      point[1] = draws.whole(10, 200);
    }
    int[] demands = draws(draws, customers, 10, 50);
    int[] capacities = draws(draws, facilities, 100, 500);
    int[] opening = draws(draws, facilities, 300, 700);
    double scale = ratio * sum(demands) / sum(capacities);
    for (int i = 0; i < facilities; i++) {
      capacities[i] = (int) Math.round(capacities[i] * scale);
    }
    StringBuilder text = new StringBuilder();
    text.append(facilities).append(' ').append(customers).append('\n');
    line(text, capacities);
    line(text, opening);
    line(text, demands);
    for (int j = 0; j < customers; j++) {
      int[] row = new int[facilities];
      for (int i = 0; i < facilities; i++) {
        int[] customer = points[facilities + j];
        double distance = StrictMath.hypot(points[i][0] - customer[0], points[i][1] - customer[1]);
        row[i] = (int) Math.round(distance * demands[j] / 10);
      }
      line(text, row);
    }
    String name = "sscflp-" + facilities + "x" + customers + "-" + ratio + "-" + seed;
    return SingleSourceLocation.parse(name + ".txt", text.toString());
  }

  private static int[] draws(Draws draws, int count, int least, int most) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = draws.whole(least, most);
    }
    return values;
  }

  private static double sum(int[] values) {
    double sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  private static void line(StringBuilder text, int[] values) {
    for (int value : values) {
      text.append(value).append(' ');
    }
    text.append('\n');
  }
}
