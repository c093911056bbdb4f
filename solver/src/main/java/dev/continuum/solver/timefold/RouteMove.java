package dev.continuum.solver.timefold;

import ai.timefold.solver.core.preview.api.domain.metamodel.PlanningVariableMetaModel;
import ai.timefold.solver.core.preview.api.move.Move;
import ai.timefold.solver.core.preview.api.move.MutableSolutionView;
import java.util.List;
import java.util.Objects;
import java.util.SequencedCollection;

/** Sends some parts other ways, all at once. */
final class RouteMove implements Move<Plan> {

  private final String name;
  private final List<Reroute> reroutes;

  RouteMove(String name, List<Reroute> reroutes) {
    this.name = name;
    this.reroutes = List.copyOf(reroutes);
  }

  @Override
  public void execute(MutableSolutionView<Plan> view) {
    PlanningVariableMetaModel<Plan, Stop, Integer> option =
        view.getSolutionMetaModel().genuineEntity(Stop.class).basicVariable(Stop.VARIABLE);
    for (Reroute reroute : reroutes) {
      int[] route = reroute.route();
      for (Stop stop : reroute.part().stops()) {
        Integer to = route == null ? null : route[stop.call()];
        if (!Objects.equals(to, stop.getOption())) {
          view.changeVariable(option, stop, to);
        }
      }
    }
  }

  @Override
  public SequencedCollection<Object> getPlanningEntities() {
    return reroutes.stream()
        .flatMap(each -> each.part().stops().stream())
        .<Object>map(s -> s)
        .toList();
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public String toString() {
    return name + " of " + reroutes.size();
  }
}
