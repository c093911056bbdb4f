package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.price.PriceCore;

/**
 * Prices of load on pools and of CPU, from the dual of a linear program of flows, whoever solved it
 * and however well: at any prices the dual function bounds. Immutable; thread-safe.
 */
final class FlowPrices implements PriceCore.FirstPrices {

  private final CompiledProblem problem;

  /** By group: its class. */
  private final int[] classes;

  /** By class and pair: of a nano-request/s, micro-units per hour. */
  private final double[][] perLoad;

  /** By node: of a nanocore. */
  private final double[] perCpu;

  /** Of the last solution of a program. */
  FlowPrices(CompiledProblem problem, FlowModel model, FlowProgram program) {
    this.problem = problem;
    classes = new int[problem.groups().size()];
    for (int c = 0; c < model.flows.size(); c++) {
      for (AlikeGroups.Twins twins : model.flows.get(c).alike().twins()) {
        for (AlikeGroups.Member member : twins.members()) {
          classes[member.group().index] = c;
        }
      }
    }
    perLoad = new double[model.flows.size()][problem.pairs().size()];
    for (FlowPool pool : model.pools.values()) {
      for (FlowPool.Limit limit : pool.limits) {
        double price = program.price(limit.row());
        limit.classes().forEach(c -> perLoad[c][pool.pair] += price);
      }
    }
    perCpu = new double[problem.nodes().size];
    for (int n = 0; n < perCpu.length; n++) {
      int row = model.cpuRows[n];
      perCpu[n] = row == Encoding.NONE ? 0 : program.price(row);
    }
  }

  @Override
  public double pays(CompiledGroup group, int call, int option) {
    RouteSpace routes = group.routes;
    int node = routes.node(call, option);
    if (node == RouteSpace.LOCAL) {
      return 0;
    }
    int pair = problem.pairs().index(routes.function(call, option), node);
    return perLoad[classes[group.index]][pair] * routes.loadNanos(call)
        + perCpu[node] * routes.cpuNanocores(call, option);
  }

  @Override
  public double perCpu(int node) {
    return perCpu[node];
  }
}
