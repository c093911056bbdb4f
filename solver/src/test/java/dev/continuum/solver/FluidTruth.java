package dev.continuum.solver;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.FunctionEvaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.RuleCheck;
import dev.continuum.model.evaluation.RuleKind;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The best placement of a tiny problem with divisible groups: every choice of artifacts and
 * instances in turn, and for each a linear program over the shares of routes. Every coefficient is
 * read off the oracle: what one device on a route costs and takes, how much load so many instances
 * carry (by bisection), what a choice costs before any device comes.
 */
final class FluidTruth {

  private static final Set<RuleKind> LINEAR =
      EnumSet.of(RuleKind.CPU, RuleKind.RATE, RuleKind.LINK);
  private static final Set<RuleKind> OF_DEVICES_SERVED =
      EnumSet.of(RuleKind.ADMISSION, RuleKind.CPU, RuleKind.RATE, RuleKind.LINK);

  static {
    Loader.loadNativeLibraries();
  }

  /** What one device takes of something limited. */
  private record Take(double use, double limit) {}

  /** A route with what the oracle says of one device on it. */
  private record Route(
      int group,
      RouteAssignment one,
      double micros,
      boolean late,
      Map<String, Take> takes,
      SortedMap<Acquisition, Double> ratePerSecond) {}

  /** The levels of an optimum, in micro-units, and the shares that reach it. */
  record Optimum(double unserved, double late, double cost, Placement placement) {}

  private final PlacementProblem problem;
  private final PlacementEvaluator oracle;
  private final List<Route> routes = new ArrayList<>();
  private final List<Acquisition> pairs;
  private final List<List<Integer>> choices = new ArrayList<>();
  private final Map<Acquisition, Map<Integer, Double>> carried = new TreeMap<>();
  private Optional<Optimum> best = Optional.empty();
  private int programs;

  FluidTruth(PlacementProblem problem) {
    this.problem = problem;
    this.oracle = new PlacementEvaluator(problem);
    TreeSet<Acquisition> used = new TreeSet<>();
    for (int g = 0; g < problem.groups().size(); g++) {
      for (RouteAssignment one : BruteForce.allRoutes(problem, problem.groups().get(g))) {
        addIfAllowed(g, one);
      }
    }
    routes.forEach(route -> used.addAll(route.ratePerSecond.keySet()));
    used.addAll(BruteForce.spreadable(problem));
    pairs = List.copyOf(used);
    for (Acquisition pair : pairs) {
      choices.add(choices(pair));
    }
  }

  /** How many linear programs there are to solve. */
  double combinations() {
    return choices.stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
  }

  int programs() {
    return programs;
  }

  /** Tries all; empty if none is feasible. */
  Optional<Optimum> solve() {
    choose(0, new ArrayList<>(), new TreeSet<>());
    return best;
  }

  private void addIfAllowed(int g, RouteAssignment one) {
    Evaluation alone = oracle.evaluateWithoutEstimates(Placement.of(List.of(one), List.of()));
    boolean allowed =
        alone.broken().stream().map(RuleCheck::kind).noneMatch(BruteForce.OF_ROUTE::contains);
    if (!allowed) {
      return;
    }
    Map<String, Take> takes = new TreeMap<>();
    for (RuleCheck check : alone.rules()) {
      if (LINEAR.contains(check.kind()) && check.use() > 0) {
        takes.put(check.kind() + " " + check.subject(), new Take(check.use(), check.limit()));
      }
    }
    SortedMap<Acquisition, Double> rates = new TreeMap<>();
    for (FunctionEvaluation at : alone.functions()) {
      rates.put(new Acquisition(at.function(), at.node()), at.ratePerSecond());
    }
    var judged = alone.routes().getFirst();
    routes.add(new Route(g, one, judged.coefficientMicros(), judged.late(), takes, rates));
  }

