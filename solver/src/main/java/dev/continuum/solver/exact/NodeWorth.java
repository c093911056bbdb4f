package dev.continuum.solver.exact;

import java.util.Arrays;
import java.util.HashMap;
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

  private final @Nullable ConfigurationModel model;

  /** Prices of rows that limit load by configuration, 0 of all others; micro-units. */
  private final double[] rows;

  private final double[] loads;
  private final double[][] configurations;

  private NodeWorth(
      @Nullable ConfigurationModel model,
      double[] rows,
      double[] loads,
      double[][] configurations) {
    this.model = model;
    this.rows = rows;
    this.loads = loads;
    this.configurations = configurations;
  }

  /** Where nothing is known: all is worth nothing. */
  static NodeWorth unknown() {
    return new NodeWorth(null, UNKNOWN, UNKNOWN, new double[0][]);
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
    return new NodeWorth(model, rows, dive.loadPrices(), configurations);
  }

  /** By configuration of a node; empty where nothing is known. */
  double[] configurations(int node) {
    return model == null ? UNKNOWN : configurations[node];
  }

  /** What a device in a place takes, micro-units. */
  double taken(GroupBlocks blocks, GroupBlocks.Choice choice) {
    if (model == null) {
      return 0;
    }
    double[] sum = new double[1];
    model.each(
        blocks, choice, (row, coefficient) -> sum[0] += row < 0 ? 0 : rows[row] * coefficient);
    return sum[0];
  }

  /** What a nano-request/s on a pair is worth, micro-units. */
  double load(int pair) {
    return model == null ? 0 : loads[pair];
  }
}
