package dev.continuum.solver.assignment;

import java.util.Arrays;

/** Orders positions by keys; ties by position, so that orders are the same on every run. */
final class Order {

  private Order() {}

  /** The first positions, by ascending key. */
  static int[] ascending(double[] keys, int count) {
    int[] order = new int[count];
    for (int k = 0; k < count; k++) {
      order[k] = k;
    }
    mergeSort(keys, order, Arrays.copyOf(order, count), 0, count);
    return order;
  }

  private static void mergeSort(double[] keys, int[] order, int[] spare, int from, int to) {
    if (to - from < 8) {
      for (int i = from + 1; i < to; i++) {
        int moving = order[i];
        int j = i;
        while (j > from && keys[order[j - 1]] > keys[moving]) {
          order[j] = order[j - 1];
          j--;
        }
        order[j] = moving;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(keys, order, spare, from, middle);
    mergeSort(keys, order, spare, middle, to);
    System.arraycopy(order, from, spare, from, to - from);
    int left = from;
    int right = middle;
    for (int k = from; k < to; k++) {
      order[k] =
          right >= to || (left < middle && keys[spare[left]] <= keys[spare[right]])
              ? spare[left++]
              : spare[right++];
    }
  }
}