  /** -1 for no artifact, else so many instances up to what all devices together could ask for. */
  private List<Integer> choices(Acquisition pair) {
    List<Integer> counts = new ArrayList<>();
    counts.add(-1);
    double total = 0;
    for (int g = 0; g < problem.groups().size(); g++) {
      double most = 0;
      for (Route route : routes) {
        if (route.group == g) {
          most = Math.max(most, route.ratePerSecond.getOrDefault(pair, 0.0));
        }
      }
      total += most * problem.groups().get(g).devices();
    }
    int floor = (int) required(Placement.of(List.of(), List.of(warm(pair, 1))), pair);
    Optional<Route> through =
        routes.stream().filter(r -> r.ratePerSecond.getOrDefault(pair, 0.0) > 0).findFirst();
    int most = floor;
    if (through.isPresent()) {
      double per = Objects.requireNonNull(through.get().ratePerSecond.get(pair));
      long all = required(through.get(), pair, total / per);
      most = (int) Math.min(40, Math.max(floor, all));
      Map<Integer, Double> carries = new TreeMap<>();
      for (int w = floor; w <= most; w++) {
        carries.put(w, w >= all ? Double.POSITIVE_INFINITY : most(through.get(), pair, w, total));
      }
      carried.put(pair, carries);
    }
    if (BruteForce.spreadable(problem).contains(pair)) {
      most = Math.max(most, 1);
      carried.computeIfAbsent(pair, p -> new TreeMap<>()).putIfAbsent(most, Double.MAX_VALUE);
    }
    for (int w = floor; w <= most; w++) {
      counts.add(w);
    }
    return counts;
  }

  /** The most load that so many instances carry, requests per second. */
  private double most(Route route, Acquisition pair, int w, double total) {
    double per = Objects.requireNonNull(route.ratePerSecond.get(pair));
    double low = 0;
    double high = total / per;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (required(route, pair, middle) <= w) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low * per;
  }

  private long required(Route route, Acquisition pair, double devices) {
    RouteAssignment one = route.one;
    return required(
        Placement.of(List.of(new RouteAssignment(one.group(), devices, one.calls())), List.of()),
        pair);
  }

  private long required(Placement placement, Acquisition pair) {
    return oracle.evaluateWithoutEstimates(placement).functions().stream()
        .filter(at -> at.function().equals(pair.function()) && at.node().equals(pair.node()))
        .mapToLong(FunctionEvaluation::requiredInstances)
        .sum();
  }

  private static WarmInstances warm(Acquisition pair, long count) {
    return new WarmInstances(pair.function(), pair.node(), count);
  }

  private void choose(int at, List<WarmInstances> warm, SortedSet<Acquisition> present) {
    if (at == pairs.size()) {
      solve(new Placement(List.of(), warm, present));
      return;
    }
    Acquisition pair = pairs.get(at);
    for (int count : choices.get(at)) {
      if (count >= 0) {
        present.add(pair);
        if (count > 0) {
          warm.add(warm(pair, count));
        }
      }
      choose(at + 1, warm, present);
      if (count > 0) {
        warm.removeLast();
      }
      present.remove(pair);
    }
  }

  private void solve(Placement empty) {
    Evaluation before = oracle.evaluateWithoutEstimates(empty);
    boolean holds =
        before.broken().stream().map(RuleCheck::kind).allMatch(OF_DEVICES_SERVED::contains);
    if (holds) {
      programs++;
      Program program = new Program(empty, before);
      program.solve();
      program.lp.delete();
    }
  }

  /** The linear program of one choice, level by level. */
  private final class Program {

    private final MPSolver lp = MPSolver.createSolver("GLOP");
    private final Placement empty;
    private final MPVariable[] share = new MPVariable[routes.size()];
    private final Map<String, MPConstraint> rows = new TreeMap<>();
    private final MPVariable[] unserved = new MPVariable[problem.groups().size()];
    private final List<MPVariable> moved = new ArrayList<>();
    private final double fixedCost;
    private final double moveMicros;

