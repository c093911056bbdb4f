package dev.continuum.solver.exact;

import dev.continuum.model.evaluation.Score;
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.Optional;

/**
 * Solves level after level over all routes, where there are few enough to write down: CP-SAT if all
 * devices are whole, else SCIP. Every solution is offered, every bound proven; if no placement
 * exists, finds out why.
 */
public final class Exact implements Backend {

  /** More routes than this are not written down. */
  public static final int MOST_COLUMNS = 400_000;

  /** So many can always be written down, and more where there is more time. */
  private static final int FEWEST_COLUMNS = 5_000;

  private static final double COLUMNS_A_SECOND = 2_000;

  static final double EFFORT_PER_STEP = 0.01;

  private final boolean besideOthers;

  /** Alone, or first of all. */
  public Exact() {
    this(false);
  }

  private Exact(boolean besideOthers) {
    this.besideOthers = besideOthers;
  }

  /** Beside others that improve placements too, which it leaves time to. */
  public static Exact besideOthers() {
    return new Exact(true);
  }

  @Override
  public void run(Search search) {
    CompiledProblem problem = search.problem();
    Optional<List<Column>> columns = Columns.enumerate(problem, most(search));
    if (columns.isEmpty() || search.over()) {
      return;
    }
    Encoding encoding = new Encoding(problem, columns.get());
    if (new PairUse(encoding).tooLong()) {
      return;
    }
    for (Level level : Level.values()) {
      if (search.over() || !close(search, encoding, level)) {
        return;
      }
    }
  }

  /** Where only cost is open others improve it, and many columns would only take their time. */
  private int most(Search search) {
    double seconds = search.budget().remaining().toNanos() / 1e9;
    return besideOthers && search.allOnTime() && !search.budget().stepLimited()
        ? (int) Math.clamp(COLUMNS_A_SECOND * seconds, FEWEST_COLUMNS, MOST_COLUMNS)
        : MOST_COLUMNS;
  }

  /** Solves one level to optimality; returns whether it is closed. */
  private boolean close(Search search, Encoding encoding, Level level) {
    if (!isClosed(search, level)) {
      Rounds rounds = new Rounds(search, encoding, level, true);
      ModelSolver.Outcome outcome =
          solver(search.problem())
              .minimise(
                  encoding.model, encoding.objective(level), rounds.hint(), limits(search), rounds);
      switch (outcome.status()) {
        case INFEASIBLE -> {
          if (search.incumbent().isEmpty()) {
            new ConflictFinder(search, named(search.problem(), encoding)).find();
          }
          return false;
        }
        case OPTIMAL, FEASIBLE ->
            search.prove(level, outcome.bound(), BoundKind.TREE, rounds.name());
        case UNKNOWN -> {
          return false;
        }
      }
      if (!isClosed(search, level)) {
        return false;
      }
    }
    search
        .incumbent()
        .ifPresent(
            best -> encoding.fix(level, Search.value(best.score(), level) + slack(search, level)));
    return true;
  }

  private static Encoding named(CompiledProblem problem, Encoding encoding) {
    Encoding apart = Encoding.apart(problem, encoding.columns);
    return new PairUse(apart).tooLong() ? encoding : apart;
  }

  /** What rounding to micro-units may have taken from a level of real device counts. */
  private static long slack(Search search, Level level) {
    boolean real = level != Level.COST && search.problem().anyDivisible();
    return real ? 1 + Math.abs(search.bound(level).micros()) / 1_000_000_000 : 0;
  }

  private static boolean isClosed(Search search, Level level) {
    if (search.incumbent().isEmpty()) {
      return false;
    }
    Score score = search.incumbent().get().score();
    return search.openLevel().map(open -> open.compareTo(level) > 0).orElse(true)
        || Search.value(score, level) <= search.bound(level).micros();
  }

  static ModelSolver solver(CompiledProblem problem) {
    return problem.anyDivisible() ? new MixedInteger() : new CpSat();
  }

  static ModelSolver.Limits limits(Search search) {
    boolean deterministic = search.budget().stepLimited();
    return new ModelSolver.Limits(
        search.budget().remaining(),
        deterministic,
        deterministic ? EFFORT_PER_STEP * search.budget().stepsLeft() : Double.POSITIVE_INFINITY,
        search.options().seed(),
        search.options().threads(),
        search::over);
  }
}
