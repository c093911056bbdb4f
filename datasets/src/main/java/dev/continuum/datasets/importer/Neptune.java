package dev.continuum.datasets.importer;

import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads requests to NEPTUNE, the JSON that {@code neptune-mip} takes; comments are allowed.
 *
 * <p>A group of one divisible device stands for the requests that enter at a node for a function,
 * so its shares are NEPTUNE's x; the function's floor of one instance makes memory count once
 * wherever it is deployed, which is c; the price of an active node is n. CPU is {@code cores_matrix
 * / workload_on_destination_matrix} core-seconds a request, 0/0 = 0; a function does not run where
 * cores were used without requests. Costs are explicit, so that delays keep their digits; the
 * delays are declared as well. {@code actual_cpu_allocations} is the running placement.
 *
 * <p>Two things are as in the published program rather than as in the paper. Requests may be split
 * freely: its rule that forbids that is a fault of the program. {@code function_max_delays} does
 * not bind; {@link #enforcingMaxDelays} fences each entry node off from the nodes that are farther,
 * which is what the paper asks (a bound on the network's delay, so not a deadline of the model,
 * which would count service as well).
 *
 * <p>Immutable and thread-safe; time and memory grow with nodes² × functions.
 *
 * @see <a href="https://doi.org/10.1145/3524844.3528067">L. Baresi, D. Hu, G. Quattrocchi, L.
 *     Terracciano, NEPTUNE: Network- and GPU-aware Management of Serverless Functions at the Edge,
 *     SEAMS 2022</a>
 */
public final class Neptune {

  static final double DEFAULT_ALPHA = 0.5;

  private static final double ALPHA_AS_FILED = -1;

  private final NeptuneObjective objective;
  private final double alpha;
  private final MaxDelays maxDelays;

  /** What {@code function_max_delays} does. */
  enum MaxDelays {
    IGNORED,
    FENCE
  }

  private Neptune(NeptuneObjective objective, double alpha, MaxDelays maxDelays) {
    this.objective = objective;
    this.alpha = alpha;
    this.maxDelays = maxDelays;
  }

  /** Minimises what is given. */
  public static Neptune minimising(NeptuneObjective objective) {
    return new Neptune(objective, ALPHA_AS_FILED, MaxDelays.IGNORED);
  }

  /**
   * This, with a weight α of nodes against delay instead of the file's.
   *
   * @throws IllegalArgumentException if it is not in [0, 1]
   */
  public Neptune withAlpha(double weightOfNodes) {
    if (!(weightOfNodes >= 0 && weightOfNodes <= 1)) {
      throw new IllegalArgumentException("Alpha (" + weightOfNodes + ") must be in [0, 1].");
    }
    return new Neptune(objective, weightOfNodes, maxDelays);
  }

  /** This, with {@code function_max_delays} as a bound on the network's delay. */
  public Neptune enforcingMaxDelays() {
    return new Neptune(objective, alpha, MaxDelays.FENCE);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidProblemException with every missing or faulty field
   */
  public Imported read(Path file) throws IOException {
    return parse(InstanceText.read(file, StandardCharsets.UTF_8));
  }

  /** Reads text; faults are reported under the name. */
  public Imported parse(String name, String text) {
    return parse(InstanceText.of(name, text));
  }

  private Imported parse(InstanceText source) {
    NeptuneRequest request = NeptuneRequest.parse(source);
    double weightOfNodes = alpha == ALPHA_AS_FILED ? request.solverAlpha : alpha;
    NeptuneCosts costs = NeptuneCosts.of(resolved(request, source), request, weightOfNodes);
    return new NeptuneProblem(request, costs, maxDelays).imported(source.stem());
  }

  private NeptuneObjective resolved(NeptuneRequest request, InstanceText source) {
    if (objective != NeptuneObjective.AS_FILED) {
      return objective;
    }
    return switch (request.solverType) {
      case "NeptuneMinDelay" -> NeptuneObjective.DELAY;
      case "NeptuneMinUtilization" -> NeptuneObjective.UTILIZATION;
      case "", "NeptuneMinDelayAndUtilization" -> NeptuneObjective.DELAY_AND_UTILIZATION;
      default ->
          throw new InvalidProblemException(
              List.of(
                  new Issue(
                      "import.field",
                      source.name() + ": solver.type",
                      "The solver ("
                          + request.solverType
                          + ") must be one of NeptuneMinDelay,"
                          + " NeptuneMinUtilization, NeptuneMinDelayAndUtilization.",
                      "Maybe choose the objective yourself.")));
    };
  }
}
