package dev.continuum.solver.volume;

import java.util.Arrays;

/**
 * Sums of what transfers cost, by numbered links in the order in which they first came: a table of
 * open addressing that is filled again and again without garbage. Not thread-safe.
 */
final class LinkSums {

  private static final long MIXER = 0x9E3779B97F4A7C15L;
  private static final int NONE = -1;

  private int[] slots = new int[64];
  private long[] keys = new long[16];
  private double[] there = new double[16];
  private double[] back = new double[16];

  /** The slot of each link. */
  private int[] places = new int[16];

  private int size;

  LinkSums() {
    Arrays.fill(slots, NONE);
  }

  /** Forgets all. */
  void clear() {
    for (int i = 0; i < size; i++) {
      slots[places[i]] = NONE;
    }
    size = 0;
  }

  /** Adds what a µs towards a link's pool costs, micro-units. */
  void addThere(long link, double micros) {
    int at = at(link);
    there[at] += micros;
  }

  /** Adds what a µs back from it costs. */
  void addBack(long link, double micros) {
    int at = at(link);
    back[at] += micros;
  }

  /** The links; a copy, as the sums below. */
  long[] links() {
    return Arrays.copyOf(keys, size);
  }

  double[] there() {
    return Arrays.copyOf(there, size);
  }

  double[] back() {
    return Arrays.copyOf(back, size);
  }

  private int at(long link) {
    int slot = slot(link);
    if (slots[slot] == NONE) {
      if (size == keys.length) {
        grow();
        slot = slot(link);
      }
      slots[slot] = size;
      places[size] = slot;
      keys[size] = link;
      there[size] = 0;
      back[size++] = 0;
    }
    return slots[slot];
  }

  /** Where a link is, or the free place where it would be. */
  private int slot(long link) {
    int slot = (int) ((link * MIXER) >>> 32) & (slots.length - 1);
    while (slots[slot] != NONE && keys[slots[slot]] != link) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, 2 * size);
    there = Arrays.copyOf(there, 2 * size);
    back = Arrays.copyOf(back, 2 * size);
    places = Arrays.copyOf(places, 2 * size);
    slots = new int[2 * slots.length];
    Arrays.fill(slots, NONE);
    for (int i = 0; i < size; i++) {
      places[i] = slot(keys[i]);
      slots[places[i]] = i;
    }
  }
}
