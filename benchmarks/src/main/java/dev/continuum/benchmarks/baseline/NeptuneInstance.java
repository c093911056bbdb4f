package dev.continuum.benchmarks.baseline;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Delays;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A problem as NEPTUNE and PAPS see it: requests that enter at sources, functions, nodes; delay,
 * memory once for each function on a node, cores for each request. Battery, deadlines, prices, warm
 * instances and links have no word here.
 *
 * @param sources where requests enter
 * @param delay δ, ms, by source and node; infinite if nothing joins them
 * @param rate λ, requests/s, by function and source
 * @param functionMemory m, MiB
 * @param nodeMemory M, MiB
 * @param coresPerRequest u, by function and node; infinite where it must not run
 * @param nodeCores U
 * @param running old allocation, by function and node
 */
@SuppressWarnings("ArrayRecordComponent")
record NeptuneInstance(
    List<PointId> sources,
    double[][] delay,
    double[][] rate,
    double[] functionMemory,
    double[] nodeMemory,
    double[][] coresPerRequest,
    double[] nodeCores,
    boolean[][] running) {

  int functions() {
    return rate.length;
  }

  int nodes() {
    return nodeCores.length;
  }

  /** Reads a problem; a call with variants counts as its first. */
  static NeptuneInstance of(PlacementProblem problem) {
    List<Function> functions = problem.functions();
    List<Node> nodes = problem.topology().nodes();
    List<PointId> sources =
        problem.groups().stream().map(ClientGroup::point).distinct().sorted().toList();
    Delays delays = new Delays(problem.topology());
    double[][] delay = new double[sources.size()][nodes.size()];
    for (int i = 0; i < sources.size(); i++) {
      for (int j = 0; j < nodes.size(); j++) {
        var micros = delays.micros(sources.get(i), nodes.get(j).id().point());
        delay[i][j] = micros.isPresent() ? micros.getAsLong() / 1e3 : Double.POSITIVE_INFINITY;
      }
    }
    double[][] rate = new double[functions.size()][sources.size()];
    boolean[][] fenced = new boolean[functions.size()][nodes.size()];
    for (ClientGroup group : problem.groups()) {
      for (Call call : app(problem, group).calls()) {
        int f = index(functions, call);
        rate[f][sources.indexOf(group.point())] +=
            group.devices() * group.rate().perSecond() * call.callsPerRequest();
        for (int j = 0; j < nodes.size(); j++) {
          fenced[f][j] |= !call.fence().allows(nodes.get(j));
        }
      }
    }
    Map<NodeClassId, NodeClass> classes = new HashMap<>();
    problem.topology().nodeClasses().forEach(each -> classes.put(each.id(), each));
    double[][] cores = new double[functions.size()][nodes.size()];
    boolean[][] running = new boolean[functions.size()][nodes.size()];
    for (int f = 0; f < functions.size(); f++) {
      Function function = functions.get(f);
      for (int j = 0; j < nodes.size(); j++) {
        Node node = nodes.get(j);
        NodeClass of = classes.get(node.nodeClass());
        boolean allowed =
            node.status() != NodeStatus.DOWN && function.fence().allows(node) && !fenced[f][j];
        cores[f][j] =
            Optional.ofNullable(of)
                .filter(each -> allowed)
                .flatMap(function::profileOn)
                .map(p -> p.mean().toNanos() / 1e9 * function.cpuWhileBusy().millicores() / 1e3)
                .orElse(Double.POSITIVE_INFINITY);
      }
    }
    List<WarmInstances> warm =
        problem.current().map(placement -> placement.warm()).orElse(List.of());
    for (WarmInstances each : warm) {
      for (int f = 0; f < functions.size(); f++) {
        for (int j = 0; j < nodes.size(); j++) {
          running[f][j] |=
              functions.get(f).id().equals(each.function())
                  && nodes.get(j).id().equals(each.node());
        }
      }
    }
    return new NeptuneInstance(
        sources,
        delay,
        rate,
        functions.stream().mapToDouble(f -> f.memory().mebibytes()).toArray(),
        nodes.stream().mapToDouble(n -> mebibytes(n.capacity().usableMemory())).toArray(),
        cores,
        nodes.stream()
            .mapToDouble(
                n ->
                    Math.min(1e9, n.capacity().cpu().millicores() / 1e3)
                        * n.capacity().utilisationCap())
            .toArray(),
        running);
  }

  /** What is asked of a call in this form: the index of its function. */
  static int index(List<Function> functions, Call call) {
    for (int f = 0; f < functions.size(); f++) {
      if (functions.get(f).id().equals(call.variants().getFirst().function())) {
        return f;
      }
    }
    throw new IllegalArgumentException("The call " + call.id() + " has no function.");
  }

  static Application app(PlacementProblem problem, ClientGroup group) {
    return problem.apps().stream()
        .filter(app -> app.id().equals(group.app()))
        .findFirst()
        .orElseThrow();
  }

  /** Whether every request can get somewhere; facility location, say, states costs, not delays. */
  boolean statesDelays() {
    for (double[] row : delay) {
      if (nodes() > 1 && Arrays.stream(row).filter(Double::isFinite).count() < 2) {
        return false;
      }
    }
    return true;
  }

  /** Whether requests of f may go from i to j at all. */
  boolean joins(int i, int f, int j) {
    return !Double.isInfinite(coresPerRequest[f][j]) && !Double.isInfinite(delay[i][j]);
  }

  private static double mebibytes(Memory memory) {
    return Math.min(1e12, memory.mebibytes());
  }

  /** W = Σ λ_fi max_j δ_ij. */
  double mostDelay() {
    double most = 0;
    for (double[] ofFunction : rate) {
      for (int i = 0; i < ofFunction.length; i++) {
        double farthest = 0;
        for (double each : delay[i]) {
          farthest = Double.isInfinite(each) ? farthest : Math.max(farthest, each);
        }
        most += ofFunction[i] * farthest;
      }
    }
    return most;
  }

  /** Old allocations by number. */
  int runningCount() {
    int count = 0;
    for (boolean[] row : running) {
      for (boolean each : row) {
        count += each ? 1 : 0;
      }
    }
    return count;
  }
}
