package dev.continuum.solver.exact;

import dev.continuum.solver.Conflict;
import dev.continuum.solver.Conflict.ConflictingRule;
import dev.continuum.solver.search.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * An irreducible set of our own rules that conflict, by deletion: a rule whose removal leaves the
 * rest infeasible is not part of the conflict. Halves first, then single rules. J. W. Chinneck, E.
 * W. Dravnieks, Locating minimal infeasible constraint sets in linear programs, ORSA J. Comput.
 * 3(2), 1991, DOI 10.1287/ijoc.3.2.157.
 */
final class ConflictFinder {

  private final Search search;
  private final Encoding encoding;

  ConflictFinder(Search search, Encoding encoding) {
    this.search = search;
    this.encoding = encoding;
  }

  void find() {
    List<Integer> suspects = new ArrayList<>();
    TreeSet<Integer> used = new TreeSet<>();
    encoding.model.rows().forEach(row -> used.add(row.rule()));
    suspects.addAll(used);
    boolean finished = true;
    int chunk = Math.max(1, suspects.size() / 2);
    while (true) {
      for (int from = 0; from < suspects.size(); ) {
        if (search.budget().reached() != dev.continuum.solver.Limit.NONE) {
          finished = false;
          break;
        }
        int to = Math.min(suspects.size(), from + chunk);
        List<Integer> without = new ArrayList<>(suspects.subList(0, from));
        without.addAll(suspects.subList(to, suspects.size()));
        if (infeasible(without)) {
          suspects = without;
        } else {
          from = to;
        }
      }
      if (chunk == 1 || !finished) {
        break;
      }
      chunk /= 2;
    }
    search.proveInfeasible(conflict(suspects, finished));
  }

  private Conflict conflict(List<Integer> rules, boolean irreducible) {
    List<ConflictingRule> named =
        rules.stream().map(encoding.model::rule).distinct().sorted(ORDER).toList();
    Remedies remedies = new Remedies(encoding, new Shortfall(search, encoding, rules));
    return new Conflict(named, irreducible, remedies.of(rules));
  }

  private static final java.util.Comparator<ConflictingRule> ORDER =
      java.util.Comparator.comparing(ConflictingRule::rule).thenComparing(ConflictingRule::subject);

  private boolean infeasible(List<Integer> rules) {
    LinearModel some = new LinearModel();
    for (int v = 0; v < encoding.model.variables(); v++) {
      some.variable(encoding.model.lower(v), encoding.model.upper(v), encoding.model.whole(v));
    }
    TreeSet<Integer> kept = new TreeSet<>(rules);
    for (LinearModel.Row row : encoding.model.rows()) {
      if (kept.contains(row.rule())) {
        some.rows().add(row);
      }
    }
    ModelSolver.Outcome outcome =
        Exact.solver(search.problem())
            .minimise(
                some,
                new long[some.variables()],
                new double[0],
                Exact.limits(search),
                new ModelSolver.Progress() {
                  @Override
                  public void solution(double[] values) {
                    // Feasible is all that is asked.
                  }

                  @Override
                  public void bound(long value) {
                    // There is no objective.
                  }
                });
    return outcome.status() == ModelSolver.Status.INFEASIBLE;
  }
}
