package dev.continuum.solver.exact;

import dev.continuum.solver.Level;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The strong encoding (model, section 6): a count per route, a staircase of ordered binaries per
 * function and node, artifact and node binaries, and per-group links x &le; K·y. Exact over the
 * given columns.
 */
final class Encoding {

  static final int NONE = -1;

  final CompiledProblem problem;
  final LinearModel model = new LinearModel();
  final List<Column> columns;

  private final long[] least;

  /** The first column of each group, which are contiguous; one entry more at the end. */
  final int[] firstColumn;

  /** Devices on a column. */
  final int[] count;

  /** Unserved devices of a group, or NONE where all must be served. */
  final int[] unserved;

  /** Ordered binaries of a pair: at least k+1 instances. */
  final int[][] step;

  /** Whether a pair's artifact is present, or NONE where it cannot matter. */
  final int[] present;

  /** Whether a node is active, or NONE where it cannot matter. */
  final int[] active;

  /** Devices moved onto a node, as variables with their price. */
  final List<Integer> moves = new ArrayList<>();

  /**
   * Whether each limit is a row of its own, and none is only implied by how long a staircase is.
   */
  final boolean apart;

  Encoding(CompiledProblem problem, List<Column> columns) {
    this(problem, columns, new long[columns.size()], false);
  }

  /** The same, with at least so many devices on each column. */
  Encoding(CompiledProblem problem, List<Column> columns, long[] least) {
    this(problem, columns, least, false);
  }

  /**
   * For naming conflicts: the same placements, but rules are kept apart, so that dropping the rows
   * of one drops all of it.
   */
  static Encoding apart(CompiledProblem problem, List<Column> columns) {
    return new Encoding(problem, columns, new long[columns.size()], true);
  }

  private Encoding(
      CompiledProblem problem, List<Column> columns, long[] least, boolean rulesApart) {
    this.problem = problem;
    this.apart = rulesApart;
    this.columns = columns;
    this.least = least;
    firstColumn = firstColumns(problem, columns);
    count = new int[columns.size()];
    unserved = new int[problem.groups().size()];
    step = new int[problem.pairs().size()][];
    present = new int[problem.pairs().size()];
    active = new int[problem.nodes().size];
    Arrays.fill(unserved, NONE);
    Arrays.fill(present, NONE);
    Arrays.fill(active, NONE);
    countVariables();
    PairUse use = new PairUse(this);
    new InstanceRows(this, use).add();
    new NodeRows(this).add();
    new CrossRows(this).add();
  }

  /** Objective coefficients of a level, by variable. */
  long[] objective(Level level) {
    long[] coefficients = new long[model.variables()];
    switch (level) {
      case UNSERVED -> {
        for (CompiledGroup group : problem.groups()) {
          if (unserved[group.index] != NONE) {
            coefficients[unserved[group.index]] = group.priorityMicros;
          }
        }
      }
      case LATE -> {
        for (int c = 0; c < count.length; c++) {
          Column column = columns.get(c);
          coefficients[count[c]] =
              column.late() ? problem.groups().get(column.group()).priorityMicros : 0;
        }
      }
      case COST -> addCosts(coefficients);
    }
    return coefficients;
  }

  private void addCosts(long[] coefficients) {
    PairTable pairs = problem.pairs();
    for (int c = 0; c < count.length; c++) {
      coefficients[count[c]] = columns.get(c).micros();
    }
    for (int pair = 0; pair < step.length; pair++) {
      if (step[pair] != null) {
        for (int k = 0; k < step[pair].length; k++) {
          boolean started = problem.changes().counted() && k >= pairs.warmNow[pair];
          coefficients[step[pair][k]] =
              pairs.keptMicros[pair] + (started ? problem.changes().startMicros() : 0);
        }
      }
      if (present[pair] != NONE) {
        coefficients[present[pair]] = pairs.acquisitionMicros[pair];
      }
    }
    for (int n = 0; n < active.length; n++) {
      if (active[n] != NONE) {
        coefficients[active[n]] = problem.nodes().activeMicros[n];
      }
    }
    for (int move : moves) {
      coefficients[move] = problem.changes().moveMicros();
    }
  }

  /** Requires a level to have a value. */
  void fix(Level level, long micros) {
    long[] coefficients = objective(level);
    Terms terms = new Terms();
    for (int v = 0; v < coefficients.length; v++) {
      terms.add(v, coefficients[v]);
    }
    if (!terms.isEmpty()) {
      int rule = model.rule(level == Level.UNSERVED ? "ADMISSION" : "DEADLINE", "all groups");
      model.atMost(terms, micros, rule);
    }
  }

  /** The pair a column uses for a call, or NONE for a local one. */
  int pair(Column column, int call) {
    RouteSpace routes = problem.groups().get(column.group()).routes;
    int option = column.route()[call];
    int node = routes.node(call, option);
    return node == RouteSpace.LOCAL
        ? NONE
        : problem.pairs().index(routes.function(call, option), node);
  }

  private static int[] firstColumns(CompiledProblem problem, List<Column> columns) {
    int[] first = new int[problem.groups().size() + 1];
    for (Column column : columns) {
      first[column.group() + 1]++;
    }
    for (int g = 0; g < problem.groups().size(); g++) {
      first[g + 1] += first[g];
    }
    return first;
  }

  private void countVariables() {
    Terms[] served = new Terms[problem.groups().size()];
    Arrays.setAll(served, g -> new Terms());
    for (int c = 0; c < count.length; c++) {
      CompiledGroup group = problem.groups().get(columns.get(c).group());
      count[c] = model.variable(least[c], group.devices, !group.divisible);
      served[group.index].add(count[c], 1);
    }
    for (CompiledGroup group : problem.groups()) {
      if (!group.serveAll) {
        unserved[group.index] = model.variable(0, group.devices, !group.divisible);
        served[group.index].add(unserved[group.index], 1);
      }
      int rule = model.rule("ADMISSION", problem.names().groups().get(group.index).value());
      model.exactly(served[group.index], group.devices, rule);
    }
  }
}
