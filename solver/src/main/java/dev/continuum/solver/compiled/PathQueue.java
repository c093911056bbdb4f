package dev.continuum.solver.compiled;

import java.util.Arrays;

/**
 * Points on their way to being settled, the nearest first: by latency, then hops, then index. A
 * binary heap that knows where each point is, so that a shorter way moves it up in O(log n). Not
 * thread-safe.
 */
final class PathQueue {

  private static final int NOT_IN = -1;

  private final long[] latency;
  private final int[] hops;
  private final int[] heap;
  private final int[] at;
  private int size;

  /** Orders by these arrays; whoever lowers a point's entries calls {@link #raise} at once. */
  PathQueue(long[] latency, int[] hops) {
    this.latency = latency;
    this.hops = hops;
    heap = new int[latency.length];
    at = new int[latency.length];
    Arrays.fill(at, NOT_IN);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds a point, or moves one that is in and has come nearer. */
  void raise(int point) {
    int i = at[point];
    if (i == NOT_IN) {
      i = size++;
    }
    while (i > 0 && comesBefore(point, heap[(i - 1) / 2])) {
      put(heap[(i - 1) / 2], i);
      i = (i - 1) / 2;
    }
    put(point, i);
  }

  /** Takes the nearest point away. */
  int remove() {
    int first = heap[0];
    at[first] = NOT_IN;
    int last = heap[--size];
    if (size > 0) {
      sink(last);
    }
    return first;
  }

  private void sink(int point) {
    int i = 0;
    for (int child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && comesBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (comesBefore(point, heap[child])) {
        break;
      }
      put(heap[child], i);
      i = child;
    }
    put(point, i);
  }

  private void put(int point, int i) {
    heap[i] = point;
    at[point] = i;
  }

  private boolean comesBefore(int one, int other) {
    if (latency[one] != latency[other]) {
      return latency[one] < latency[other];
    }
    return hops[one] != hops[other] ? hops[one] < hops[other] : one < other;
  }
}
