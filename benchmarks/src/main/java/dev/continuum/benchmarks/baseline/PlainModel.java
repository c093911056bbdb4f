package dev.continuum.benchmarks.baseline;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a user of a general solver would write down: a count for each route, a binary for each
 * artifact and node, an ordered binary for each instance, aggregate links with big-M; one objective
 * in which unserved and late devices weigh more than any cost of theirs. Links, accelerators and
 * rules over several nodes are not written down. The solver then gets the model as it is.
 *
 * @param name what users call it
 * @param solver of OR-Tools: HIGHS, SAT or SCIP
 */
record PlainModel(String name, String solver) implements Baseline {

  private static final int MOST_ROUTES = 300_000;

  /** Cost units; doubles keep their digits. */
  private static final double MICROS = 1e6;

  /** What floating-point solvers may be off by is taken from their bound. */
  static final double FLOATING = 1e-6;

  @Override
  public Answer plan(PlacementProblem problem, Budget budget) {
    Ground ground = new Ground(problem);
    long routes = ground.groups().stream().mapToLong(group -> group.routes.size()).sum();
    if (routes > MOST_ROUTES) {
      return new Answer.NotApplicable(routes + " routes are more than can be written down");
    }
    if (solver.equals("SAT") && ground.compiled.anyDivisible()) {
      return new Answer.NotApplicable("devices are divisible, and CP-SAT has whole variables only");
    }
    Encoding encoding = new Encoding(ground);
    Optional<Program.Solution> found =
        encoding.program.minimise(encoding.goal, solver, budget.time(), budget.threads());
    if (found.isEmpty()) {
      return new Answer.Nothing(solver + " finds nothing in time");
    }
    boolean divisible = ground.compiled.anyDivisible();
    Program.Solution best =
        divisible ? encoding.program.polished(encoding.goal, found.get()) : found.get();
    double bound = best.bound() * MICROS;
    // A bound on the weighted sum is one on cost only where nobody need be left out or late.
    boolean ofCost =
        encoding.penalties.stream().allMatch(variable -> best.value(variable) < FLOATING)
            && Math.abs(bound) < 1e17;
    return new Answer.Placed(
        ground.sized(encoding.routes(best, divisible)),
        ofCost
            ? OptionalLong.of((long) Math.floor(bound - FLOATING * Math.max(1, Math.abs(bound))))
            : OptionalLong.empty(),
        best.optimal() ? "says it is optimal" : "");
  }

  private static final class Encoding {

    final Program program = new Program();
    final Program.Row goal = new Program().atMost(0);
    final List<Integer> penalties = new ArrayList<>();
    private final Ground ground;
    private final PairTable pairs;
    private final Map<Integer, Program.Row> loadOf = new HashMap<>();
    private final Map<Integer, Program.Row> devicesOf = new HashMap<>();
    private final Map<Integer, Double> mostLoad = new HashMap<>();
    private final Program.Row[] cpu;
    private final Program.Row[] rate;
    private final List<Column> columns = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Column(CompiledGroup group, int[] route, int variable) {}

    Encoding(Ground ground) {
      this.ground = ground;
      pairs = ground.compiled.pairs();
      cpu = new Program.Row[ground.nodes()];
      rate = new Program.Row[ground.nodes()];
      for (int n = 0; n < ground.nodes(); n++) {
        cpu[n] = limited(ground.compiled.nodes().cpuNanocores[n], 1e9);
        rate[n] = limited(ground.compiled.nodes().rateNanos[n], 1e9);
      }
      double[] worst = new double[ground.groups().size()];
      for (CompiledGroup group : ground.groups()) {
        Program.Row served = program.exactly(group.devices);
        addRoutes(group, new int[group.routes.calls()], 0, served, worst);
        if (!group.serveAll) {
          int unserved = program.variable(0, group.devices, !group.divisible);
          served.add(unserved, 1);
          penalties.add(unserved);
        }
      }
      addPenalties(worst);
      addPairs();
    }

    private Program.Row limited(long limit, double unit) {
      return program.atMost(limit >= Long.MAX_VALUE / 4 ? Double.POSITIVE_INFINITY : limit / unit);
    }

    private void addRoutes(
        CompiledGroup group, int[] route, int call, Program.Row served, double[] worst) {
      if (call < route.length) {
        for (int option = 0; option < group.routes.options(call); option++) {
          route[call] = option;
          addRoutes(group, route, call + 1, served, worst);
        }
        return;
      }
      if (!Ground.allowed(group, route)) {
        return;
      }
      int count = program.variable(0, group.devices, !group.divisible);
      columns.add(new Column(group, route.clone(), count));
      served.add(count, 1);
      double cost = group.routes.judge().costMicros(route) / MICROS;
      worst[group.index] = Math.max(worst[group.index], cost);
      goal.add(count, cost);
      RouteSpace routes = group.routes;
      for (int v = 0; v < route.length; v++) {
        int node = routes.node(v, route[v]);
        if (node == RouteSpace.LOCAL) {
          continue;
        }
        int pair = pairs.index(routes.function(v, route[v]), node);
        double load = routes.loadNanos(v) / 1e9;
        cpu[node].add(count, routes.cpuNanocores(v, route[v]) / 1e9);
        rate[node].add(count, load);
        loadOf.computeIfAbsent(pair, key -> program.atMost(0)).add(count, load);
        devicesOf.computeIfAbsent(pair, key -> program.atMost(0)).add(count, 1);
        mostLoad.merge(pair, load * group.devices, Double::sum);
      }
    }

