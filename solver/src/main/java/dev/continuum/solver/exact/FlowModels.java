package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.Optional;

/**
 * The {@link FlowModel} of one solve, written down and strengthened once for all backends that use
 * it. There is one where the incumbent serves all on time and many devices are in groups that are
 * alike: {@link Exact} counts few one by one. Thread-safe.
 */
final class FlowModels {

  private static final int FEWEST_COLUMNS = 1_000;

  /** Fewer devices are counted one by one. */
  private static final double DEVICES_A_GROUP = 3;

  /** Groups that are alike share variables. */
  private static final int ROUTES_A_VARIABLE = 8;

  /** At least. */
  private static final int VARIABLES_A_GROUP = 2;

  private static final int MOST_VARIABLES = 20_000;
  private static final int MOST_WHOLE = 240;

  /** With more, a tree gets nowhere in the time. */
  private static final double VARIABLES_A_SECOND = 1_100;

  /** Of the relaxation. */
  private static final int MOST_ROUNDS = 8;

  private static final double LEAST_RISE = 1e-5;

  private final int fewestColumns;
  private final double devicesAGroup;

  private Optional<FlowModel> made = Optional.empty();
  private boolean asked;

  /** For problems with too many routes to count device by device. */
  FlowModels() {
    this(FEWEST_COLUMNS, DEVICES_A_GROUP);
  }

  /** For problems with at least so many routes, and devices in the mean of all groups. */
  FlowModels(int fewestColumns, double devicesAGroup) {
    this.fewestColumns = fewestColumns;
    this.devicesAGroup = devicesAGroup;
  }

  /** The model of the problem if it suits it, which no caller changes. */
  synchronized Optional<FlowModel> of(Search search) {
    if (!search.allOnTime() || search.over()) {
      return Optional.empty();
    }
    if (!asked) {
      asked = true;
      made = suits(search) ? model(search) : Optional.empty();
      made.ifPresent(model -> strengthen(search, model));
    }
    return made;
  }

  /** Whether a tree over a model may end in the time that is left. */
  static boolean isSmall(Search search, FlowModel model) {
    return model.isSmall(mostVariables(search), MOST_WHOLE);
  }

  private boolean suits(Search search) {
    CompiledProblem problem = search.problem();
    int groups = problem.groups().size();
    long devices = problem.groups().stream().mapToLong(group -> group.devices).sum();
    return !problem.anyDivisible()
        && !problem.changes().matters()
        && VARIABLES_A_GROUP * groups <= mostVariables(search)
        && devices >= devicesAGroup * groups;
  }

  private Optional<FlowModel> model(Search search) {
    CompiledProblem problem = search.problem();
    int most = mostVariables(search);
    Optional<List<Column>> columns = Columns.enumerate(problem, ROUTES_A_VARIABLE * most);
    return columns
        .filter(all -> all.size() >= fewestColumns)
        .map(all -> new FlowModel(problem, AlikeGroups.of(problem, all)))
        .filter(it -> isSmall(search, it));
  }

  private static int mostVariables(Search search) {
    double seconds = search.budget().remaining().toNanos() / 1e9;
    return search.budget().stepLimited()
        ? MOST_VARIABLES
        : (int) Math.min(MOST_VARIABLES, VARIABLES_A_SECOND * seconds);
  }

  /** Adds rows that the linear relaxation breaks, as long as they raise its value. */
  private static void strengthen(Search search, FlowModel model) {
    Natives.begin();
    double before = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < MOST_ROUNDS && !search.over(); round++) {
      try (FlowProgram relaxation = FlowProgram.relaxation(model, "GLOP")) {
        if (!relaxation.solve(search::over)
            || relaxation.value() - before < LEAST_RISE * Math.abs(relaxation.value())
            || model.cut(relaxation.values()) == 0) {
          return;
        }
        before = relaxation.value();
      }
    }
  }
}
