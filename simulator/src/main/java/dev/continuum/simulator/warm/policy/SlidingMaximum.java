package dev.continuum.simulator.warm.policy;

import java.util.ArrayDeque;
import java.util.Deque;

/** The greatest of the last so many numbers, in constant amortised time. Not thread-safe. */
final class SlidingMaximum {

  private final int window;
  private final Deque<int[]> falling = new ArrayDeque<>();
  private int time;

  SlidingMaximum(int window) {
    this.window = window;
  }

  void add(int value) {
    while (!falling.isEmpty() && falling.getLast()[1] <= value) {
      falling.removeLast();
    }
    falling.addLast(new int[] {time, value});
    time++;
    while (!falling.isEmpty() && falling.getFirst()[0] < time - window) {
      falling.removeFirst();
    }
  }

  int get() {
    return falling.isEmpty() ? 0 : falling.getFirst()[1];
  }
}
