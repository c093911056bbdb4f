package dev.continuum.solver.compiled;

import dev.continuum.model.id.ZoneId;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import java.util.List;
import java.util.TreeSet;

/** Compiles what nodes offer. */
final class NodeCompiler {

  private final Declared declared;

  NodeCompiler(Declared declared) {
    this.declared = declared;
  }

  NodeTable compile() {
    List<ZoneId> zones =
        List.copyOf(new TreeSet<>(declared.nodes.stream().map(Node::zone).toList()));
    ObjectiveWeights weights = declared.problem.weights();
    NodeTable table =
        new NodeTable(declared.nodes.size(), zones.size(), declared.acceleratorKinds.size());
    for (int n = 0; n < table.size; n++) {
      Node node = declared.nodes.get(n);
      Capacity capacity = node.capacity();
      table.cpuNanocores[n] = Rounding.usableNanocores(capacity.cpu(), capacity.utilisationCap());
      table.memoryBytes[n] = capacity.usableMemory().bytes();
      table.instances[n] = capacity.instances();
      table.rateNanos[n] = Rounding.rateLimitNanos(capacity.rate());
      table.storageBytes[n] = capacity.storage().bytes();
      table.activeMicros[n] =
          Rounding.activeMicros(
              weights.perMoney(),
              node.prices().activePerHour(),
              weights.perJoule(),
              node.power().idleWatts());
      table.zone[n] = zones.indexOf(node.zone());
      table.cordoned[n] = node.status() == NodeStatus.CORDONED;
      for (AcceleratorPool pool : capacity.accelerators()) {
        int kind = declared.acceleratorKinds.indexOf(pool.kind());
        table.acceleratorUnits[kind][n] = pool.count();
        table.acceleratorBytes[kind][n] = Sizes.total(pool);
      }
    }
    return table;
  }
}
