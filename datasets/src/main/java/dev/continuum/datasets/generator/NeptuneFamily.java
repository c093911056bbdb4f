package dev.continuum.datasets.generator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Problems as NEPTUNE solves them in its first step, with total delay as the objective.
 *
 * <p>Points uniform in the unit square, delay 30 × distance + 2 ms (none at the point itself). The
 * rate of a function at a node is Gamma(0.7, 20) requests/s, 60 % of the pairs are active; cores
 * per request U(0.02, 0.2), times U(0.8, 1.25) on each node. Function memory U{128..1024} MiB; a
 * node has half of their sum, at least the largest, and U(0.6, 1.4) × need / 0.6 / N cores: memory
 * binds everywhere, CPU is 60 % used. 30 % of the pairs of function and node run now.
 *
 * <p>The objective has one term only, so the shares that {@link Tightness} asks of full models do
 * not apply. Stateless; time grows with nodes × functions.
 *
 * @see <a href="https://doi.org/10.1145/3524844.3528067">NEPTUNE, SEAMS 2022</a>
 */
public final class NeptuneFamily {

  private static final int MOST = 10_000;
  private static final CallId CALL = new CallId("run");

  private NeptuneFamily() {}

  /**
   * The problem of a seed.
   *
   * @throws IllegalArgumentException if a number is below 1 or above 10,000
   */
  public static PlacementProblem generate(int nodes, int functions, long seed) {
    Numbered.require("nodes", nodes, 1, MOST);
    Numbered.require("functions", functions, 1, MOST);
    Draws draws = new Draws(seed);
    Draws places = draws.split();
    Draws work = draws.split();
    Draws requests = draws.split();
    Draws old = draws.split();
    ProblemBuilder problem =
        UnitSquare.rule(
            PlacementProblem.builder("neptune-" + nodes + "x" + functions + "-" + seed),
            2,
            30,
            1,
            "total delay");
    double[][] seconds = addFunctions(problem, work, nodes, functions);
    double need = addGroups(problem, requests, nodes, functions, seconds);
    addNodes(problem, places, nodes, need);
    addRunning(problem, old, nodes, functions);
    return problem.build();
  }

  private static double[][] addFunctions(
      ProblemBuilder problem, Draws draws, int nodes, int functions) {
    double[][] seconds = new double[functions][nodes];
    for (int f = 0; f < functions; f++) {
      Memory memory = Memory.mebibytes(draws.whole(128, 1024));
      double cores = draws.uniform(0.02, 0.2);
      SortedMap<NodeClassId, ServiceProfile> profiles = new TreeMap<>();
      for (int j = 0; j < nodes; j++) {
        seconds[f][j] = Draws.rounded(cores * draws.uniform(0.8, 1.25), 6);
        Duration service = Duration.ofNanos(Math.round(seconds[f][j] * 1e9));
        profiles.put(classOf(j, nodes), ServiceProfile.gamma(service, 1));
      }
      problem
          .function(
              Function.of(function(f, functions), memory, Duration.ZERO)
                  .withProfiles(profiles)
                  .withSizing(Sizing.NONE.withFloor(1)))
          .app(
              Application.single(app(f, functions), Call.of(CALL, function(f, functions)))
                  .withAdmission(Admission.ALL)
                  .withPayloads(OptionalLong.of(0), OptionalLong.empty()));
    }
    return seconds;
  }

  /** Adds the groups; returns the cores that serving them takes on the average node. */
  private static double addGroups(
      ProblemBuilder problem, Draws draws, int nodes, int functions, double[][] seconds) {
    double need = 0;
    for (int f = 0; f < functions; f++) {
      double mean = 0;
      for (double there : seconds[f]) {
        mean += there / nodes;
      }
      for (int i = 0; i < nodes; i++) {
        boolean active = draws.chance(0.6);
        double rate = Math.max(1e-6, Draws.rounded(draws.gamma(0.7, 20), 6));
        if (active) {
          need += rate * mean;
          problem.group(
              ClientGroup.of(
                      new GroupId(function(f, functions) + "@" + node(i, nodes)),
                      app(f, functions),
                      node(i, nodes).point(),
                      1,
                      Rate.perSecond(rate))
                  .divisible());
        }
      }
    }
    return need;
  }

  private static void addNodes(ProblemBuilder problem, Draws draws, int nodes, double need) {
    PlacementProblem soFar = problem.build();
    double sum = 0;
    double largest = 0;
    for (Function function : soFar.functions()) {
      sum += function.memory().mebibytes();
      largest = Math.max(largest, function.memory().mebibytes());
    }
    Memory memory = Memory.mebibytes(Math.max(largest, Math.floor(sum / 2)));
    for (int j = 0; j < nodes; j++) {
      double cores = draws.uniform(0.6, 1.4) * need / 0.6 / nodes;
      problem
          .nodeClass(new NodeClass(classOf(j, nodes), 1))
          .node(
              Node.of(
                      node(j, nodes),
                      Tier.EDGE,
                      classOf(j, nodes),
                      Capacity.of(Cpu.millicores(Math.ceil(cores * 1000)), memory)
                          .withUtilisationCap(1))
                  .withPosition(UnitSquare.point(draws)));
    }
  }

  private static void addRunning(ProblemBuilder problem, Draws draws, int nodes, int functions) {
    List<WarmInstances> warm = new ArrayList<>();
    for (int f = 0; f < functions; f++) {
      for (int j = 0; j < nodes; j++) {
        if (draws.chance(0.3)) {
          warm.add(new WarmInstances(function(f, functions), node(j, nodes), 1));
        }
      }
    }
    if (!warm.isEmpty()) {
      problem.current(Placement.of(List.of(), warm));
    }
  }

  private static NodeId node(int j, int nodes) {
    return new NodeId(Numbered.of("node", j, nodes));
  }

  private static NodeClassId classOf(int j, int nodes) {
    return new NodeClassId(node(j, nodes).value());
  }

  private static FunctionId function(int f, int functions) {
    return new FunctionId(Numbered.of("fn", f, functions));
  }

  private static AppId app(int f, int functions) {
    return new AppId(function(f, functions).value());
  }
}
