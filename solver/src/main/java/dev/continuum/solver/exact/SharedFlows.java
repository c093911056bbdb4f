package dev.continuum.solver.exact;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.Optional;

/**
 * Proves how good placements of a few sites are by branch and bound over their instances (SCIP),
 * with flows of devices that groups share which are alike ({@link FlowModel}). What it finds is
 * dealt to whole devices. For problems whose incumbent serves all on time and that are too large
 * for {@link Exact}, which counts device by device.
 */
public final class SharedFlows implements Backend {

  private static final String NAME = "flows";
  private static final int FEWEST_COLUMNS = 500;
  private static final int MOST_COLUMNS = 20_000;
  private static final int MOST_VARIABLES = 6_000;
  private static final int MOST_STEPS = 200;

  /** With more, a tree gets nowhere in the time. */
  private static final double VARIABLES_A_SECOND = 250;

  /** Dealing whole devices costs about as much. */
  private static final double GAP = 1e-4;

  private final int fewestColumns;

  /** For problems with too many routes to count device by device. */
  public SharedFlows() {
    this(FEWEST_COLUMNS);
  }

  /** For problems with at least so many routes. */
  SharedFlows(int fewestColumns) {
    this.fewestColumns = fewestColumns;
  }

  @Override
  public void run(Search search) {
    CompiledProblem problem = search.problem();
    if (!search.allOnTime()
        || problem.anyDivisible()
        || problem.changes().matters()
        || search.over()) {
      return;
    }
    Optional<List<Column>> columns = Columns.enumerate(problem, MOST_COLUMNS);
    if (columns.isEmpty() || columns.get().size() < fewestColumns) {
      return;
    }
    List<AlikeGroups> classes = AlikeGroups.of(problem, columns.get());
    FlowModel model = new FlowModel(problem, classes);
    double seconds = search.budget().remaining().toNanos() / 1e9;
    int most = (int) Math.min(MOST_VARIABLES, VARIABLES_A_SECOND * seconds);
    if (model.isSmall(most, MOST_STEPS)) {
      Natives.begin();
      solve(search, classes, model);
    }
  }

  private static void solve(Search search, List<AlikeGroups> classes, FlowModel model) {
    ModelSolver.Progress progress =
        new ModelSolver.Progress() {
          @Override
          public void solution(double[] values) {
            new FlowDeal(search.problem(), classes, model).offer(search, values, NAME);
          }

          @Override
          public void bound(long value) {
            if (value > Long.MIN_VALUE) {
              search.prove(Level.COST, value, BoundKind.TREE, NAME);
            }
          }
        };
    var unused =
        MixedInteger.within(GAP)
            .minimise(
                model.model,
                model.objective(),
                new double[0],
                Exact.limitsOfTree(search),
                progress);
  }
}
