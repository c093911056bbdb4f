package dev.continuum.solver.exact;

import dev.continuum.solver.Conflict;
import dev.continuum.solver.Conflict.ConflictingRule;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * An irreducible set of our own rules that conflict, by deletion: a rule whose removal leaves the
 * rest infeasible is not part of the conflict. Halves first, then single rules. J. W. Chinneck, E.
 * W. Dravnieks, Locating minimal infeasible constraint sets in linear programs, ORSA J. Comput.
 * 3(2), 1991, DOI 10.1287/ijoc.3.2.157.
 */
final class ConflictFinder {

  private static final String MORE_TIME =
      "Give it more time, to learn which of these rules matter and what would help.";

  /** One part in so many is kept for saying what would help. */
  private static final int RESERVED_SHARE = 3;

  private final Search search;
  private final Encoding encoding;

  ConflictFinder(Search search, Encoding encoding) {
    this.search = search;
    this.encoding = encoding;
  }

  void find() {
    TreeSet<Integer> used = new TreeSet<>();
    encoding.model.rows().forEach(row -> used.add(row.rule()));
    List<Integer> suspects = new ArrayList<>(used);
    boolean finished = true;
    Duration reserved = search.budget().remaining().dividedBy(RESERVED_SHARE);
    int chunk = Math.max(1, suspects.size() / 2);
    while (true) {
      for (int from = 0; from < suspects.size(); ) {
        if (search.over() || search.budget().remaining().compareTo(reserved) < 0) {
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
    List<Integer> ordered =
        rules.stream().sorted(Comparator.comparing(encoding.model::rule, ORDER)).toList();
    List<ConflictingRule> named = ordered.stream().map(encoding.model::rule).distinct().toList();
    if (!irreducible && search.over()) {
      return new Conflict(named, false, List.of(MORE_TIME));
    }
    Remedies remedies = new Remedies(encoding, new Shortfall(search, encoding.model, rules));
    return new Conflict(named, irreducible, remedies.of(ordered));
  }

  /** What the continuum lacks first, then who asks for it. */
  private static final Comparator<ConflictingRule> ORDER =
      Comparator.comparing((ConflictingRule rule) -> rule.rule().equals("ADMISSION"))
          .thenComparing(ConflictingRule::rule)
          .thenComparing(ConflictingRule::subject);

  private boolean infeasible(List<Integer> rules) {
    LinearModel some = Thinned.of(encoding.model, new TreeSet<>(rules)::contains);
    if (some.rows().isEmpty()) {
      return false;
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