    Program(Placement empty, Evaluation before) {
      this.empty = empty;
      fixedCost = before.score().costMicros();
      moveMicros =
          Rounding.oneTimeMicros(
              problem.reconfiguration().pricePerMovedDevice(), problem.reconfiguration().horizon());
      declareShares();
      limitLoads();
      declareMoves(before.reconfiguration().changes());
    }

    private void declareShares() {
      for (int g = 0; g < unserved.length; g++) {
        ClientGroup group = problem.groups().get(g);
        boolean all = BruteForce.app(problem, group).admission() == Admission.ALL;
        unserved[g] = lp.makeNumVar(0, all ? 0 : group.devices(), "");
        MPConstraint count = row("count " + g, group.devices());
        count.setLb(group.devices());
        count.setCoefficient(unserved[g], 1);
      }
      for (int r = 0; r < share.length; r++) {
        Route route = routes.get(r);
        boolean there = empty.acquired().containsAll(route.ratePerSecond.keySet());
        share[r] = lp.makeNumVar(0, there ? Double.POSITIVE_INFINITY : 0, "");
        row("count " + route.group, 0).setCoefficient(share[r], 1);
        for (Map.Entry<String, Take> take : route.takes.entrySet()) {
          double limit = take.getValue().limit();
          if (limit > 0) {
            row(take.getKey(), 1).setCoefficient(share[r], take.getValue().use() / limit);
          } else {
            share[r].setUb(0);
          }
        }
      }
    }

    private void limitLoads() {
      for (Acquisition pair : empty.acquired()) {
        int count =
            (int)
                empty.warm().stream()
                    .filter(
                        w -> w.function().equals(pair.function()) && w.node().equals(pair.node()))
                    .mapToLong(WarmInstances::instances)
                    .sum();
        double most =
            carried.getOrDefault(pair, Map.of()).getOrDefault(count, Double.POSITIVE_INFINITY);
        for (int r = 0; r < share.length; r++) {
          double rate = routes.get(r).ratePerSecond.getOrDefault(pair, 0.0);
          if (rate > 0 && most <= 0) {
            share[r].setUb(0);
          } else if (rate > 0 && most < Double.MAX_VALUE) {
            row("load " + pair, 1).setCoefficient(share[r], rate / most);
          }
        }
      }
    }

    private void declareMoves(double changesBefore) {
      if (problem.current().isEmpty()) {
        return;
      }
      OptionalDouble budget = problem.reconfiguration().budget();
      double left =
          budget.isEmpty() ? Double.POSITIVE_INFINITY : budget.orElseThrow() - changesBefore;
      for (int g = 0; g < unserved.length; g++) {
        ClientGroup group = problem.groups().get(g);
        for (var call : BruteForce.app(problem, group).calls()) {
          for (var node : problem.topology().nodes()) {
            double now = now(group, call.id(), node.id());
            MPVariable more =
                lp.makeNumVar(
                    0, node.status() == NodeStatus.CORDONED ? 0 : Double.POSITIVE_INFINITY, "");
            moved.add(more);
            MPConstraint onto = row("moves " + g + " " + call.id() + " " + node.id(), now);
            onto.setCoefficient(more, -1);
            for (int r = 0; r < share.length; r++) {
              if (routes.get(r).group == g && isOn(routes.get(r).one, call.id(), node.id())) {
                onto.setCoefficient(share[r], 1);
              }
            }
            if (left < Double.POSITIVE_INFINITY) {
              row("changes", left).setCoefficient(more, 1);
            }
          }
        }
      }
    }

    private double now(ClientGroup group, CallId call, NodeId node) {
      return problem.current().orElseThrow().routes().stream()
          .filter(r -> r.group().equals(group.id()) && isOn(r, call, node))
          .mapToDouble(RouteAssignment::devices)
          .sum();
    }

