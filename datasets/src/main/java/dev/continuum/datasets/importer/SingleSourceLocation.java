package dev.continuum.datasets.importer;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.workload.Splitting;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads single-source location instances in the layout of Holmberg, Rönnqvist and Yuan: {@code m
 * n}; m capacities; m opening costs; n demands; then for each customer the m costs of serving all
 * of its demand. Every customer is served by one facility.
 *
 * <p>The objective of a placement is the instance's own. Stateless; time and memory grow with m ×
 * n.
 *
 * @see <a href="https://doi.org/10.1016/S0377-2217(98)00008-3">Holmberg, Rönnqvist, Yuan, An exact
 *     algorithm for the capacitated facility location problems with single sourcing, EJOR 113
 *     (1999)</a>
 */
public final class SingleSourceLocation {

  private static final int MOST_FACILITIES = 20_000;
  private static final int MOST_CUSTOMERS = 2_000_000;
  private static final long MOST_PAIRS = 20_000_000;

  private SingleSourceLocation() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidProblemException if it is not such an instance; the issue names the line
   */
  public static PlacementProblem read(Path file) throws IOException {
    return parse(InstanceText.read(file, StandardCharsets.ISO_8859_1));
  }

  /** Reads text; faults are reported under the name. */
  public static PlacementProblem parse(String name, String text) {
    return parse(InstanceText.of(name, text));
  }

  private static PlacementProblem parse(InstanceText source) {
    NumberTokens in = new NumberTokens(source);
    int facilities = in.count("number of facilities", MOST_FACILITIES);
    int customers = in.count("number of customers", MOST_CUSTOMERS);
    InstanceSize.check(in, facilities, customers, MOST_PAIRS);
    BigDecimal[] capacities = in.amounts(facilities, "capacity");
    BigDecimal[] openingCosts = in.amounts(facilities, "opening cost");
    BigDecimal[] demands = in.amounts(customers, "demand");
    BigDecimal[][] costs = new BigDecimal[customers][];
    for (int j = 0; j < customers; j++) {
      costs[j] = in.amounts(facilities, "cost of customer " + (j + 1) + " at facility");
    }
    in.expectEnd("the costs of the last customer");
    return new FacilityLocation(capacities, openingCosts, demands, costs)
        .problem(source.stem(), Splitting.WHOLE);
  }
}
