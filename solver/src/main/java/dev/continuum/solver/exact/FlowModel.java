package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/**
 * The strong encoding (model, section 6) with real devices, and one flow for groups that are alike:
 * a relaxation, whose rows are widened by more than loads are rounded. Only instances are whole.
 */
final class FlowModel {

  /** More than what rounding to nano-units makes of a load. */
  private static final double WIDER = 1e-7;

  /** Shares of devices are counted in so many parts. */
  private static final double PARTS = 1e9;

  /** Instances of a pair beyond which it has too many steps. */
  private static final int MOST_STEPS = 64;

  final LinearModel model = new LinearModel();

  /** By class: devices of the first on each route that leaves the device. */
  final List<int[]> away = new ArrayList<>();

  /** By class and member: devices on each route of its own. */
  final List<List<int[]>> own = new ArrayList<>();

  private final CompiledProblem problem;
  private final List<Long> objective = new ArrayList<>();
  private final Terms[] load;
  private final double[] mostLoad;
  private final Terms[] cpu;
  private final Terms[] memory;
  private final List<List<Link>> links = new ArrayList<>();
  private boolean tooLong;
  private int steps;

  /** What may use a pair, at most so many devices. */
  private record Link(Terms terms, long most) {}

  FlowModel(CompiledProblem problem, List<AlikeGroups> classes) {
    this.problem = problem;
    load = terms(problem.pairs().size());
    mostLoad = new double[load.length];
    cpu = terms(problem.nodes().size);
    memory = terms(problem.nodes().size);
    for (int pair = 0; pair < load.length; pair++) {
      links.add(new ArrayList<>());
    }
    classes.forEach(this::add);
    for (int pair = 0; pair < load.length; pair++) {
      if (!load[pair].isEmpty()) {
        addSteps(pair);
      }
    }
    addCapacities();
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

  private int variable(long most, boolean whole, long micros) {
    objective.add(micros);
    return model.variable(0, most, whole);
  }

  private void add(AlikeGroups alike) {
    long all = (long) Math.ceil(alike.devices() * (1 + WIDER));
    Terms balance = new Terms();
    Device shared =
        new Device(alike.first(), v -> alike.load[v], (route, v) -> alike.cpu[route][v]);
    away.add(routes(shared, alike.away, all));
    for (int flow : away.getLast()) {
      balance.add(flow, (long) PARTS);
    }
    List<int[]> ofMembers = new ArrayList<>();
    for (AlikeGroups.Member member : alike.members()) {
      Terms serve = new Terms();
      if (!alike.away.isEmpty()) {
        int leaving = variable(member.group().devices, false, member.moreMicros());
        serve.add(leaving, 1);
        balance.add(leaving, -(long) Math.floor(PARTS * member.share()));
      }
      int[] stay = routes(Device.of(member), member.own(), member.group().devices);
      for (int devices : stay) {
        serve.add(devices, 1);
      }
      ofMembers.add(stay);
      model.exactly(serve, member.group().devices, rule());
    }
    own.add(ofMembers);
    model.atLeast(balance, 0, rule());
  }

  private int rule() {
    return model.rules() == 0 ? model.rule("FLOW", "") : 0;
  }

  /** What a device of a group puts on functions by call, and on nodes by route and call. */
  private record Device(CompiledGroup group, IntToLongFunction load, Cpu cpu) {

    interface Cpu {
      long nanocores(int route, int call);
    }

    static Device of(AlikeGroups.Member member) {
      RouteSpace routes = member.group().routes;
      return new Device(
          member.group(),
          routes::loadNanos,
          (route, v) -> routes.cpuNanocores(v, member.own().get(route).route()[v]));
    }
  }

  /** Variables for routes of a group, with what they put on pairs and nodes. */
  private int[] routes(Device device, List<Column> columns, long most) {
    CompiledGroup group = device.group;
    int[] variables = new int[columns.size()];
    Map<Integer, Terms> uses = new TreeMap<>();
    Map<Integer, Long> heaviest = new TreeMap<>();
    for (int c = 0; c < variables.length; c++) {
      Column column = columns.get(c);
      variables[c] = variable(most, false, column.micros());
      Map<Integer, Long> loads = new TreeMap<>();
      for (int v = 0; v < column.route().length; v++) {
        int option = column.route()[v];
        int node = group.routes.node(v, option);
        if (node != RouteSpace.LOCAL) {
          int pair = problem.pairs().index(group.routes.function(v, option), node);
          loads.merge(pair, device.load.applyAsLong(v), Long::sum);
          cpu[node].add(variables[c], device.cpu.nanocores(c, v));
        }
      }
      for (var each : loads.entrySet()) {
        load[each.getKey()].add(variables[c], each.getValue());
        heaviest.merge(each.getKey(), each.getValue(), Math::max);
        uses.computeIfAbsent(each.getKey(), pair -> new Terms()).add(variables[c], 1);
      }
    }
    heaviest.forEach((pair, each) -> mostLoad[pair] += (double) each * most);
    uses.forEach((pair, terms) -> links.get(pair).add(new Link(terms, most)));
    return variables;
  }

  /** Load is at most what instances carry, and none is carried by none. */
  private void addSteps(int pair) {
    PairTable pairs = problem.pairs();
    if (!pairs.allowed[pair]) {
      model.atMost(load[pair], 0, rule());
      return;
    }
    var staircase = pairs.staircase(pair);
    int node = pairs.node(pair);
    long most = wider(mostLoad[pair]);
    long carried = Math.min(most, wider((double) staircase.thresholdLoad(0)));
    long base = carried;
    int instances = (int) Math.min(pairs.mostInstances[pair], staircase.mostInstances());
    int before = Encoding.NONE;
    for (int k = 1; k <= instances && carried < most; k++) {
      if (k > MOST_STEPS) {
        tooLong = true;
        return;
      }
      int step = variable(1, true, pairs.keptMicros[pair]);
      steps++;
      long next = Math.min(most, wider((double) staircase.thresholdLoad(k)));
      load[pair].add(step, carried - next);
      memory[node].add(step, pairs.memoryBytes[pairs.function(pair)]);
      carried = next;
      if (before != Encoding.NONE) {
        model.atMost(new Terms().add(step, 1).add(before, -1), 0, rule());
      } else if (base == 0) {
        for (Link link : links.get(pair)) {
          model.atMost(link.terms.add(step, -link.most), 0, rule());
        }
      }
      before = step;
    }
    model.atMost(load[pair], base, rule());
  }

  private void addCapacities() {
    NodeTable nodes = problem.nodes();
    for (int n = 0; n < cpu.length; n++) {
      if (nodes.cpuNanocores[n] < Long.MAX_VALUE / 2) {
        model.atMost(cpu[n], wider((double) nodes.cpuNanocores[n]), rule());
      }
      if (nodes.memoryBytes[n] < Long.MAX_VALUE / 2) {
        model.atMost(memory[n], nodes.memoryBytes[n], rule());
      }
    }
  }

  private static long wider(double limit) {
    return (long) Math.ceil(Math.min(Long.MAX_VALUE / 4.0, limit * (1 + WIDER)));
  }
}
