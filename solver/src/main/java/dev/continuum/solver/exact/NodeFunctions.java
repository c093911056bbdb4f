package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import dev.continuum.solver.exact.NodeConfigurations.PairDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which functions each node could need instances of, for how much load, in which combinations. */
final class NodeFunctions {

  /** Where so many nodes, and no other, have too many configurations, the others will too. */
  private static final int MOST_FAILURES = 3;

  private final CompiledProblem problem;
  private final PairDemand[] demand;
  private final int[][] functions;
  private final List<@Nullable List<Configuration>> configurations = new ArrayList<>();

  NodeFunctions(CompiledProblem problem) {
    this(problem, NodeConfigurations.MOST);
  }

  /** Where so many configurations of a node are not too many. */
  NodeFunctions(CompiledProblem problem, int most) {
    this.problem = problem;
    demand = demands();
    functions = new int[problem.nodes().size][];
    int failures = 0;
    for (int n = 0; n < functions.length; n++) {
      int[] here = functionsOf(n);
      functions[n] = here;
      int node = n;
      PairDemand[] of =
          Arrays.stream(here)
              .mapToObj(f -> demand[problem.pairs().index(f, node)])
              .toArray(PairDemand[]::new);
      boolean hopeless = failures >= MOST_FAILURES && failures == n;
      List<Configuration> all =
          hopeless ? null : NodeConfigurations.of(problem, n, here, of, most).orElse(null);
      failures += all == null ? 1 : 0;
      configurations.add(all);
    }
  }

  /** Functions that need instances on a node; those that take most CPU per device first. */
  int[] of(int node) {
    return functions[node];
  }

  /** What one node can be at once, or null where that is too much to list. */
  @Nullable List<Configuration> configurations(int node) {
    return configurations.get(node);
  }

  /** Whether a node's pools, each by itself, could take more memory than it has. */
  boolean sharesMemory(int node) {
    return configurations.get(node) == null && !problem.nodes().hasEndlessMemory(node);
  }

  PairDemand demand(int pair) {
    return demand[pair];
  }

  /** Whether some node has a choice among several configurations. */
  boolean anyConfigured() {
    return configurations.stream().anyMatch(of -> of != null && of.size() > 1);
  }

  /** Over all options of all groups: what holds here holds for every placement. */
  private PairDemand[] demands() {
    PairTable pairs = problem.pairs();
    double[] total = new double[pairs.size()];
    long[] divisor = new long[pairs.size()];
    double[] perLoad = new double[pairs.size()];
    Arrays.fill(perLoad, -1);
    for (CompiledGroup group : problem.groups()) {
      RouteSpace routes = group.routes;
      for (int call = 0; call < routes.calls(); call++) {
        long own = routes.loadNanos(call);
        for (int option = 0; option < routes.options(call); option++) {
          if (routes.node(call, option) != RouteSpace.LOCAL) {
            int pair = pairs.index(routes.function(call, option), routes.node(call, option));
            double ratio = own == 0 ? 0 : (double) routes.cpuNanocores(call, option) / own;
            total[pair] += (double) own * group.devices;
            divisor[pair] = LinearModel.gcd(divisor[pair], group.divisible ? 1 : own);
            perLoad[pair] = perLoad[pair] < 0 ? ratio : Math.min(perLoad[pair], ratio);
          }
        }
      }
    }
    PairDemand[] demands = new PairDemand[pairs.size()];
    Arrays.setAll(
        demands,
        p ->
            new PairDemand(
                (long) Math.min(total[p], Long.MAX_VALUE / 4.0),
                Math.max(1, divisor[p]),
                Math.max(0, perLoad[p])));
    return demands;
  }

  private int[] functionsOf(int node) {
    PairTable pairs = problem.pairs();
    List<Integer> here = new ArrayList<>();
    for (int f = 0; f < pairs.functions; f++) {
      if (needsInstances(pairs.index(f, node))) {
        here.add(f);
      }
    }
    here.sort(Comparator.comparingDouble(f -> -cpuPerDevice(pairs.index(f, node))));
    return here.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean needsInstances(int pair) {
    PairTable pairs = problem.pairs();
    return pairs.allowed[pair]
        && demand[pair].load() > 0
        && (pairs.floor[pairs.function(pair)] > 0
            || pairs.acquisitionMicros[pair] > 0
            || pairs.staircase(pair).thresholdLoad(0) < demand[pair].load());
  }

  private double cpuPerDevice(int pair) {
    return demand[pair].cpuPerLoad() * demand[pair].divisor();
  }
}