    /**
     * More than serving a device in time can cost: its worst route and an instance of each call.
     */
    private void addPenalties(double[] worst) {
      double kept = 0;
      for (int pair : loadOf.keySet()) {
        kept = Math.max(kept, pairs.keptMicros[pair] / MICROS);
      }
      double each = 1 + kept;
      for (double cost : worst) {
        each = Math.max(each, cost + kept);
      }
      double most = each;
      penalties.forEach(unserved -> goal.add(unserved, 4 * most));
      for (Column column : List.copyOf(columns)) {
        if (column.group().routes.judge().missesDeadline(column.route())) {
          goal.add(column.variable(), 2 * most);
          penalties.add(column.variable());
        }
      }
    }

    private void addPairs() {
      int[] active = new int[ground.nodes()];
      Program.Row[] memory = new Program.Row[ground.nodes()];
      Program.Row[] instances = new Program.Row[ground.nodes()];
      for (int n = 0; n < ground.nodes(); n++) {
        active[n] = program.binary();
        goal.add(active[n], ground.compiled.nodes().activeMicros[n] / MICROS);
        memory[n] = limited(ground.compiled.nodes().memoryBytes[n], 1 << 20);
        instances[n] = limited(ground.compiled.nodes().instances[n], 1);
      }
      devicesOf.forEach(
          (pair, devices) -> {
            int n = pairs.node(pair);
            int present = program.binary();
            devices.add(present, -mostDevices());
            program.atMost(0).add(present, 1).add(active[n], -1);
            goal.add(present, pairs.acquisitionMicros[pair] / MICROS);
            Program.Row load = loadOf.get(pair);
            if (load != null) {
              addInstances(pair, load, present, memory[n], instances[n]);
            }
          });
    }

    private double mostDevices() {
      return ground.groups().stream().mapToDouble(group -> group.devices).sum();
    }

    private void addInstances(
        int pair, Program.Row load, int present, Program.Row memory, Program.Row instances) {
      int f = pairs.function(pair);
      double all = mostLoad.getOrDefault(pair, 0.0);
      long needed = pairs.required(pair, (long) Math.min(all * 1e9, Long.MAX_VALUE / 4.0));
      long most = Math.min(needed, pairs.mostInstances[pair]);
      if (pairs.staircase(pair).instancesFor((long) (all * 1e9)) == 0) {
        load.add(program.variable(0, 1, false), -all - 1);
      }
      int before = -1;
      for (int k = 0; k < most; k++) {
        int step = program.binary();
        int at = k;
        double carried = threshold(pair, at + 1, all) - threshold(pair, at, all);
        load.add(step, -carried);
        memory.add(step, pairs.memoryBytes[f] / (double) (1 << 20));
        instances.add(step, 1);
        goal.add(step, pairs.keptMicros[pair] / MICROS);
        if (before >= 0) {
          program.atMost(0).add(step, 1).add(before, -1);
        }
        if (k < pairs.floor[f]) {
          program.atMost(0).add(present, 1).add(step, -1);
        }
        before = step;
      }
    }

    /** The most load that k instances carry, but no more than there is. */
    private double threshold(int pair, int k, double all) {
      var staircase = pairs.staircase(pair);
      return k > staircase.mostInstances() ? all : Math.min(all, staircase.thresholdLoad(k) / 1e9);
    }

    List<RouteAssignment> routes(Program.Solution solution, boolean divisible) {
      List<RouteAssignment> routes = new ArrayList<>();
      double[] sum = new double[ground.groups().size()];
      for (Column column : columns) {
        sum[column.group().index] += positive(solution, column);
      }
      for (Column column : columns) {
        double devices = positive(solution, column);
        CompiledGroup group = column.group();
        if (group.serveAll && divisible && sum[group.index] > 0) {
          devices *= group.devices / sum[group.index];
        }
        if (devices > 0) {
          routes.add(
              ground.assignment(
                  group, column.route(), group.divisible ? devices : Math.rint(devices)));
        }
      }
      return routes;
    }

    private static double positive(Program.Solution solution, Column column) {
      double value = solution.value(column.variable());
      return value < 1e-9 ? 0 : value;
    }
  }
}
