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

  /** Groups that are alike share variables. */
  private static final int ROUTES_A_VARIABLE = 8;

  /** At least. */
  private static final int VARIABLES_A_GROUP = 2;

  private static final int MOST_VARIABLES = 20_000;
  private static final int MOST_WHOLE = 240;

  /** With more, a tree gets nowhere in the time. */
  private static final double VARIABLES_A_SECOND = 1_100;

  /** Of the relaxation before the tree. */
  private static final int MOST_ROUNDS = 8;

  private static final double LEAST_RISE = 1e-5;

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
    model(search, fewestColumns, devicesAGroup)
        .ifPresent(
            model -> {
              strengthen(search, model);
              grow(search, model);
            });
  }

  /** The model of a problem that suits it. */
  static Optional<FlowModel> model(Search search) {
    return model(search, FEWEST_COLUMNS, DEVICES_A_GROUP);
  }

  /** The same, with at least so many routes, and devices in the mean of all groups. */
  static Optional<FlowModel> model(Search search, int fewestColumns, double devicesAGroup) {
    CompiledProblem problem = search.problem();
    if (!search.allOnTime()
        || problem.anyDivisible()
        || problem.changes().matters()
        || search.over()
        || VARIABLES_A_GROUP * problem.groups().size() > mostVariables(search)
        || devices(problem) < devicesAGroup * problem.groups().size()) {
      return Optional.empty();
    }
    int mostColumns = ROUTES_A_VARIABLE * mostVariables(search);
    Optional<List<Column>> columns =
        Columns.enumerate(problem, mostColumns).filter(all -> all.size() >= fewestColumns);
    return columns
        .map(all -> new FlowModel(problem, AlikeGroups.of(problem, all)))
        .filter(it -> it.isSmall(mostVariables(search), MOST_WHOLE) && !search.over());
  }

  private static long devices(CompiledProblem problem) {
    return problem.groups().stream().mapToLong(group -> group.devices).sum();
  }

  private static int mostVariables(Search search) {
    double seconds = search.budget().remaining().toNanos() / 1e9;
    return search.budget().stepLimited()
        ? MOST_VARIABLES
        : (int) Math.min(MOST_VARIABLES, VARIABLES_A_SECOND * seconds);
  }

  /** Adds rows that the linear relaxation breaks, as long as they raise its value. */
  static void strengthen(Search search, FlowModel model) {
    Natives.begin();
    double before = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < MOST_ROUNDS && !search.over(); round++) {
      try (FlowProgram relaxation = new FlowProgram(model)) {
        if (!relaxation.solve(search::over)
            || relaxation.value() - before < LEAST_RISE * Math.abs(relaxation.value())
            || model.cut(relaxation.values()) == 0) {
          return;
        }
        before = relaxation.value();
      }
    }
  }

  private static void grow(Search search, FlowModel model) {
    double[] start =
        search.incumbent().map(placement -> FlowStart.of(model, placement)).orElse(new double[0]);
    new Tree(
            search,
            NAME,
            value -> (long) Math.ceil(OUTWARD * Math.abs(value)),
            values -> new FlowDeal(search.problem(), model, values).offer(search, NAME))
        .grow(MixedInteger.within(GAP), model.model, model.objective(), start);
  }
}
