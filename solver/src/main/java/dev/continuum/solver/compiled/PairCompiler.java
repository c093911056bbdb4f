package dev.continuum.solver.compiled;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.Staircase;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.workload.AcceleratorNeed;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Compiles functions on nodes: fences, sizing, what keeping and acquiring costs. */
final class PairCompiler {

  /** Pairs that share a staircase. */
  private record Like(int function, ServiceProfile profile, Overflow overflow, Rate rate) {}

  private final Map<Like, Staircase> staircases = new HashMap<>();
  private final Declared declared;
  private final Network network;
  private final PlacementProblem problem;
  private final PairTable table;

  PairCompiler(Declared declared, Network network) {
    this.declared = declared;
    this.network = network;
    this.problem = declared.problem;
    this.table =
        new PairTable(
            declared.functions.size(), declared.nodes.size(), declared.acceleratorKinds.size());
  }

  PairTable compile() {
    problem
        .current()
        .ifPresent(
            current -> {
              for (Acquisition acquired : current.acquired()) {
                table.acquiredNow[pair(acquired.function(), acquired.node())] = true;
              }
              for (WarmInstances warm : current.warm()) {
                table.warmNow[pair(warm.function(), warm.node())] += warm.instances();
              }
            });
    for (int f = 0; f < table.functions; f++) {
      compileFunction(f);
      for (int n = 0; n < table.nodes; n++) {
        compilePair(f, n);
      }
    }
    return table;
  }

  private int pair(dev.continuum.model.id.FunctionId function, dev.continuum.model.id.NodeId node) {
    return table.index(declared.function(function), declared.node(node));
  }

  private void compileFunction(int f) {
    Function function = declared.functions.get(f);
    table.memoryBytes[f] = function.memory().bytes();
    table.artifactBytes[f] = function.artifact().size().bytes();
    table.floor[f] = function.sizing().floor();
    for (AcceleratorNeed need : function.accelerators()) {
      int kind = declared.acceleratorKinds.indexOf(need.kind());
      table.acceleratorUnits[kind][f] = need.units();
      table.acceleratorBytes[kind][f] = need.memory().bytes();
    }
  }

  private void compilePair(int f, int n) {
    Function function = declared.functions.get(f);
    Node node = declared.nodes.get(n);
    int pair = table.index(f, n);
    Optional<ServiceProfile> profile = function.profileOn(declared.nodeClass(node.nodeClass()));
    long quota = node.functionInstances().getOrDefault(function.id(), Long.MAX_VALUE);
    long room = Math.min(Sizes.mostInstances(function, node.capacity()), quota);
    long most = node.status() == NodeStatus.CORDONED ? Math.min(room, table.warmNow[pair]) : room;
    table.quota[pair] = quota;
    table.mostInstances[pair] = most;
    table.keptMicros[pair] =
        Rounding.keptMicros(
            problem.weights().perMoney(), function.memory(), node.prices().perGibSecondKept());
    boolean usable =
        node.status() == NodeStatus.UP
            || (node.status() == NodeStatus.CORDONED && table.acquiredNow[pair]);
    if (usable
        && profile.isPresent()
        && function.fence().allows(node)
        && (!isNew(pair) || downloadMicros(function, node).isPresent())
        && function.artifact().size().bytes() <= node.capacity().storage().bytes()
        && function.sizing().floor() <= most) {
      table.allowed[pair] = true;
      table.staircase(
          pair,
          staircases.computeIfAbsent(
              new Like(f, profile.get(), node.overflow(), node.capacity().instanceRate()),
              key ->
                  Sizes.staircase(
                      function,
                      profile.get(),
                      node.capacity(),
                      node.overflow(),
                      declared.arrivalScv(f))));
      table.acquisitionPriceMicros[pair] = acquisitionPrice(function, node);
      table.acquisitionMicros[pair] = isNew(pair) ? table.acquisitionPriceMicros[pair] : 0;
    }
  }

  /** Transfers of a function's artifact to a node: empty where its repository cannot reach it. */
  private OptionalLong downloadMicros(Function function, Node node) {
    Optional<PointId> repository = function.artifact().repository();
    if (repository.isEmpty()) {
      return OptionalLong.of(0);
    }
    int from = network.index(repository.get());
    int to = network.index(node.id().point());
    long latency = network.latencyMicros(from, to);
    return latency < 0
        ? OptionalLong.empty()
        : OptionalLong.of(
            Rounding.transferMicros(
                latency,
                function.artifact().size().bytes(),
                new Bandwidth(network.bitsPerSecond(from, to))));
  }

  private boolean isNew(int pair) {
    return problem.current().isPresent() && !table.acquiredNow[pair];
  }

  private long acquisitionPrice(Function function, Node node) {
    if (problem.current().isEmpty()) {
      return 0;
    }
    long install = Rounding.micros(function.startUpOn(node.nodeClass()).install());
    return Rounding.acquisitionMicros(
        problem.reconfiguration().pricePerAcquisitionSecond(),
        install + downloadMicros(function, node).orElse(0),
        problem.reconfiguration().horizon());
  }
}
