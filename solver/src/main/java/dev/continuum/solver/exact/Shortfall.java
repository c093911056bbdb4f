package dev.continuum.solver.exact;

import dev.continuum.solver.search.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * By how much one limit would have to rise for a problem to have a placement, or at least for the
 * rules of a conflict to hold together: an elastic row, whose slack is minimised under all others.
 * J. W. Chinneck, Feasibility and Infeasibility in Optimization, Springer 2008, DOI
 * 10.1007/978-0-387-74932-7, chapter 6.
 */
final class Shortfall {

  /**
   * What the rows of a rule lack.
   *
   * @param amount in the unit they were declared in
   * @param enough whether with so much more the whole problem has a placement, and not only this
   *     conflict is gone
   */
  record Lack(long amount, boolean enough) {}

  /** Sums stay far from where whole numbers end. */
  private static final long MOST_SLACK = Long.MAX_VALUE / 16;

  private final Search search;
  private final LinearModel model;
  private final Set<Integer> conflict;

  Shortfall(Search search, LinearModel model, List<Integer> conflict) {
    this.search = search;
    this.model = model;
    this.conflict = new TreeSet<>(conflict);
  }

  /** What a rule lacks; empty if no amount helps, or time ran out before it was known. */
  Optional<Lack> of(int rule) {
    OptionalLong here = search.over() ? OptionalLong.empty() : least(rule, false);
    if (here.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong alone = search.over() ? OptionalLong.empty() : least(rule, true);
    return Optional.of(
        alone.isPresent() ? new Lack(alone.getAsLong(), true) : new Lack(here.getAsLong(), false));
  }

  /** The limit that a rule's rows declare; their sum if there are several. */
  long declared(int rule) {
    return model.rows().stream()
        .filter(row -> row.rule() == rule)
        .mapToLong(LinearModel.Row::declared)
        .sum();
  }

  private OptionalLong least(int rule, boolean all) {
    LinearModel thin =
        Thinned.of(
            stretched(rule), r -> all || r == rule || conflict.contains(r), model.variables());
    Terms slack = new Terms();
    for (LinearModel.Row row : thin.rows()) {
      if (row.rule() == rule) {
        slack.add(row.variables()[row.variables().length - 1], 1);
      }
    }
    return slack.isEmpty() ? OptionalLong.empty() : minimise(thin, slack, rule, all);
  }

  /** The model, with a slack at the end of each row of a rule. */
  private LinearModel stretched(int rule) {
    LinearModel elastic = new LinearModel();
    for (int v = 0; v < model.variables(); v++) {
      elastic.variable(model.lower(v), model.upper(v), model.whole(v));
    }
    List<LinearModel.Row> last = new ArrayList<>();
    for (LinearModel.Row row : model.rows()) {
      if (row.rule() == rule) {
        last.add(stretched(elastic, row));
      } else {
        elastic.rows().add(row);
      }
    }
    elastic.rows().addAll(last);
    return elastic;
  }

  private LinearModel.Row stretched(LinearModel elastic, LinearModel.Row row) {
    Terms terms = new Terms();
    for (int i = 0; i < row.variables().length; i++) {
      terms.add(row.variables()[i], row.coefficients()[i]);
    }
    long most = Math.min(MOST_SLACK, Math.max(1, terms.most(elastic) - row.limit()));
    boolean whole = !search.problem().anyDivisible();
    int slack = elastic.variable(0, row.equality() ? row.limit() : most, whole);
    terms.add(slack, row.equality() ? 1 : -1);
    return new LinearModel.Row(
        terms.variables(),
        terms.coefficients(),
        row.limit(),
        row.equality(),
        row.rule(),
        row.unit(),
        row.declared());
  }

  private OptionalLong minimise(LinearModel thin, Terms slack, int rule, boolean all) {
    long[] objective = new long[thin.variables()];
    for (int variable : slack.variables()) {
      objective[variable] = 1;
    }
    double[] best = new double[thin.variables()];
    ModelSolver.Outcome outcome =
        Exact.solver(search.problem())
            .minimise(
                thin,
                objective,
                new double[0],
                part(all),
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
        ? OptionalLong.of(lacking(best, slack, rule))
        : OptionalLong.empty();
  }

  /** Slack in the unit of the declared limits, less what rounding the limits took. */
  private long lacking(double[] values, Terms slack, int rule) {
    double used = 0;
    for (int variable : slack.variables()) {
      used += values[variable];
    }
    LinearModel.Row row =
        model.rows().stream().filter(one -> one.rule() == rule).findFirst().orElseThrow();
    if (row.equality()) {
      return (long) Math.ceil(used * row.unit() - 1e-6);
    }
    long rounded = row.declared() - row.limit() * row.unit();
    return (long) Math.ceil(used * row.unit() - rounded - 1e-6);
  }

  /** No question may take all the time that is left for the others. */
  private ModelSolver.Limits part(boolean all) {
    ModelSolver.Limits limits = Exact.limits(search);
    int share = all ? 4 : 2;
    return new ModelSolver.Limits(
        limits.time().dividedBy(share),
        limits.deterministic(),
        limits.effort() / share,
        limits.seed(),
        limits.threads(),
        limits.stop());
  }
}
