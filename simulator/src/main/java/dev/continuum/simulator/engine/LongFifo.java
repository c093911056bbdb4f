package dev.continuum.simulator.engine;

/** Longs, added at the end and taken from either end. Not thread-safe. */
final class LongFifo {

  private long[] ring = new long[8];
  private int head;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(long value) {
    if (size == ring.length) {
      long[] wider = new long[2 * size];
      for (int i = 0; i < size; i++) {
        wider[i] = get(i);
      }
      ring = wider;
      head = 0;
    }
    ring[(head + size++) & (ring.length - 1)] = value;
  }

  long get(int index) {
    return ring[(head + index) & (ring.length - 1)];
  }

  long first() {
    return ring[head];
  }

  long removeFirst() {
    long value = ring[head];
    head = (head + 1) & (ring.length - 1);
    size--;
    return value;
  }

  long removeLast() {
    return ring[(head + --size) & (ring.length - 1)];
  }

  void clear() {
    size = 0;
  }
}
