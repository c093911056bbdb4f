package dev.continuum.solver;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
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
import dev.continuum.solver.FluidTruth.Optimum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The linear program over the shares of routes when artifacts and instances are chosen, solved
 * level by level: unserved, late, cost.
 */
final class FluidProgram implements AutoCloseable {

  static {
    Loader.loadNativeLibraries();
  }

  private final MPSolver lp = MPSolver.createSolver("GLOP");
  private final PlacementProblem problem;
  private final List<FluidRoute> routes;
  private final Placement empty;
  private final MPVariable[] share;
  private final MPVariable[] unserved;
  private final Map<String, MPConstraint> rows = new TreeMap<>();
  private final List<MPVariable> moved = new ArrayList<>();
  private final double fixedCost;
  private final double moveMicros;

  /**
   * One choice.
   *
   * @param routes that are allowed
   * @param carried most load by function on a node and number of instances, requests per second
   * @param empty the artifacts and instances chosen
   * @param before what the oracle says of these without any device
   */
  FluidProgram(
      PlacementProblem problem,
      List<FluidRoute> routes,
      Map<Acquisition, Map<Integer, Double>> carried,
      Placement empty,
      Evaluation before) {
    this.problem = problem;
    this.routes = routes;
    this.empty = empty;
    share = new MPVariable[routes.size()];
    unserved = new MPVariable[problem.groups().size()];
    fixedCost = before.score().costMicros();
    moveMicros =
        Rounding.oneTimeMicros(
            problem.reconfiguration().pricePerMovedDevice(), problem.reconfiguration().horizon());
    declareShares();
    limitLoads(carried);
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
      FluidRoute route = routes.get(r);
      boolean there = empty.acquired().containsAll(route.ratePerSecond().keySet());
      share[r] = lp.makeNumVar(0, there ? Double.POSITIVE_INFINITY : 0, "");
      row("count " + route.group(), 0).setCoefficient(share[r], 1);
      for (Map.Entry<String, FluidRoute.Take> take : route.takes().entrySet()) {
        double limit = take.getValue().limit();
        if (limit > 0) {
          row(take.getKey(), 1).setCoefficient(share[r], take.getValue().use() / limit);
        } else {
          share[r].setUb(0);
        }
      }
    }
  }

  private void limitLoads(Map<Acquisition, Map<Integer, Double>> carried) {
    for (Acquisition pair : empty.acquired()) {
      int count =
          (int)
              empty.warm().stream()
                  .filter(w -> w.function().equals(pair.function()) && w.node().equals(pair.node()))
                  .mapToLong(WarmInstances::instances)
                  .sum();
      double most =
          carried.getOrDefault(pair, Map.of()).getOrDefault(count, Double.POSITIVE_INFINITY);
      for (int r = 0; r < share.length; r++) {
        double rate = routes.get(r).ratePerSecond().getOrDefault(pair, 0.0);
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
            if (routes.get(r).group() == g && isOn(routes.get(r).one(), call.id(), node.id())) {
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

  /** The optimum of this choice if it is better than the best of others, else that. */
  Optional<Optimum> improve(Optional<Optimum> best) {
    var unused =
        lp.setSolverSpecificParametersAsString(
            "primal_feasibility_tolerance:1e-10 dual_feasibility_tolerance:1e-10");
    OptionalDouble unservedLeast = least(this::weighUnserved);
    if (unservedLeast.isEmpty()
        || best.filter(b -> above(unservedLeast.orElseThrow(), b.unserved())).isPresent()) {
      return best;
    }
    fix(unservedLeast.orElseThrow(), this::weighUnserved);
    double lateLeast = least(this::weighLate).orElseThrow();
    boolean tied = best.filter(b -> !above(b.unserved(), unservedLeast.orElseThrow())).isPresent();
    if (tied && above(lateLeast, best.orElseThrow().late())) {
      return best;
    }
    fix(lateLeast, this::weighLate);
    double cost = least(this::weighCost).orElseThrow() + fixedCost;
    tied &= best.filter(b -> !above(b.late(), lateLeast)).isPresent();
    return tied && cost >= best.orElseThrow().cost()
        ? best
        : Optional.of(new Optimum(unservedLeast.orElseThrow(), lateLeast, cost, placement()));
  }

  @Override
  public void close() {
    lp.delete();
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
      if (routes.get(r).late()) {
        weights.set(share[r], priority(routes.get(r).group()));
      }
    }
  }

  private void weighCost(Weights weights) {
    for (int r = 0; r < share.length; r++) {
      weights.set(share[r], routes.get(r).micros());
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
        RouteAssignment one = routes.get(r).one();
        chosen.add(new RouteAssignment(one.group(), devices, one.calls()));
      }
    }
    return new Placement(chosen, empty.warm(), empty.acquired());
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
