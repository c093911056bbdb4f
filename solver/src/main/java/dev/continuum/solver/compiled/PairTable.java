package dev.continuum.solver.compiled;

import dev.continuum.model.queueing.Staircase;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Functions on nodes, by pair index {@link #index}, and what instances of a function take. */
public final class PairTable {

  /** How many functions there are. */
  public final int functions;

  /** How many nodes there are. */
  public final int nodes;

  /** Memory of an instance, bytes, by function. */
  public final long[] memoryBytes;

  /** Size of the artifact, bytes, by function. */
  public final long[] artifactBytes;

  /** Least instances where the artifact is present, by function. */
  public final long[] floor;

  /** Accelerators of an instance, by kind and function. */
  public final long[][] acceleratorUnits;

  /** Accelerator memory of an instance, bytes, by kind and function. */
  public final long[][] acceleratorBytes;

  /** Whether the function may be served on the node, by pair. */
  public final boolean[] allowed;

  /** Most warm instances that the node's own limits leave room for, by pair. */
  public final long[] mostInstances;

  /** Most instances that a node allows of a function, whatever it has room for. */
  public final long[] quota;

  /** Cost of keeping an instance warm, micro-units per hour, by pair. */
  public final long[] keptMicros;

  /** Cost of acquiring the artifact if it is not there now, micro-units per hour, by pair. */
  public final long[] acquisitionMicros;

  /** What acquiring the artifact costs wherever it is not, micro-units per hour, by pair. */
  final long[] acquisitionPriceMicros;

  /** Whether the artifact is there now, by pair. */
  public final boolean[] acquiredNow;

  /** Warm instances now, by pair. */
  public final long[] warmNow;

  private final @Nullable Staircase[] staircases;

  PairTable(int functions, int nodes, int kinds) {
    this.functions = functions;
    this.nodes = nodes;
    memoryBytes = new long[functions];
    artifactBytes = new long[functions];
    floor = new long[functions];
    acceleratorUnits = new long[kinds][functions];
    acceleratorBytes = new long[kinds][functions];
    int pairs = functions * nodes;
    allowed = new boolean[pairs];
    mostInstances = new long[pairs];
    quota = new long[pairs];
    keptMicros = new long[pairs];
    acquisitionMicros = new long[pairs];
    acquisitionPriceMicros = new long[pairs];
    acquiredNow = new boolean[pairs];
    warmNow = new long[pairs];
    staircases = new Staircase[pairs];
  }

  /** Number of pairs. */
  public int size() {
    return allowed.length;
  }

  /** Index of a pair. */
  public int index(int function, int node) {
    return function * nodes + node;
  }

  /** The function of a pair. */
  public int function(int pair) {
    return pair / nodes;
  }

  /** The node of a pair. */
  public int node(int pair) {
    return pair % nodes;
  }

  /** The sizing staircase of an allowed pair. */
  public Staircase staircase(int pair) {
    Staircase staircase = staircases[pair];
    if (staircase == null) {
      throw new IllegalArgumentException("Pair " + pair + " is not allowed");
    }
    return staircase;
  }

  /** Fewest warm instances that carry a load on a pair where the artifact is present. */
  public long required(int pair, long loadNanos) {
    return Math.max(floor[function(pair)], staircase(pair).instancesFor(loadNanos));
  }

  /** The same, searching upwards and downwards from a count that is likely to be near. */
  public long required(int pair, long loadNanos, long near) {
    Staircase staircase = staircase(pair);
    int most = staircase.mostInstances();
    int count = (int) Math.min(near, most);
    if (staircase.thresholdLoad(count) < loadNanos) {
      int far = Math.min(most, count + 8);
      if (staircase.thresholdLoad(far) < loadNanos) {
        return required(pair, loadNanos);
      }
      while (staircase.thresholdLoad(count) < loadNanos) {
        count++;
      }
    } else {
      while (count > 0 && staircase.thresholdLoad(count - 1) >= loadNanos) {
        count--;
      }
    }
    return Math.max(floor[function(pair)], count);
  }

  void staircase(int pair, Staircase staircase) {
    staircases[pair] = staircase;
  }

  @Override
  public String toString() {
    return "PairTable[functions="
        + functions
        + ", nodes="
        + nodes
        + ", allowed="
        + Arrays.toString(allowed)
        + "]";
  }
}
