package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.exact.NodeConfigurations.PairDemand;
import java.util.ArrayList;
import java.util.List;

/** Ordered binaries for the instances of nodes that choose no configuration. */
final class StaircaseRows {

  private final CompiledProblem problem;
  private final NodeFunctions functions;
  private final Standing standing;
  private final ConfigurationModel of;

  StaircaseRows(
      CompiledProblem problem, NodeFunctions functions, Standing standing, ConfigurationModel of) {
    this.problem = problem;
    this.functions = functions;
    this.standing = standing;
    this.of = of;
  }

  /** Steps beyond the instances that what stands needs by itself. */
  void add(int node, Terms[] load, int rule) {
    PairTable pairs = problem.pairs();
    Terms memory = new Terms();
    Terms instances = new Terms();
    long memoryLeft = problem.nodes().memoryBytes[node];
    long instancesLeft = problem.nodes().instances[node];
    for (int f : functions.of(node)) {
      int pair = pairs.index(f, node);
      PairDemand demand = functions.demand(pair);
      Terms terms = InstanceRows.copy(load[pair]);
      List<Integer> steps = new ArrayList<>();
      List<Long> adds = new ArrayList<>();
      List<Long> micros = new ArrayList<>();
      long most = Math.min(pairs.mostInstances[pair], pairs.staircase(pair).mostInstances());
      most = Math.min(most, standing.most(pair));
      long stands = standing.load(pair);
      long wanted =
          of.grows
              ? demand.load()
              : Math.min(demand.load(), stands + Math.max(0, terms.most(of.model)));
      int least = standing.fewest(pair);
      long before = least == 0 ? 0 : demand.whole(pairs.staircase(pair).thresholdLoad(least));
      long room = before - stands;
      memoryLeft -= least * pairs.memoryBytes[f];
      instancesLeft -= least;
      int last = -1;
      for (int count = least + 1; count <= most && before < wanted; count++) {
        long carried = demand.whole(pairs.staircase(pair).thresholdLoad(count));
        micros.add(stepMicros(pair, count));
        int step = of.variable(1, true, micros.getLast());
        steps.add(step);
        adds.add(carried - before);
        terms.add(step, before - carried);
        memory.add(step, pairs.memoryBytes[f]);
        instances.add(step, 1);
        if (last >= 0) {
          of.model.atMost(new Terms().add(step, 1).add(last, -1), 0, rule);
        }
        last = step;
        before = carried;
      }
      of.within(pair, terms, room, rule);
      of.pools.add(new StepPools.Pool(pair, load[pair], room, steps, adds, micros));
    }
    of.model.atMost(memory, memoryLeft, rule);
    of.model.atMost(instances, instancesLeft, rule);
  }

  private long stepMicros(int pair, int count) {
    boolean started = count > problem.pairs().warmNow[pair];
    return problem.pairs().keptMicros[pair]
        + (started ? problem.changes().startMicros() : 0)
        + (count == 1 ? problem.pairs().acquisitionMicros[pair] : 0);
  }
}
