package dev.continuum.solver.compiled;

/** What nodes offer and cost, by node index. */
public final class NodeTable {

  /** From here on nothing is limited. */
  private static final long ENDLESS = Long.MAX_VALUE / 4;

  /** How many there are. */
  public final int size;

  /** CPU the plan may use, nanocores. */
  public final long[] cpuNanocores;

  /** Memory for instances, bytes. */
  public final long[] memoryBytes;

  /** Most instances of all functions together. */
  public final long[] instances;

  /** Highest load of all functions together, nano-requests/s. */
  public final long[] rateNanos;

  /** Room for artifacts, bytes. */
  public final long[] storageBytes;

  /** Cost of being active, micro-units per hour. */
  public final long[] activeMicros;

  /** Failure domain, dense. */
  public final int[] zone;

  /** Number of failure domains. */
  public final int zones;

  /** Accelerators by kind and node. */
  public final long[][] acceleratorUnits;

  /** Accelerator memory by kind and node, bytes. */
  public final long[][] acceleratorBytes;

  /** Whether a node takes nothing beyond the current placement. */
  public final boolean[] cordoned;

  NodeTable(int size, int zones, int kinds) {
    this.size = size;
    this.zones = zones;
    cpuNanocores = new long[size];
    memoryBytes = new long[size];
    instances = new long[size];
    rateNanos = new long[size];
    storageBytes = new long[size];
    activeMicros = new long[size];
    zone = new int[size];
    acceleratorUnits = new long[kinds][size];
    acceleratorBytes = new long[kinds][size];
    cordoned = new boolean[size];
  }

  /** Whether a node has as much CPU as anybody wants. */
  public boolean hasEndlessCpu(int node) {
    return cpuNanocores[node] >= ENDLESS;
  }

  /** Whether a node has as much memory as anybody wants. */
  public boolean hasEndlessMemory(int node) {
    return memoryBytes[node] >= ENDLESS;
  }
}
