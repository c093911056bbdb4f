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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
public final class BruteForce {

  /** Rules that a route breaks or not whatever else is placed. */
  static final Set<RuleKind> OF_ROUTE =
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
  private final Map<RuleKind, Score> bestBreakingAlone = new EnumMap<>(RuleKind.class);
  private final Map<RuleKind, Score> bestBreaking = new EnumMap<>(RuleKind.class);
  private Optional<Score> best = Optional.empty();
  private Optional<Placement> bestPlacement = Optional.empty();

  /** Tries all. */
  public BruteForce(PlacementProblem problem) {
    this.problem = problem;
    this.oracle = new PlacementEvaluator(problem);
    for (ClientGroup group : problem.groups()) {
      routes.add(allRoutes(problem, group));
    }
    extras = extraInstances();
    assign(0, new ArrayList<>());
  }

  /** Its score, or nothing if there is no placement. */
  public Optional<Score> best() {
    return best;
  }

  /** The best placement, or nothing if there is none. */
  public Optional<Placement> bestPlacement() {
    return bestPlacement;
  }

  /** Rules that some candidate breaks that would be better than the best placement. */
  public Set<RuleKind> binding() {
    return better(bestBreaking);
  }

  /** Rules that such a candidate breaks alone: without them the optimum would be better. */
  public Set<RuleKind> bindingAlone() {
    return better(bestBreakingAlone);
  }

  private Set<RuleKind> better(Map<RuleKind, Score> scores) {
    Set<RuleKind> binding = EnumSet.noneOf(RuleKind.class);
    scores.forEach(
        (kind, score) -> {
          if (best.isEmpty() || score.compareTo(best.get()) < 0) {
            binding.add(kind);
          }
        });
    return binding;
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
    Placement bare = bare(chosen, extra);
    Evaluation unsized = oracle.evaluateWithoutEstimates(bare);
    noteBroken(unsized);
    Placement placement = withRequired(bare, unsized);
    Evaluation evaluation = oracle.evaluateWithoutEstimates(placement);
    noteBroken(evaluation);
    Score score = evaluation.score();
    if (score.feasible() && (best.isEmpty() || score.compareTo(best.get()) < 0)) {
      best = Optional.of(score);
      bestPlacement = Optional.of(placement);
    }
  }

  private void noteBroken(Evaluation evaluation) {
    List<RuleKind> broken = evaluation.broken().stream().map(RuleCheck::kind).distinct().toList();
    Score score = evaluation.score();
    Score others = new Score(0, score.unservedMicros(), score.lateMicros(), score.costMicros());
    for (RuleKind kind : broken) {
      note(bestBreaking, kind, others);
      if (broken.size() == 1) {
        note(bestBreakingAlone, kind, others);
      }
    }
  }

  private static void note(Map<RuleKind, Score> scores, RuleKind kind, Score score) {
    scores.merge(kind, score, (a, b) -> a.compareTo(b) <= 0 ? a : b);
  }

  private static Placement bare(List<RouteAssignment> chosen, Set<Acquisition> extra) {
    return Placement.of(
        chosen, extra.stream().map(at -> new WarmInstances(at.function(), at.node(), 1)).toList());
  }

  private static Placement withRequired(Placement bare, Evaluation unsized) {
    SortedMap<Acquisition, Long> warm = new TreeMap<>();
    bare.warm().forEach(at -> warm.put(new Acquisition(at.function(), at.node()), at.instances()));
    for (FunctionEvaluation at : unsized.functions()) {
      warm.merge(new Acquisition(at.function(), at.node()), at.requiredInstances(), Math::max);
    }
    List<WarmInstances> instances = new ArrayList<>();
    warm.forEach(
        (at, count) -> {
          if (count > 0 && bare.acquired().contains(at)) {
            instances.add(new WarmInstances(at.function(), at.node(), count));
          }
        });
    return new Placement(bare.routes(), instances, bare.acquired());
  }

  /** One device on every route there is, allowed or not. */
  static List<RouteAssignment> allRoutes(PlacementProblem problem, ClientGroup group) {
    List<List<CallPlacement>> all = new ArrayList<>(List.of(List.of()));
    for (Call call : app(problem, group).calls()) {
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
    return all.stream().map(calls -> new RouteAssignment(group.id(), 1, calls)).toList();
  }

  static Application app(PlacementProblem problem, ClientGroup group) {
    return problem.apps().stream()
        .filter(a -> a.id().equals(group.app()))
        .findFirst()
        .orElseThrow();
  }

  /** Where an instance may be kept although no call needs it: functions to be spread. */
  static SortedSet<Acquisition> spreadable(PlacementProblem problem) {
    SortedSet<Acquisition> pairs = new TreeSet<>();
    for (Rule rule : problem.rules()) {
      if (rule instanceof Rule.Spread spread) {
        problem
            .topology()
            .nodes()
            .forEach(node -> pairs.add(new Acquisition(spread.function(), node.id())));
      }
    }
    return pairs;
  }

  private List<Set<Acquisition>> extraInstances() {
    List<Set<Acquisition>> sets = new ArrayList<>(List.of(Set.of()));
    for (Acquisition pair : spreadable(problem)) {
      for (Set<Acquisition> before : List.copyOf(sets)) {
        Set<Acquisition> with = new TreeSet<>(before);
        with.add(pair);
        sets.add(with);
      }
    }
    return sets;
  }
}
