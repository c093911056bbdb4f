package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.Optional;

/**
 * Proves how good placements of a few sites are by branch and bound over their instances (SCIP),
 * with flows of devices that groups share which are alike ({@link FlowModel}). What it finds is
 * dealt to whole devices. For problems whose incumbent serves all on time, with many devices in
 * groups that are alike: {@link Exact} counts them one by one.
 */
public final class SharedFlows implements Backend {

  private static final String NAME = "flows";
  private static final int FEWEST_COLUMNS = 1_000;
  private static final int MOST_COLUMNS = 20_000;
  private static final int MOST_VARIABLES = 6_000;
  private static final int MOST_WHOLE = 200;

  /** With more, a tree gets nowhere in the time. */
  private static final double VARIABLES_A_SECOND = 250;

  /** Dealing whole devices costs about as much. */
  private static final double GAP = 1e-4;

  /** Of a bound, for what tolerances of the solver may have added. */
  private static final double OUTWARD = 1e-6;

  /** Fewer devices are counted one by one. */
  private static final double DEVICES_A_GROUP = 3;

  private final int fewestColumns;
  private final double devicesAGroup;

  /** For problems with too many routes to count device by device. */
  public SharedFlows() {
    this(FEWEST_COLUMNS, DEVICES_A_GROUP);
  }

  /** For problems with at least so many routes, and devices in the mean of all groups. */
  SharedFlows(int fewestColumns, double devicesAGroup) {
    this.fewestColumns = fewestColumns;
    this.devicesAGroup = devicesAGroup;
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
    if (columns.isEmpty() || columns.get().size() < fewestColumns || !isCrowded(problem)) {
      return;
    }
    List<AlikeGroups> classes = AlikeGroups.of(problem, columns.get());
    FlowModel model = new FlowModel(problem, classes);
    if (model.isSmall(mostVariables(search), MOST_WHOLE) && !search.over()) {
      Natives.begin();
      solve(search, classes, model);
    }
  }

  private boolean isCrowded(CompiledProblem problem) {
    long devices = problem.groups().stream().mapToLong(group -> group.devices).sum();
    return devices >= devicesAGroup * problem.groups().size();
  }

  private static int mostVariables(Search search) {
    double seconds = search.budget().remaining().toNanos() / 1e9;
    return search.budget().stepLimited()
        ? MOST_VARIABLES
        : (int) Math.min(MOST_VARIABLES, VARIABLES_A_SECOND * seconds);
  }

  private static void solve(Search search, List<AlikeGroups> classes, FlowModel model) {
    new Tree(
            search,
            NAME,
            value -> (long) Math.ceil(OUTWARD * Math.abs(value)),
            values -> new FlowDeal(search.problem(), classes, model).offer(search, values, NAME))
        .grow(MixedInteger.within(GAP), model.model, model.objective());
  }
}