    private static boolean isOn(RouteAssignment route, CallId call, NodeId node) {
      return route.calls().stream()
          .anyMatch(
              c ->
                  c.call().equals(call)
                      && c.place() instanceof Place.OnNode(NodeId there)
                      && there.equals(node));
    }

    private MPConstraint row(String name, double limit) {
      return rows.computeIfAbsent(name, n -> lp.makeConstraint(Double.NEGATIVE_INFINITY, limit, n));
    }

    void solve() {
      var unused =
          lp.setSolverSpecificParametersAsString(
              "primal_feasibility_tolerance:1e-10 dual_feasibility_tolerance:1e-10");
      OptionalDouble unservedLeast = least(this::weighUnserved);
      if (unservedLeast.isEmpty()
          || best.filter(b -> above(unservedLeast.orElseThrow(), b.unserved)).isPresent()) {
        return;
      }
      fix(unservedLeast.orElseThrow(), this::weighUnserved);
      double lateLeast = least(this::weighLate).orElseThrow();
      boolean tied = best.filter(b -> !above(b.unserved, unservedLeast.orElseThrow())).isPresent();
      if (tied && above(lateLeast, best.orElseThrow().late)) {
        return;
      }
      fix(lateLeast, this::weighLate);
      double cost = least(this::weighCost).orElseThrow() + fixedCost;
      tied &= best.filter(b -> !above(b.late, lateLeast)).isPresent();
      if (!tied || cost < best.orElseThrow().cost) {
        best = Optional.of(new Optimum(unservedLeast.orElseThrow(), lateLeast, cost, placement()));
      }
    }

    private static boolean above(double value, double other) {
      return value > other + 1e-8 * Math.max(1e6, Math.abs(other));
    }

    private OptionalDouble least(Weigh weigh) {
      MPObjective objective = lp.objective();
      objective.clear();
      weigh.into(objective::setCoefficient);
      objective.setMinimization();
      MPSolver.ResultStatus status = lp.solve();
      return switch (status) {
        case OPTIMAL -> OptionalDouble.of(objective.value());
        case INFEASIBLE -> OptionalDouble.empty();
        default -> throw new IllegalStateException("GLOP: " + status);
      };
    }

    private void fix(double value, Weigh weigh) {
      // Scaled, so that the tolerance of the row is one of devices.
      MPConstraint row = lp.makeConstraint(Double.NEGATIVE_INFINITY, value / 1e6);
      weigh.into((variable, weight) -> row.setCoefficient(variable, weight / 1e6));
    }

    private void weighUnserved(Weights weights) {
      for (int g = 0; g < unserved.length; g++) {
        weights.set(unserved[g], priority(g));
      }
    }

    private void weighLate(Weights weights) {
      for (int r = 0; r < share.length; r++) {
        if (routes.get(r).late) {
          weights.set(share[r], priority(routes.get(r).group));
        }
      }
    }

    private void weighCost(Weights weights) {
      for (int r = 0; r < share.length; r++) {
        weights.set(share[r], routes.get(r).micros);
      }
      moved.forEach(more -> weights.set(more, moveMicros));
    }

    private double priority(int g) {
      ClientGroup group = problem.groups().get(g);
      return Rounding.priorityMicros(BruteForce.app(problem, group).weight(), group.rate());
    }

    private Placement placement() {
      List<RouteAssignment> chosen = new ArrayList<>();
      for (int r = 0; r < share.length; r++) {
        double devices = share[r].solutionValue();
        if (devices > 1e-9) {
          RouteAssignment one = routes.get(r).one;
          chosen.add(new RouteAssignment(one.group(), devices, one.calls()));
        }
      }
      return new Placement(chosen, empty.warm(), empty.acquired());
    }
  }

  /** Receives objective weights. */
  @FunctionalInterface
  private interface Weights {
    void set(MPVariable variable, double weight);
  }

  /** A level of the objective. */
  @FunctionalInterface
  private interface Weigh {
    void into(Weights weights);
  }
}
