package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The encoding of {@link Encoding} with real devices, and one flow for groups that are alike: a
 * relaxation, whose rows are widened by more than loads are rounded. Only instances are whole. What
 * ties classes to instances beyond their sum is added by {@link #cut}.
 */
final class FlowModel {

  /** Against rounding here; loads of groups that are alike are the least of them. */
  private static final double WIDER = 1e-7;

  /** Shares of devices are counted in so many parts. */
  private static final double PARTS = 1e9;

  /** Cost of leaving a device out, in differences of routes. */
  private static final int UNSERVED = 10;

  /** Instances of a pair beyond which it has too many steps. */
  private static final int MOST_STEPS = 64;

  final LinearModel model = new LinearModel();

  /** By class, in order. */
  final List<Flows> flows = new ArrayList<>();

  /** Variables for devices of a group that no route takes, which are 0 here; how many it has. */
  final Map<Integer, Integer> unserved = new TreeMap<>();

  /** In order of pair. */
  final Map<Integer, FlowPool> pools = new TreeMap<>();

  /** By node: the row that limits its CPU, or {@link Encoding#NONE}. */
  final int[] cpuRows;

  /** Rows before any was added by {@link #cut}. */
  final int uncut;

  private final CompiledProblem problem;
  private final List<Long> objective = new ArrayList<>();
  private final Terms[] cpu;
  private final Terms[] memory;
  private final int rule = model.rule("FLOW", "");
  private boolean tooLong;
  private int steps;

  /**
   * Variables of a class.
   *
   * @param away by route away: devices of the first of all
   * @param twins of those that share other routes, too
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Flows(AlikeGroups alike, int[] away, List<TwinFlows> twins) {}

  /**
   * Variables of twins.
   *
   * @param own by route of theirs: devices of the first twin
   * @param leaving by member: its devices that take a route away, or {@link Encoding#NONE}
   * @param staying by member: the others, or {@link Encoding#NONE}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record TwinFlows(AlikeGroups.Twins twins, int[] own, int[] leaving, int[] staying) {}

  FlowModel(CompiledProblem problem, List<AlikeGroups> classes) {
    this.problem = problem;
    cpu = terms(problem.nodes().size);
    memory = terms(problem.nodes().size);
    cpuRows = new int[cpu.length];
    Arrays.fill(cpuRows, Encoding.NONE);
    for (AlikeGroups alike : classes) {
      flows.add(add(flows.size(), alike));
    }
    for (FlowPool pool : pools.values()) {
      addSteps(pool);
    }
    addCapacities();
    uncut = model.rows().size();
  }

  private static Terms[] terms(int count) {
    Terms[] terms = new Terms[count];
    Arrays.setAll(terms, i -> new Terms());
    return terms;
  }

  /** Whether a tree over it may end: it has few variables, and fewer that are whole. */
  boolean isSmall(int mostVariables, int mostWhole) {
    return !tooLong && model.variables() <= mostVariables && steps <= mostWhole;
  }

  long[] objective() {
    return objective.stream().mapToLong(Long::longValue).toArray();
  }

  /** Adds rows that hold for all placements but not at some values; returns how many. */
  int cut(double[] values) {
    int count = 0;
    for (FlowPool pool : pools.values()) {
      count += pool.cut(model, values, 1 + WIDER, rule) ? 1 : 0;
    }
    return count;
  }

  private int variable(long most, boolean whole, long micros) {
    objective.add(micros);
    return model.variable(0, most, whole);
  }

  private Flows add(int ofClass, AlikeGroups alike) {
    double all = alike.devices();
    Terms balance = new Terms();
    int[] away = routes(alike.away, ofClass, all, 1);
    for (int flow : away) {
      balance.add(flow, (long) PARTS);
    }
    List<TwinFlows> twins = new ArrayList<>();
    for (AlikeGroups.Twins some : alike.twins()) {
      twins.add(add(ofClass, alike, some, balance));
    }
    model.atLeast(balance, 0, rule);
    return new Flows(alike, away, twins);
  }

  private TwinFlows add(int ofClass, AlikeGroups alike, AlikeGroups.Twins some, Terms balance) {
    double share = alike.away.share(some.own.first);
    int[] own = routes(some.own, ofClass, alike.devices(), share);
    int[] leaving = new int[some.members().size()];
    int[] staying = leaving.clone();
    Terms ofOwn = new Terms();
    for (int flow : own) {
      ofOwn.add(flow, (long) PARTS);
    }
    for (int m = 0; m < leaving.length; m++) {
      AlikeGroups.Member member = some.members().get(m);
      int devices = member.group().devices;
      Terms serve = new Terms();
      leaving[m] = Encoding.NONE;
      staying[m] = Encoding.NONE;
      if (!alike.away.columns.isEmpty()) {
        leaving[m] = variable(devices, false, member.leavingMicros());
        serve.add(leaving[m], 1);
        balance.add(leaving[m], -(long) Math.floor(PARTS * member.share()));
      }
      if (own.length > 0) {
        staying[m] = variable(devices, false, member.stayingMicros());
        serve.add(staying[m], 1);
        ofOwn.add(staying[m], -(long) Math.floor(PARTS * member.part()));
      }
      int out = variable(0, false, leftOut(alike.away, some.own));
      unserved.put(out, devices);
      model.exactly(serve.add(out, 1), devices, rule);
    }
    model.atLeast(ofOwn, 0, rule);
    return new TwinFlows(some, own, leaving, staying);
  }

  /** More than any route and an instance for each call. */
  private long leftOut(SharedRoutes... routes) {
    long kept = LongStream.of(problem.pairs().keptMicros).max().orElse(0);
    int calls = routes[0].first.routes.calls();
    LongSummaryStatistics micros =
        Stream.of(routes)
            .flatMap(some -> some.columns.stream())
            .mapToLong(Column::micros)
            .summaryStatistics();
    long apart = micros.getCount() == 0 ? 0 : micros.getMax() - micros.getMin();
    return UNSERVED * apart + Math.max(0, micros.getMax()) + calls * kept + 1;
  }

  /**
   * Variables for routes, with what they put on pools and nodes.
   *
   * @param devices of the first that stand for the class
   * @param share how many of them a device on these routes stands for
   */
  private int[] routes(SharedRoutes shared, int ofClass, double devices, double share) {
    int[] variables = new int[shared.columns.size()];
    RouteSpace space = shared.first.routes;
    for (int c = 0; c < variables.length; c++) {
      Column column = shared.columns.get(c);
      long most = (long) Math.ceil(devices / share * (1 + WIDER));
      variables[c] = variable(most, false, column.micros());
      Map<FlowPool, Long> loads = new LinkedHashMap<>();
      for (int v = 0; v < column.route().length; v++) {
        int option = column.route()[v];
        int node = space.node(v, option);
        if (node != RouteSpace.LOCAL) {
          int pair = problem.pairs().index(space.function(v, option), node);
          FlowPool pool = pools.computeIfAbsent(pair, FlowPool::new);
          loads.merge(pool, shared.load[v], Long::sum);
          cpu[node].add(variables[c], shared.cpu[c][v]);
          double perLoad = shared.cpu[c][v] / (double) Math.max(1, shared.load[v]);
          pool.cpuOfLoad = Math.min(pool.cpuOfLoad, perLoad);
        }
      }
      int variable = variables[c];
      loads.forEach((pool, nanos) -> pool.add(ofClass, devices, share, variable, nanos));
    }
    return variables;
  }

  /** Load is at most what instances carry. */
  private void addSteps(FlowPool pool) {
    PairTable pairs = problem.pairs();
    int pair = pool.pair;
    if (!pairs.allowed[pair]) {
      pool.carried.add(0L);
      model.atMost(pool.load(), 0, rule);
      return;
    }
    var staircase = pairs.staircase(pair);
    int node = pairs.node(pair);
    Terms load = pool.load();
    long most = wider(Math.min(pool.most(), computed(pool)));
    long before = Math.min(most, wider((double) staircase.thresholdLoad(0)));
    pool.carried.add(before);
    int instances = (int) Math.min(pairs.mostInstances[pair], staircase.mostInstances());
    for (int k = 1; k <= instances && before < most; k++) {
      if (k > MOST_STEPS) {
        tooLong = true;
        return;
      }
      int step = variable(1, true, pairs.keptMicros[pair]);
      steps++;
      long next = Math.min(most, wider((double) staircase.thresholdLoad(k)));
      load.add(step, before - next);
      memory[node].add(step, pairs.memoryBytes[pairs.function(pair)]);
      if (!pool.steps.isEmpty()) {
        model.atMost(new Terms().add(step, 1).add(pool.steps.getLast(), -1), 0, rule);
      }
      pool.steps.add(step);
      pool.carried.add(next);
      before = next;
    }
    pool.limit(model, load, rule);
  }

  /** The most load that a node can compute for a function if it computes nothing else. */
  private double computed(FlowPool pool) {
    int node = problem.pairs().node(pool.pair);
    return problem.nodes().hasEndlessCpu(node) || pool.cpuOfLoad <= 0
        ? Double.POSITIVE_INFINITY
        : problem.nodes().cpuNanocores[node] / pool.cpuOfLoad;
  }

  private void addCapacities() {
    NodeTable nodes = problem.nodes();
    for (int n = 0; n < cpu.length; n++) {
      if (!nodes.hasEndlessCpu(n)) {
        cpuRows[n] = model.rows().size();
        model.atMost(cpu[n], wider((double) nodes.cpuNanocores[n]), rule);
        cpuRows[n] = model.rows().size() > cpuRows[n] ? cpuRows[n] : Encoding.NONE;
      }
      if (!nodes.hasEndlessMemory(n)) {
        model.atMost(memory[n], nodes.memoryBytes[n], rule);
      }
    }
  }

  private static long wider(double limit) {
    return (long) Math.ceil(Math.min(Long.MAX_VALUE / 4.0, limit * (1 + WIDER)));
  }
}
