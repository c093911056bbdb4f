package dev.continuum.datasets.importer;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.workload.Splitting;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads warehouse location instances as OR-Library distributes them (cap41 to cap134, capa to
 * capc): {@code m n}; for each warehouse its capacity and opening cost; for each customer its
 * demand and the m costs of serving all of it. Numbers stand in any number of lines.
 *
 * <p>In capa, capb and capc the word {@code capacity} stands for a number that the user chooses
 * (8,000 to 14,000 there); {@link #withCapacity} gives it.
 *
 * <p>Splitting decides the problem: divisible customers are the CFLP, whole ones the single-source
 * CFLP. The objective of a placement is the instance's own. Immutable and thread-safe; time and
 * memory grow with m × n.
 *
 * @see <a href="https://doi.org/10.1057/jors.1990.166">J. E. Beasley, OR-Library, JORS 41
 *     (1990)</a>
 */
public final class OrLibraryCap {

  private static final int MOST_FACILITIES = 20_000;
  private static final int MOST_CUSTOMERS = 2_000_000;
  private static final long MOST_PAIRS = 20_000_000;
  private static final BigDecimal OPEN = BigDecimal.ONE.negate();

  private final Splitting splitting;
  private final BigDecimal capacity;

  private OrLibraryCap(Splitting splitting, BigDecimal capacity) {
    this.splitting = splitting;
    this.capacity = capacity;
  }

  /** Customers as the given splitting says. */
  public static OrLibraryCap of(Splitting splitting) {
    return new OrLibraryCap(splitting, OPEN);
  }

  /**
   * This, with a number for the word {@code capacity}.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public OrLibraryCap withCapacity(double ofEachFacility) {
    if (!(ofEachFacility > 0) || Double.isInfinite(ofEachFacility)) {
      throw new IllegalArgumentException("The capacity (" + ofEachFacility + ") must be positive.");
    }
    return new OrLibraryCap(splitting, BigDecimal.valueOf(ofEachFacility));
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidProblemException if it is not such an instance; the issue names the line
   */
  public PlacementProblem read(Path file) throws IOException {
    return parse(InstanceText.read(file, StandardCharsets.ISO_8859_1));
  }

  /** Reads text; faults are reported under the name. */
  public PlacementProblem parse(String name, String text) {
    return parse(InstanceText.of(name, text));
  }

  private PlacementProblem parse(InstanceText source) {
    NumberTokens in = new NumberTokens(source);
    int facilities = in.count("number of warehouses", MOST_FACILITIES);
    int customers = in.count("number of customers", MOST_CUSTOMERS);
    InstanceSize.check(in, facilities, customers, MOST_PAIRS);
    BigDecimal[] capacities = new BigDecimal[facilities];
    BigDecimal[] openingCosts = new BigDecimal[facilities];
    for (int i = 0; i < facilities; i++) {
      String warehouse = " of warehouse " + (i + 1);
      capacities[i] = capacity(in, warehouse);
      openingCosts[i] = in.amount("opening cost" + warehouse);
    }
    BigDecimal[] demands = new BigDecimal[customers];
    BigDecimal[][] costs = new BigDecimal[customers][];
    for (int j = 0; j < customers; j++) {
      String customer = " of customer " + (j + 1);
      demands[j] = in.amount("demand" + customer);
      costs[j] = in.amounts(facilities, "cost" + customer + " at warehouse");
    }
    in.expectEnd("the costs of the last customer");
    return new FacilityLocation(capacities, openingCosts, demands, costs)
        .problem(source.stem(), splitting);
  }

  private BigDecimal capacity(NumberTokens in, String warehouse) {
    if (!in.skipWord("capacity")) {
      return in.amount("capacity" + warehouse);
    }
    if (capacity.signum() < 0) {
      throw in.fault(
          "import.capacity-open",
          "The capacity" + warehouse + " is the word \"capacity\", for the user to choose.",
          "Maybe give a number with --capacity; OR-Library states optima for 8000 to 14000.");
    }
    return capacity;
  }
}
