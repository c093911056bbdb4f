package dev.continuum.solver.state;

import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;

/** What instances and calls take of each node, against what it offers (rule 3). */
final class NodeUse {

  private final NodeTable nodes;
  private final PairTable pairs;
  private final double tolerance;
  final double[] cpu;
  final double[] rate;
  final long[] memory;
  final long[] instances;
  final long[] storage;
  final int[] artifacts;
  private final long[][] acceleratorUnits;
  private final long[][] acceleratorBytes;

  NodeUse(NodeTable nodes, PairTable pairs, double tolerance) {
    this.nodes = nodes;
    this.pairs = pairs;
    this.tolerance = tolerance;
    cpu = new double[nodes.size];
    rate = new double[nodes.size];
    memory = new long[nodes.size];
    instances = new long[nodes.size];
    storage = new long[nodes.size];
    artifacts = new int[nodes.size];
    acceleratorUnits = new long[pairs.acceleratorUnits.length][nodes.size];
    acceleratorBytes = new long[pairs.acceleratorUnits.length][nodes.size];
  }

  void addInstances(int pair, long count) {
    int f = pairs.function(pair);
    int n = pairs.node(pair);
    memory[n] += count * pairs.memoryBytes[f];
    instances[n] += count;
    for (int kind = 0; kind < acceleratorUnits.length; kind++) {
      acceleratorUnits[kind][n] += count * pairs.acceleratorUnits[kind][f];
      acceleratorBytes[kind][n] += count * pairs.acceleratorBytes[kind][f];
    }
  }

  void addArtifact(int pair, int sign) {
    storage[pairs.node(pair)] += sign * pairs.artifactBytes[pairs.function(pair)];
    artifacts[pairs.node(pair)] += sign;
  }

  boolean fits(int n) {
    if (cpu[n] > nodes.cpuNanocores[n] * (1 + tolerance)
        || rate[n] > nodes.rateNanos[n] * (1 + tolerance)
        || memory[n] > nodes.memoryBytes[n]
        || instances[n] > nodes.instances[n]
        || storage[n] > nodes.storageBytes[n]) {
      return false;
    }
    for (int kind = 0; kind < acceleratorUnits.length; kind++) {
      if (acceleratorUnits[kind][n] > nodes.acceleratorUnits[kind][n]
          || acceleratorBytes[kind][n] > nodes.acceleratorBytes[kind][n]) {
        return false;
      }
    }
    return true;
  }

  /** How far limits of a node are exceeded, ppm of each. */
  long excessPpm(int n) {
    if (fits(n)) {
      return 0;
    }
    long sum =
        LinkTraffic.excessPpm(cpu[n], (double) nodes.cpuNanocores[n], tolerance)
            + LinkTraffic.excessPpm(rate[n], (double) nodes.rateNanos[n], tolerance)
            + LinkTraffic.excessPpm(memory[n], nodes.memoryBytes[n])
            + LinkTraffic.excessPpm(instances[n], nodes.instances[n])
            + LinkTraffic.excessPpm(storage[n], nodes.storageBytes[n]);
    for (int kind = 0; kind < acceleratorUnits.length; kind++) {
      sum +=
          LinkTraffic.excessPpm(acceleratorUnits[kind][n], nodes.acceleratorUnits[kind][n])
              + LinkTraffic.excessPpm(acceleratorBytes[kind][n], nodes.acceleratorBytes[kind][n]);
    }
    return sum;
  }
}
