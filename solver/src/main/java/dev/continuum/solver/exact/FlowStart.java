package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.RouteShare;
import java.util.List;

/** A placement as values of a {@link FlowModel}. */
final class FlowStart {

  private final CompiledPlacement placement;
  private final double[] values;

  private FlowStart(CompiledPlacement placement, int variables) {
    this.placement = placement;
    values = new double[variables];
  }

  /** All values, if every device takes a route that the model has; else none. */
  static double[] of(FlowModel model, CompiledPlacement placement) {
    FlowStart start = new FlowStart(placement, model.model.variables());
    boolean all = true;
    for (FlowModel.Flows flows : model.flows) {
      for (FlowModel.TwinFlows twins : flows.twins()) {
        for (int m = 0; m < twins.leaving().length; m++) {
          all &= start.put(flows, twins, m);
        }
      }
    }
    for (FlowPool pool : model.pools.values()) {
      for (int k = 0; k < pool.steps.size() && k < placement.warm().get(pool.pair); k++) {
        start.values[pool.steps.get(k)] = 1;
      }
    }
    return all ? start.values : new double[0];
  }

  private boolean put(FlowModel.Flows flows, FlowModel.TwinFlows twins, int m) {
    AlikeGroups.Member member = twins.twins().members().get(m);
    CompiledGroup group = member.group();
    List<RouteShare> shares = placement.shares().get(group.index);
    for (RouteShare share : shares) {
      int leaves = flows.alike().away.number(group, share.route());
      int stays = twins.twins().own.number(group, share.route());
      if (leaves >= 0) {
        values[flows.away()[leaves]] += member.share() * share.devices();
        values[twins.leaving()[m]] += share.devices();
      } else if (stays >= 0) {
        values[twins.own()[stays]] += member.part() * share.devices();
        values[twins.staying()[m]] += share.devices();
      } else {
        return false;
      }
    }
    return true;
  }
}
