package dev.continuum.solver.exact;

import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * By how much one limit would have to rise for the rules of a conflict to hold together: an elastic
 * row, whose slack is minimised under all others. J. W. Chinneck, Feasibility and Infeasibility in
 * Optimization, Springer 2008, DOI 10.1007/978-0-387-74932-7, chapter 6.
 */
final class Shortfall {

  /** Sums stay far from where whole numbers end. */
  private static final long MOST_SLACK = Long.MAX_VALUE / 16;

  private final Search search;
  private final Encoding encoding;
  private final Set<Integer> conflict;

  Shortfall(Search search, Encoding encoding, List<Integer> conflict) {
    this.search = search;
    this.encoding = encoding;
    this.conflict = new TreeSet<>(conflict);
  }

  /**
   * What the rows of a rule lack, in the unit they were declared in; empty if no amount helps, or
   * time ran out before it was known.
   */
  OptionalLong of(int rule) {
    if (search.over()) {
      return OptionalLong.empty();
    }
    LinearModel elastic = new LinearModel();
    for (int v = 0; v < encoding.model.variables(); v++) {
      elastic.variable(encoding.model.lower(v), encoding.model.upper(v), encoding.model.whole(v));
    }
    Terms slack = new Terms();
    for (LinearModel.Row row : encoding.model.rows()) {
      if (row.rule() == rule) {
        slack.add(stretch(elastic, row), row.unit());
      } else if (conflict.contains(row.rule())) {
        elastic.rows().add(row);
      }
    }
    return minimise(elastic, slack, rule);
  }

  /** Adds a row with a slack of its own, and returns that. */
  private int stretch(LinearModel elastic, LinearModel.Row row) {
    Terms terms = new Terms();
    for (int i = 0; i < row.variables().length; i++) {
      terms.add(row.variables()[i], row.coefficients()[i]);
    }
    long most = Math.min(MOST_SLACK, Math.max(0, terms.most(elastic) - row.limit()));
    boolean whole = !search.problem().anyDivisible();
    int slack = elastic.variable(0, row.equality() ? row.limit() : most, whole);
    terms.add(slack, row.equality() ? 1 : -1);
    elastic
        .rows()
        .add(
            new LinearModel.Row(
                terms.variables(),
                terms.coefficients(),
                row.limit(),
                row.equality(),
                row.rule(),
                row.unit(),
                row.declared()));
    return slack;
  }

  private OptionalLong minimise(LinearModel elastic, Terms slack, int rule) {
    long[] objective = new long[elastic.variables()];
    for (int variable : slack.variables()) {
      objective[variable] = 1;
    }
    double[] best = new double[elastic.variables()];
    ModelSolver.Outcome outcome =
        Exact.solver(search.problem())
            .minimise(
                elastic,
                objective,
                new double[0],
                Exact.limits(search),
                new ModelSolver.Progress() {
                  @Override
                  public void solution(double[] values) {
                    System.arraycopy(values, 0, best, 0, best.length);
                  }

                  @Override
                  public void bound(long value) {
                    // Only the end counts.
                  }
                });
    return outcome.status() == ModelSolver.Status.OPTIMAL
        ? OptionalLong.of(lacking(best, rule))
        : OptionalLong.empty();
  }

  /** How far the solution is beyond what was declared, over the rule's rows. */
  private long lacking(double[] values, int rule) {
    double lacking = 0;
    for (LinearModel.Row row : encoding.model.rows()) {
      if (row.rule() == rule) {
        double sum = 0;
        for (int i = 0; i < row.variables().length; i++) {
          sum += (double) row.coefficients()[i] * values[row.variables()[i]];
        }
        double beyond = row.unit() * sum - row.declared();
        lacking += row.equality() ? Math.abs(beyond) : Math.max(0, beyond);
      }
    }
    return (long) Math.ceil(lacking - 1e-6);
  }

  /** The limit that a rule's rows declare; their sum if there are several. */
  long declared(int rule) {
    return encoding.model.rows().stream()
        .filter(row -> row.rule() == rule)
        .mapToLong(LinearModel.Row::declared)
        .sum();
  }
}
