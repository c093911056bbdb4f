package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every allowed route of every group, where there are few enough. */
final class Columns {

  private final List<Column> columns = new ArrayList<>();
  private final int most;

  private Columns(int most) {
    this.most = most;
  }

  /** All allowed routes, or nothing if there are more than so many to look at. */
  static Optional<List<Column>> enumerate(CompiledProblem problem, int most) {
    long routes = 0;
    for (CompiledGroup group : problem.groups()) {
      routes += group.routes.size();
      if (routes > most) {
        return Optional.empty();
      }
    }
    Columns columns = new Columns(most);
    for (CompiledGroup group : problem.groups()) {
      columns.extend(group, new int[group.routes.calls()], 0);
    }
    return Optional.of(columns.columns);
  }

  private void extend(CompiledGroup group, int[] route, int call) {
    if (columns.size() > most) {
      return;
    }
    if (call == route.length) {
      RouteJudge judge = group.routes.judge();
      long micros = judge.costMicros(route);
      if (micros != RouteJudge.FORBIDDEN) {
        boolean late = judge.missesDeadline(route);
        if (!late || !judge.hardDeadline()) {
          columns.add(new Column(group.index, route.clone(), micros, late));
        }
      }
      return;
    }
    for (int option = 0; option < group.routes.options(call); option++) {
      route[call] = option;
      extend(group, route, call + 1);
    }
  }
}
