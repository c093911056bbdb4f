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
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Random facility location, small enough to enumerate, with the figures it was made from. */
final class RandomLocation {

  final int[] capacity;
  final int[] opening;
  final int[] demand;
  final int[][] cost;
  final PlacementProblem problem;

  RandomLocation(int nodes, int jobs, boolean divisible, boolean opens, long seed) {
    this(new SplittableRandom(seed), nodes, jobs, divisible, opens, seed);
  }

  private RandomLocation(
      SplittableRandom random, int nodes, int jobs, boolean divisible, boolean opens, long seed) {
    this(
        "location-" + seed,
        divisible,
        random.ints(nodes, 8, 30).toArray(),
        opens ? random.ints(nodes, 0, 60).toArray() : new int[nodes],
        random.ints(jobs, 1, 12).toArray(),
        costs(random, nodes, jobs));
  }

  /**
   * Of given figures.
   *
   * @param cost of a whole job on a node, by node and job
   */
  RandomLocation(
      String name, boolean divisible, int[] capacity, int[] opening, int[] demand, int[][] cost) {
    this.capacity = capacity;
    this.opening = opening;
    this.demand = demand;
    this.cost = cost;
    int nodes = capacity.length;
    int jobs = demand.length;
    NodeClassId nodeClass = new NodeClassId("facility");
    FunctionId function = new FunctionId("service");
    AppId app = new AppId("demand");
    CallId call = new CallId("serve");
    ProblemBuilder builder =
        PlacementProblem.builder(name)
            .nodeClass(new NodeClass(nodeClass, 1))
            .function(Function.of(function, Memory.ZERO, Duration.ofMillis(1)))
            .app(
                Application.single(app, Call.of(call, function))
                    .withAdmission(Admission.ALL)
                    .withPayloads(OptionalLong.empty(), OptionalLong.empty()))
            .weights(new ObjectiveWeights(0, 0, 0, 1));
    NodeId[] ids = new NodeId[nodes];
    for (int i = 0; i < nodes; i++) {
      ids[i] = new NodeId("n" + i);
      Capacity of =
          Capacity.of(Cpu.millicores(capacity[i]), Memory.UNLIMITED).withUtilisationCap(1);
      builder.node(
          Node.of(ids[i], Tier.EDGE, nodeClass, of).withPrices(Prices.activeOnly(opening[i])));
    }
    for (int j = 0; j < jobs; j++) {
      GroupId id = new GroupId("j" + j);
      ClientGroup group = ClientGroup.of(id, app, ids[0].point(), 1, Rate.perSecond(demand[j]));
      SortedMap<NodeId, Double> perHour = new TreeMap<>();
      for (int i = 0; i < nodes; i++) {
        perHour.put(ids[i], (double) cost[i][j]);
      }
      builder
          .group(divisible ? group.divisible() : group)
          .explicitCost(new ExplicitCost(id, call, perHour));
    }
    problem = builder.build();
  }

  private static int[][] costs(SplittableRandom random, int nodes, int jobs) {
    int[][] cost = new int[nodes][];
    for (int i = 0; i < nodes; i++) {
      cost[i] = random.ints(jobs, 0, 40).toArray();
    }
    return cost;
  }

  /** The least cost of whole jobs by enumeration; the largest int if nothing fits. */
  int least() {
    return least(0, new int[capacity.length], new boolean[capacity.length], 0, Integer.MAX_VALUE);
  }

  private int least(int job, int[] load, boolean[] open, int sum, int known) {
    if (job == demand.length || sum >= known) {
      return Math.min(known, job == demand.length ? sum : known);
    }
    int best = known;
    for (int i = 0; i < load.length; i++) {
      if (load[i] + demand[job] <= capacity[i]) {
        boolean fresh = !open[i];
        load[i] += demand[job];
        open[i] = true;
        int more = cost[i][job] + (fresh ? opening[i] : 0);
        best = least(job + 1, load, open, sum + more, best);
        load[i] -= demand[job];
        open[i] = !fresh;
      }
    }
    return best;
  }
}
