package dev.continuum.solver.compiled;

import java.util.Arrays;

/**
 * Devices of a group that run on nodes now, by call: only where there are any, so that a million
 * groups take little. Immutable.
 */
final class RunningDevices {

  private static final int[] NO_NODES = {};
  private static final double[] NO_DEVICES = {};

  private final int[][] nodes;
  private final double[][] devices;

  private RunningDevices(int[][] nodes, double[][] devices) {
    this.nodes = nodes;
    this.devices = devices;
  }

  /** Nodes with devices of a call; a copy. */
  int[] nodes(int call) {
    return nodes[call].clone();
  }

  /** Devices on a node; 0 where there are none. */
  double on(int call, int node) {
    int[] of = nodes[call];
    for (int i = 0; i < of.length; i++) {
      if (of[i] == node) {
        return devices[call][i];
      }
    }
    return 0;
  }

  /** Collects devices by call and node. */
  static final class Builder {

    private final int[][] nodes;
    private final double[][] devices;

    Builder(int calls) {
      nodes = new int[calls][];
      devices = new double[calls][];
      Arrays.fill(nodes, NO_NODES);
      Arrays.fill(devices, NO_DEVICES);
    }

    void add(int call, int node, double more) {
      int at = 0;
      while (at < nodes[call].length && nodes[call][at] != node) {
        at++;
      }
      if (at == nodes[call].length) {
        nodes[call] = Arrays.copyOf(nodes[call], at + 1);
        devices[call] = Arrays.copyOf(devices[call], at + 1);
        nodes[call][at] = node;
      }
      devices[call][at] += more;
    }

    RunningDevices build() {
      return new RunningDevices(nodes, devices);
    }
  }
}
