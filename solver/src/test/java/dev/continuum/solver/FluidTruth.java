package dev.continuum.solver;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.FunctionEvaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.RuleCheck;
import dev.continuum.model.evaluation.RuleKind;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  /** The levels of an optimum, in micro-units, and the shares that reach it. */
  record Optimum(double unserved, double late, double cost, Placement placement) {}

  private final PlacementProblem problem;
  private final PlacementEvaluator oracle;
  private final List<FluidRoute> routes = new ArrayList<>();
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
    routes.forEach(route -> used.addAll(route.ratePerSecond().keySet()));
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
    Map<String, FluidRoute.Take> takes = new TreeMap<>();
    for (RuleCheck check : alone.rules()) {
      if (LINEAR.contains(check.kind()) && check.use() > 0) {
        takes.put(
            check.kind() + " " + check.subject(), new FluidRoute.Take(check.use(), check.limit()));
      }
    }
    SortedMap<Acquisition, Double> rates = new TreeMap<>();
    for (FunctionEvaluation at : alone.functions()) {
      rates.put(new Acquisition(at.function(), at.node()), at.ratePerSecond());
    }
    var judged = alone.routes().getFirst();
    routes.add(new FluidRoute(g, one, judged.coefficientMicros(), judged.late(), takes, rates));
  }

  /** -1 for no artifact, else so many instances up to what all devices together could ask for. */
  private List<Integer> choices(Acquisition pair) {
    List<Integer> counts = new ArrayList<>();
    counts.add(-1);
    double total = 0;
    for (int g = 0; g < problem.groups().size(); g++) {
      double most = 0;
      for (FluidRoute route : routes) {
        if (route.group() == g) {
          most = Math.max(most, route.ratePerSecond().getOrDefault(pair, 0.0));
        }
      }
      total += most * problem.groups().get(g).devices();
    }
    int floor = (int) required(Placement.of(List.of(), List.of(warm(pair, 1))), pair);
    Optional<FluidRoute> through =
        routes.stream().filter(r -> r.ratePerSecond().getOrDefault(pair, 0.0) > 0).findFirst();
    int most = floor;
    if (through.isPresent()) {
      double per = Objects.requireNonNull(through.get().ratePerSecond().get(pair));
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
  private double most(FluidRoute route, Acquisition pair, int w, double total) {
    double per = Objects.requireNonNull(route.ratePerSecond().get(pair));
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

  private long required(FluidRoute route, Acquisition pair, double devices) {
    RouteAssignment one = route.one();
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
      try (FluidProgram program = new FluidProgram(problem, routes, carried, empty, before)) {
        best = program.improve(best);
      }
    }
  }
}
