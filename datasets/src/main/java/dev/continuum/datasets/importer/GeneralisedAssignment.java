package dev.continuum.datasets.importer;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads generalised assignment instances, to be minimised: {@code m n} (agents, jobs); the m × n
 * costs, agent by agent; the m × n uses; the m capacities.
 *
 * <p>A file holds one instance, or as in OR-Library a number of instances and then each of them;
 * {@link #instance} chooses one of these.
 *
 * <p>The objective of a placement is the instance's own. Immutable and thread-safe; time and memory
 * grow with m × n.
 *
 * @see <a href="https://doi.org/10.1016/0377-2217(92)90077-M">Cattrysse and Van Wassenhove, A
 *     survey of algorithms for the generalized assignment problem, EJOR 60 (1992)</a>
 */
public final class GeneralisedAssignment {

  private static final int MOST_AGENTS = 20_000;
  private static final int MOST_JOBS = 200_000;
  private static final long MOST_PAIRS = 4_000_000;
  private static final int MOST_INSTANCES = 10_000;

  private final int number;

  private GeneralisedAssignment(int number) {
    this.number = number;
  }

  /** The only instance of a file, or its first. */
  public static GeneralisedAssignment first() {
    return new GeneralisedAssignment(1);
  }

  /**
   * The given instance of a file, from 1.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public static GeneralisedAssignment instance(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("The instance (" + number + ") must be at least 1.");
    }
    return new GeneralisedAssignment(number);
  }

  /**
   * How many instances a file says it holds; linear in the file.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidProblemException if it does not start as an instance does
   */
  public static int count(Path file) throws IOException {
    InstanceText source = InstanceText.read(file, StandardCharsets.ISO_8859_1);
    return holdsOne(source)
        ? 1
        : new NumberTokens(source).count("number of instances", MOST_INSTANCES);
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
    if (holdsOne(source)) {
      if (number > 1) {
        throw noSuchInstance(in, 1);
      }
      AssignmentInstance only = instance(in);
      in.expectEnd("the capacities");
      return only.problem(source.stem());
    }
    int instances = in.count("number of instances", MOST_INSTANCES);
    if (number > instances) {
      throw noSuchInstance(in, instances);
    }
    for (int before = 1; before < number; before++) {
      var unused = instance(in);
    }
    AssignmentInstance chosen = instance(in);
    if (number == instances) {
      in.expectEnd("the capacities of the last instance");
    }
    return chosen.problem(source.stem() + "-" + number);
  }

  /** Whether the file's length is that of one instance of the size in its first two numbers. */
  private static boolean holdsOne(InstanceText source) {
    NumberTokens in = new NumberTokens(source);
    long all = in.remaining();
    int first = in.count("number of agents, or of instances", MOST_JOBS);
    int second = in.count("number of jobs, or of agents", MOST_JOBS);
    if (all == 2 + 2L * first * second + first) {
      return true;
    }
    // Neither count is exact, or there are several: one, unless a first of several would fit.
    double third = all < 3 ? 1 : in.amount("number of jobs, or cost").doubleValue();
    return 3 + (2 * third + 1) * second > all;
  }

  private static AssignmentInstance instance(NumberTokens in) {
    int agents = in.count("number of agents", MOST_AGENTS);
    int jobs = in.count("number of jobs", MOST_JOBS);
    InstanceSize.check(in, agents, jobs, MOST_PAIRS);
    BigDecimal[][] costs = matrix(in, agents, jobs, "cost");
    BigDecimal[][] uses = matrix(in, agents, jobs, "use");
    return new AssignmentInstance(costs, uses, in.amounts(agents, "capacity"));
  }

  private static BigDecimal[][] matrix(NumberTokens in, int agents, int jobs, String what) {
    BigDecimal[][] rows = new BigDecimal[agents][];
    for (int i = 0; i < agents; i++) {
      rows[i] = in.amounts(jobs, what + " on agent " + (i + 1) + ", job");
    }
    return rows;
  }

  private InvalidProblemException noSuchInstance(NumberTokens in, int instances) {
    return in.fault(
        "import.no-such-instance",
        "The file must hold instance " + number + ", but it holds " + instances + ".",
        "Maybe leave the number out for the first one.");
  }
}
