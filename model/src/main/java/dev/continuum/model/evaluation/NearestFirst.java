package dev.continuum.model.evaluation;

import java.util.Arrays;

/**
 * Points by number in a binary heap: least latency first, among equal latencies fewest hops. One
 * tree of shortest paths is grown for each node, so that no object is made for a point. Not
 * thread-safe.
 */
final class NearestFirst {

  private long[] micros = new long[64];
  private int[] hops = new int[64];
  private int[] points = new int[64];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** Latency of the nearest point. */
  long micros() {
    return micros[0];
  }

  /** Hops to the nearest point. */
  int hops() {
    return hops[0];
  }

  /** The nearest point. */
  int point() {
    return points[0];
  }

  void add(int point, long latency, int steps) {
    if (size == points.length) {
      micros = Arrays.copyOf(micros, 2 * size);
      hops = Arrays.copyOf(hops, 2 * size);
      points = Arrays.copyOf(points, 2 * size);
    }
    int at = size++;
    while (at > 0 && isNearer(latency, steps, (at - 1) / 2)) {
      move((at - 1) / 2, at);
      at = (at - 1) / 2;
    }
    put(at, point, latency, steps);
  }

  /** Takes the nearest point out. */
  void remove() {
    size--;
    long latency = micros[size];
    int steps = hops[size];
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && isNearer(micros[child + 1], hops[child + 1], child)) {
        child++;
      }
      if (!isNearer(micros[child], hops[child], latency, steps)) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, points[size], latency, steps);
  }

  private boolean isNearer(long latency, int steps, int place) {
    return isNearer(latency, steps, micros[place], hops[place]);
  }

  private static boolean isNearer(long latency, int steps, long otherLatency, int otherSteps) {
    return latency != otherLatency ? latency < otherLatency : steps < otherSteps;
  }

  private void move(int from, int to) {
    put(to, points[from], micros[from], hops[from]);
  }

  private void put(int place, int point, long latency, int steps) {
    points[place] = point;
    micros[place] = latency;
    hops[place] = steps;
  }
}
