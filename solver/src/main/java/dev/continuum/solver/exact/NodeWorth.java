package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a linear program's nodes are worth at its dual: the room of each configuration,
 * and what devices in a place take of that. By weak duality devices on a node earn no more than
 * that room and what they pay beyond what they take, at these prices of room and at any others.
 * Immutable; thread-safe.
 */
final class NodeWorth {

  private static final double[] UNKNOWN = {};

  /**
   * What one program tells.
   *
   * @param rows prices of rows that limit load by configuration, 0 of all others; micro-units
   * @param loads prices by pair
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(
      ConfigurationModel model, double[] rows, double[] loads, double[][] configurations) {}

  /** By node; null where nothing is known. */
  private final @Nullable Part[] parts;

  private NodeWorth(@Nullable Part[] parts) {
    this.parts = parts;
  }

  /** Where nothing is known: all is worth nothing. */
  static NodeWorth unknown(int nodes) {
    return new NodeWorth(new Part[nodes]);
  }

  /**
   * Each node as one of several programs tells.
   *
   * @param program by node; -1 where none does
   */
  static NodeWorth of(int[] program, List<NodeWorth> told) {
    @Nullable Part[] parts = new Part[program.length];
    Arrays.setAll(parts, n -> program[n] < 0 ? null : told.get(program[n]).parts[n]);
    return new NodeWorth(parts);
  }

  /** At a program's last solution. */
  static NodeWorth of(ConfigurationDive dive) {
    ConfigurationModel model = dive.of();
    Map<Integer, int[]> choice = new HashMap<>();
    double[][] configurations = new double[model.chosen.length][];
    for (int n = 0; n < configurations.length; n++) {
      configurations[n] = new double[model.chosen[n].length];
      for (int k = 0; k < configurations[n].length; k++) {
        choice.put(model.chosen[n][k], new int[] {n, k});
      }
    }
    double[] duals = dive.duals();
    double[] rows = new double[duals.length];
    boolean[] link = new boolean[rows.length];
    Arrays.stream(model.linkRow).filter(row -> row >= 0).forEach(row -> link[row] = true);
    for (int r = 0; r < rows.length; r++) {
      LinearModel.Row row = model.model.rows().get(r);
      if (link[r] || row.equality() || row.limit() != 0 || duals[r] >= 0) {
        continue;
      }
      for (int i = 0; i < row.variables().length; i++) {
        int[] at = row.coefficients()[i] < 0 ? choice.get(row.variables()[i]) : null;
        if (at != null) {
          rows[r] = -duals[r];
          configurations[at[0]][at[1]] -= rows[r] * row.coefficients()[i] * row.unit();
        }
      }
    }
    Part part = new Part(model, rows, dive.loadPrices(), configurations);
    @Nullable Part[] parts = new Part[configurations.length];
    Arrays.fill(parts, part);
    return new NodeWorth(parts);
  }

  /** By configuration of a node; empty where nothing is known. */
  double[] configurations(int node) {
    Part part = parts[node];
    return part == null ? UNKNOWN : part.configurations[node];
  }

  /** What a device in a place takes, micro-units. */
  double taken(GroupBlocks blocks, GroupBlocks.Choice choice) {
    Part part = choice.place() == RouteSpace.LOCAL ? null : parts[choice.place()];
    if (part == null) {
      return 0;
    }
    double[] sum = new double[1];
    part.model.eachOfNode(
        blocks, choice, (row, coefficient) -> sum[0] += row < 0 ? 0 : part.rows[row] * coefficient);
    return sum[0];
  }

  /** What a nano-request/s on a pair of a node is worth, micro-units. */
  double load(int node, int pair) {
    Part part = parts[node];
    return part == null ? 0 : part.loads[pair];
  }
}
