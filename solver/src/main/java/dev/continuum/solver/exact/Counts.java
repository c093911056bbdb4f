package dev.continuum.solver.exact;

import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What can be counted in whole numbers once every node has a configuration: on how many nodes a
 * function carries at least so much, and the sum of that over all amounts; on all nodes, or on one.
 * Immutable; thread-safe.
 */
final class Counts {

  /** All nodes. */
  static final int ALL = -1;

  /** The sum over levels. */
  private static final int SUM = 0;

  /** Parts of a node that are rounding. */
  private static final double NEGLIGIBLE = 1e-9;

  /**
   * One of them.
   *
   * @param function which
   * @param level how many of the amounts that nodes may carry of it are no more; 0 for the sum
   * @param node the only one, or {@link #ALL}
   */
  record Count(int function, int level, int node) {}

  /** A count in a solution of the relaxation. */
  record Counted(Count count, double value) {

    /** How far that is from a whole number. */
    double fraction() {
      return Math.abs(value - Math.rint(value));
    }
  }

  private final NodeFunctions functions;

  /** By node, configuration and function of the node. */
  private final int[][][] levels;

  /** How many amounts there are of each function. */
  private final int[] most;

  Counts(NodeFunctions functions, int nodes, int allFunctions) {
    this.functions = functions;
    List<TreeSet<Long>> amounts = new ArrayList<>();
    for (int f = 0; f < allFunctions; f++) {
      amounts.add(new TreeSet<>());
    }
    for (int n = 0; n < nodes; n++) {
      int[] here = functions.of(n);
      for (Configuration each : listed(n)) {
        for (int i = 0; i < here.length; i++) {
          amounts.get(here[i]).add(each.carried()[i]);
        }
      }
    }
    amounts.forEach(of -> of.remove(0L));
    most = amounts.stream().mapToInt(TreeSet::size).toArray();
    long[][] sorted =
        amounts.stream()
            .map(of -> of.stream().mapToLong(Long::longValue).toArray())
            .toArray(long[][]::new);
    levels = new int[nodes][][];
    for (int n = 0; n < nodes; n++) {
      int[] here = functions.of(n);
      levels[n] = listed(n).stream().map(each -> levels(here, each, sorted)).toArray(int[][]::new);
    }
  }

  private List<Configuration> listed(int node) {
    @Nullable List<Configuration> all = functions.configurations(node);
    return all == null ? List.of() : all;
  }

  /** How many amounts are no more than what it carries of each function. */
  private static int[] levels(int[] here, Configuration each, long[][] amounts) {
    int[] of = new int[here.length];
    Arrays.setAll(
        of,
        i ->
            each.carried()[i] == 0
                ? 0
                : Arrays.binarySearch(amounts[here[i]], each.carried()[i]) + 1);
    return of;
  }

  /** What a node with a configuration adds to a count. */
  int of(Count count, int node, int configuration) {
    int at = ConfigurationModel.indexOf(functions.of(node), count.function);
    if (at < 0 || levels[node].length == 0 || (count.node != ALL && count.node != node)) {
      return 0;
    }
    int level = levels[node][configuration][at];
    return count.level == SUM ? level : level >= count.level ? 1 : 0;
  }

  /** Counts that are not whole in a solution: on all nodes if there are any, else on each. */
  List<Counted> broken(ConfigurationModel model, double[] values, double tolerance) {
    List<Counted> all = broken(onAll(model, values), tolerance);
    return all.isEmpty() ? broken(onEach(model, values), tolerance) : all;
  }

  private static List<Counted> broken(List<Counted> all, double tolerance) {
    return all.stream()
        .filter(each -> each.fraction() > tolerance)
        .sorted(Comparator.comparingDouble(each -> -each.fraction()))
        .toList();
  }

  private List<Counted> onAll(ConfigurationModel model, double[] values) {
    double[][] sums = none();
    for (int n = 0; n < levels.length; n++) {
      add(model, n, values, sums);
    }
    return counted(sums, ALL);
  }

  private List<Counted> onEach(ConfigurationModel model, double[] values) {
    List<Counted> all = new ArrayList<>();
    for (int n = 0; n < levels.length; n++) {
      double[][] sums = none();
      add(model, n, values, sums);
      all.addAll(counted(sums, n));
    }
    return all;
  }

  private double[][] none() {
    double[][] sums = new double[most.length][];
    Arrays.setAll(sums, f -> new double[most[f] + 1]);
    return sums;
  }

  private void add(ConfigurationModel model, int node, double[] values, double[][] sums) {
    int[] here = functions.of(node);
    for (int k = 0; k < levels[node].length; k++) {
      double value = values[model.chosen[node][k]];
      for (int i = 0; value > NEGLIGIBLE && i < here.length; i++) {
        int level = levels[node][k][i];
        sums[here[i]][SUM] += level * value;
        for (int l = 1; l <= level; l++) {
          sums[here[i]][l] += value;
        }
      }
    }
  }

  private static List<Counted> counted(double[][] sums, int node) {
    List<Counted> all = new ArrayList<>();
    for (int f = 0; f < sums.length; f++) {
      for (int l = 0; l < sums[f].length; l++) {
        all.add(new Counted(new Count(f, l, node), sums[f][l]));
      }
    }
    return all;
  }
}
