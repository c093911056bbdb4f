package dev.continuum.solver.assignment;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Sizing;
import dev.continuum.solver.compiled.CompiledProblem;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Random problems of hosting, small enough to try every choice of what nodes host. */
final class RandomHosting {

  private static final int FUNCTIONS = 3;
  private static final int NODES = 3;
  private static final int GROUPS = 6;

  final PlacementProblem problem;
  final Hosting hosting;
  private double[] costs = new double[0];

  RandomHosting(boolean opens, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NodeClassId nodeClass = new NodeClassId("edge");
    CallId call = new CallId("run");
    ProblemBuilder builder =
        PlacementProblem.builder("hosting-" + seed)
            .nodeClass(new NodeClass(nodeClass, 1))
            .weights(new ObjectiveWeights(0, 0, 0, 1));
    for (int f = 0; f < FUNCTIONS; f++) {
      FunctionId id = new FunctionId("f" + f);
      builder
          .function(
              Function.of(id, Memory.mebibytes(random.nextInt(1, 8)), Duration.ofMillis(1))
                  .withSizing(Sizing.NONE.withFloor(1)))
          .app(
              Application.single(new AppId("a" + f), Call.of(call, id))
                  .withAdmission(Admission.ALL)
                  .withPayloads(OptionalLong.empty(), OptionalLong.empty()));
    }
    NodeId[] ids = new NodeId[NODES];
    for (int i = 0; i < NODES; i++) {
      ids[i] = new NodeId("n" + i);
      Capacity of =
          Capacity.of(
                  Cpu.millicores(random.nextInt(8, 24)), Memory.mebibytes(random.nextInt(7, 13)))
              .withUtilisationCap(1);
      builder.node(
          Node.of(ids[i], Tier.EDGE, nodeClass, of)
              .withPrices(Prices.activeOnly(opens ? random.nextInt(0, 20) : 0)));
    }
    for (int g = 0; g < GROUPS; g++) {
      GroupId id = new GroupId("g" + g);
      AppId app = new AppId("a" + g % FUNCTIONS);
      builder.group(
          ClientGroup.of(id, app, ids[0].point(), 1, Rate.perSecond(random.nextInt(2, 11)))
              .divisible());
      SortedMap<NodeId, Double> perHour = new TreeMap<>();
      for (NodeId node : ids) {
        perHour.put(node, (double) random.nextInt(0, 40));
      }
      builder.explicitCost(new ExplicitCost(id, call, perHour));
    }
    problem = builder.build();
    hosting = HostingRecognition.of(CompiledProblem.of(problem)).orElseThrow();
  }

  /** What is hosted in a choice, by bits; empty if memory does not suffice. */
  boolean[] hosted(int choice) {
    boolean[] hosted = new boolean[FUNCTIONS * NODES];
    for (int n = 0; n < NODES; n++) {
      long memory = 0;
      for (int f = 0; f < FUNCTIONS; f++) {
        hosted[f * NODES + n] = ((choice >> (f * NODES + n)) & 1) == 1;
        memory += hosted[f * NODES + n] ? hosting.host().memory()[f * NODES + n] : 0;
      }
      if (memory > hosting.host().memoryRoom()[n]) {
        return new boolean[0];
      }
    }
    return hosted;
  }

  /** The cost of a choice and the transport it leaves; infinite if it cannot serve all. */
  double cost(boolean[] hosted) {
    HostingFlow.Shares shares =
        HostingFlow.solve(hosting, hosted, new double[NODES], 0, () -> false);
    if (shares == null) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = shares.micros();
    for (int n = 0; n < NODES; n++) {
      boolean used = false;
      for (int f = 0; f < FUNCTIONS; f++) {
        used |= hosted[f * NODES + n];
      }
      sum += used ? hosting.host().opening()[n] : 0;
    }
    return sum;
  }

  /** The cost of every choice, by bits. */
  private double[] costs() {
    if (costs.length == 0) {
      costs = new double[1 << (FUNCTIONS * NODES)];
      for (int choice = 0; choice < costs.length; choice++) {
        boolean[] hosted = hosted(choice);
        costs[choice] = hosted.length == 0 ? Double.POSITIVE_INFINITY : cost(hosted);
      }
    }
    return costs;
  }

  /**
   * The least cost of choices in which a pair is hosted, or is not; infinite if none serves all.
   */
  double bestWith(int pair, boolean in) {
    double least = Double.POSITIVE_INFINITY;
    for (int choice = 1; choice < costs().length; choice++) {
      least = ((choice >> pair) & 1) == (in ? 1 : 0) ? Math.min(least, costs()[choice]) : least;
    }
    return least;
  }

  /** The cheapest choice of all; empty if none serves all. */
  boolean[] best() {
    int best = 0;
    for (int choice = 1; choice < costs().length; choice++) {
      best = best == 0 || costs()[choice] < costs()[best] - 1 ? choice : best;
    }
    return costs()[best] < Double.POSITIVE_INFINITY ? hosted(best) : new boolean[0];
  }
}
