package dev.continuum.solver;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.FunctionEvaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.RuleCheck;
import dev.continuum.model.evaluation.RuleKind;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.Routes;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The best placement of a small problem with whole devices by trying all, judged by the oracle
 * alone: every way to count devices on routes, as many instances as the oracle says are required,
 * and every set of further single instances that spreading could ask for.
 */
final class BruteForce {

  /** Rules that a route breaks or not whatever else is placed. */
  private static final Set<RuleKind> OF_ROUTE =
      EnumSet.of(
          RuleKind.FENCE,
          RuleKind.SERVABLE,
          RuleKind.REACHABLE,
          RuleKind.DEVICE_CPU,
          RuleKind.DEVICE_MEMORY,
          RuleKind.DEVICE_STORAGE,
          RuleKind.DEVICE_RATE,
          RuleKind.DEVICE_INSTANCES,
          RuleKind.DEVICE_ACCELERATORS,
          RuleKind.DEVICE_ACCELERATOR_MEMORY,
          RuleKind.DEVICE_UPLINK,
          RuleKind.DEVICE_DOWNLINK,
          RuleKind.DEVICE_BATTERY,
          RuleKind.DEADLINE,
          RuleKind.GATHER);

  private final PlacementProblem problem;
  private final PlacementEvaluator oracle;
  private final List<List<RouteAssignment>> routes = new ArrayList<>();
  private final List<Set<Acquisition>> extras;
  final Set<RuleKind> binding = EnumSet.noneOf(RuleKind.class);
  private Optional<Score> best = Optional.empty();
  private Optional<Placement> bestPlacement = Optional.empty();
  private long evaluations;

  BruteForce(PlacementProblem problem) {
    this.problem = problem;
    this.oracle = new PlacementEvaluator(problem);
    for (ClientGroup group : problem.groups()) {
      routes.add(allowedRoutes(group));
    }
    extras = extraInstances();
    assign(0, new ArrayList<>());
  }

  Optional<Score> best() {
    return best;
  }

  Optional<Placement> bestPlacement() {
    return bestPlacement;
  }

  long evaluations() {
    return evaluations;
  }

  private void assign(int g, List<RouteAssignment> chosen) {
    if (g == problem.groups().size()) {
      for (Set<Acquisition> extra : extras) {
        judge(chosen, extra);
      }
      return;
    }
    count(g, 0, problem.groups().get(g).devices(), chosen);
  }

  private void count(int g, int route, int left, List<RouteAssignment> chosen) {
    if (route == routes.get(g).size()) {
      assign(g + 1, chosen);
      return;
    }
    for (int devices = 0; devices <= left; devices++) {
      if (devices > 0) {
        RouteAssignment of = routes.get(g).get(route);
        chosen.add(new RouteAssignment(of.group(), devices, of.calls()));
      }
      count(g, route + 1, left - devices, chosen);
      if (devices > 0) {
        chosen.removeLast();
      }
    }
  }

  private void judge(List<RouteAssignment> chosen, Set<Acquisition> extra) {
    Placement placement = withRequired(chosen, extra);
    Evaluation evaluation = oracle.evaluateWithoutEstimates(placement);
    evaluations += 2;
    Score score = evaluation.score();
    if (score.feasible() && (best.isEmpty() || score.compareTo(best.get()) < 0)) {
      best = Optional.of(score);
      bestPlacement = Optional.of(placement);
    }
    if (!score.feasible()) {
      List<RuleKind> broken = evaluation.broken().stream().map(RuleCheck::kind).distinct().toList();
      if (broken.size() == 1) {
        binding.add(broken.getFirst());
      }
    }
  }

  private Placement withRequired(List<RouteAssignment> chosen, Set<Acquisition> extra) {
    List<WarmInstances> none =
        extra.stream().map(at -> new WarmInstances(at.function(), at.node(), 1)).toList();
    Placement bare = Placement.of(chosen, none);
    SortedMap<Acquisition, Long> warm = new TreeMap<>();
    extra.forEach(at -> warm.put(at, 1L));
    for (FunctionEvaluation at : oracle.evaluateWithoutEstimates(bare).functions()) {
      warm.merge(new Acquisition(at.function(), at.node()), at.requiredInstances(), Math::max);
    }
    SortedSet<Acquisition> acquired = new TreeSet<>(bare.acquired());
    List<WarmInstances> instances = new ArrayList<>();
    warm.forEach(
        (at, count) -> {
          if (count > 0 && acquired.contains(at)) {
            instances.add(new WarmInstances(at.function(), at.node(), count));
          }
        });
    return new Placement(chosen, instances, acquired);
  }

  private List<RouteAssignment> allowedRoutes(ClientGroup group) {
    Application app =
        problem.apps().stream().filter(a -> a.id().equals(group.app())).findFirst().orElseThrow();
    List<List<CallPlacement>> all = new ArrayList<>(List.of(List.of()));
    for (Call call : app.calls()) {
      List<List<CallPlacement>> longer = new ArrayList<>();
      for (List<CallPlacement> before : all) {
        for (CallPlacement choice : Routes.choices(problem, group, call)) {
          List<CallPlacement> with = new ArrayList<>(before);
          with.add(choice);
          longer.add(with);
        }
      }
      all = longer;
    }
    List<RouteAssignment> allowed = new ArrayList<>();
    for (List<CallPlacement> calls : all) {
      RouteAssignment one = new RouteAssignment(group.id(), 1, calls);
      List<RuleKind> broken =
          oracle.evaluateWithoutEstimates(Placement.of(List.of(one), List.of())).broken().stream()
              .map(RuleCheck::kind)
              .filter(OF_ROUTE::contains)
              .toList();
      evaluations++;
      binding.addAll(broken);
      if (broken.isEmpty()) {
        allowed.add(one);
      }
    }
    return allowed;
  }

  private List<Set<Acquisition>> extraInstances() {
    List<Set<Acquisition>> sets = new ArrayList<>(List.of(Set.of()));
    for (Rule rule : problem.rules()) {
      if (rule instanceof Rule.Spread spread) {
        for (var node : problem.topology().nodes()) {
          for (Set<Acquisition> before : List.copyOf(sets)) {
            Set<Acquisition> with = new TreeSet<>(before);
            if (with.add(new Acquisition(spread.function(), node.id()))) {
              sets.add(with);
            }
          }
        }
      }
    }
    return sets;
  }
}
