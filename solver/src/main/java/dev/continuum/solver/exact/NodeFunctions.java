package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import dev.continuum.solver.exact.NodeConfigurations.PairDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which functions each node could need instances of, for how much load, in which combinations. */
final class NodeFunctions {

  /** Where so many nodes, and no other, have too many configurations, the others will too. */
  private static final int MOST_FAILURES = 3;

  /**
   * Groups of a kind, in the mean: where hardly two are alike, as in generated cities, what knows
   * the way of each does better than configurations that are made for all (ADR 84).
   */
  private static final int FEWEST_ALIKE = 4;

  private final CompiledProblem problem;
  private final PairDemand[] demand;
  private final int[][] functions;
  private final List<@Nullable List<Configuration>> configurations = new ArrayList<>();

  /** Of nodes with too many configurations, where only memory limits them. */
  private final List<@Nullable NodePatterns> patterns = new ArrayList<>();

  /** What programs may choose of. */
  private final AtomicReferenceArray<@Nullable List<Configuration>> choices;

  NodeFunctions(CompiledProblem problem) {
    this(problem, NodeConfigurations.MOST, areAlike(problem));
  }

  /**
   * Where so many configurations of a node are not too many.
   *
   * @param makesMore whether patterns are made where they are
   */
  NodeFunctions(CompiledProblem problem, int most, boolean makesMore) {
    this.problem = problem;
    demand = demands();
    functions = new int[problem.nodes().size][];
    choices = new AtomicReferenceArray<>(functions.length);
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
      NodePatterns some =
          all == null && makesMore ? NodePatterns.of(problem, n, here, of).orElse(null) : null;
      patterns.add(some);
      choices.set(n, all == null && some != null ? some.first() : all);
    }
  }

  /** Whether many groups run the same application at the same rate. */
  private static boolean areAlike(CompiledProblem problem) {
    long kinds =
        problem.groups().stream()
            .map(group -> group.app + " " + group.routes.loadNanos(0))
            .distinct()
            .count();
    return kinds * FEWEST_ALIKE <= problem.groups().size();
  }

  /** The same, where programs may choose only where all is listed. */
  private NodeFunctions(NodeFunctions of) {
    problem = of.problem;
    demand = of.demand;
    functions = of.functions;
    configurations.addAll(of.configurations);
    patterns.addAll(Collections.nCopies(functions.length, null));
    choices = new AtomicReferenceArray<>(functions.length);
    for (int n = 0; n < functions.length; n++) {
      choices.set(n, configurations.get(n));
    }
  }

  /** The same, where programs may choose only where all is listed. */
  NodeFunctions complete() {
    return new NodeFunctions(this);
  }

  /** Functions that need instances on a node; those that take most CPU per device first. */
  int[] of(int node) {
    return functions[node];
  }

  /** All that one node can be at once, or null where that is too much to list. */
  @Nullable List<Configuration> configurations(int node) {
    return configurations.get(node);
  }

  /** All, or some where that is too much to list; null where there are none of these either. */
  @Nullable List<Configuration> choices(int node) {
    return choices.get(node);
  }

  /** Who makes more of them, or null where nobody does. */
  @Nullable NodePatterns patterns(int node) {
    return patterns.get(node);
  }

  /** Whether there is somebody for any node. */
  boolean anyPatterns() {
    return patterns.stream().anyMatch(Objects::nonNull);
  }

  /** Some that were made, for programs to come. */
  void tell(int node, List<Configuration> some) {
    choices.set(node, List.copyOf(some));
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
    return IntStream.range(0, functions.length)
        .mapToObj(choices::get)
        .anyMatch(of -> of != null && of.size() > 1);
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
