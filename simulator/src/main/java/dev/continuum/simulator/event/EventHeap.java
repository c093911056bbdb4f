package dev.continuum.simulator.event;

import java.util.Arrays;

/** Events as a binary heap by time, ties by payload. Not thread-safe. */
final class EventHeap {

  private long[] times = new long[64];
  private long[] payloads = new long[64];
  private long[] extras = new long[64];
  private int size;

  int size() {
    return size;
  }

  long time() {
    return times[0];
  }

  long payload() {
    return payloads[0];
  }

  long extra() {
    return extras[0];
  }

  /** The payload at a place of the heap, or -1 if it has fewer. */
  long payload(int place) {
    return place < size ? payloads[place] : -1;
  }

  /** Whether its first event comes before the first of a sorted turn that has some. */
  boolean comesBefore(SortedTurn sorted) {
    return size > 0
        && (times[0] < sorted.time()
            || (times[0] == sorted.time() && payloads[0] < sorted.payload()));
  }

  void add(long at, long what, long more) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      payloads = Arrays.copyOf(payloads, 2 * size);
      extras = Arrays.copyOf(extras, 2 * size);
    }
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!before(at, what, parent)) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    set(hole, at, what, more);
  }

  void removeFirst() {
    int last = --size;
    long at = times[last];
    long what = payloads[last];
    int hole = 0;
    for (int child = 1; child < last; child = 2 * hole + 1) {
      if (child + 1 < last && before(times[child + 1], payloads[child + 1], child)) {
        child++;
      }
      if (before(at, what, child)) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    set(hole, at, what, extras[last]);
  }

  private boolean before(long at, long what, int other) {
    return at < times[other] || (at == times[other] && what < payloads[other]);
  }

  private void move(int from, int to) {
    times[to] = times[from];
    payloads[to] = payloads[from];
    extras[to] = extras[from];
  }

  private void set(int place, long at, long what, long more) {
    times[place] = at;
    payloads[place] = what;
    extras[place] = more;
  }
}
