package dev.continuum.solver.compiled;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Nodes by how far they are. Stateless; thread-safe. */
public final class Nearest {

  private static final int INDEX_BITS = 24;

  private Nearest() {}

  /**
   * The nearest of some nodes, nearest first; among equals the one of lower index. O(n log n).
   *
   * @param nodes indices below 2^24
   * @param micros how far a node is, µs below 2^39, whole µs count; infinite or negative if it
   *     cannot be reached: such nodes are left out
   * @param most how many at most
   */
  public static int[] of(IntStream nodes, IntToDoubleFunction micros, int most) {
    long[] keys =
        nodes
            .mapToLong(
                node -> {
                  double far = micros.applyAsDouble(node);
                  boolean reachable = far >= 0 && far < Double.POSITIVE_INFINITY;
                  return reachable ? ((long) far << INDEX_BITS) | node : -1;
                })
            .filter(key -> key >= 0)
            .toArray();
    Arrays.sort(keys);
    int[] nearest = new int[Math.min(most, keys.length)];
    Arrays.setAll(nearest, i -> (int) (keys[i] & ((1 << INDEX_BITS) - 1)));
    return nearest;
  }
}
