package dev.continuum.simulator.event;

/** The events of the turn that is due, in order, three longs each. Not thread-safe. */
final class SortedTurn {

  private long[] words = new long[96];
  private int at;
  private int end;

  int left() {
    return (end - at) / 3;
  }

  int taken() {
    return at / 3;
  }

  boolean isOver() {
    return at == end;
  }

  long time() {
    return words[at];
  }

  long payload() {
    return words[at + 1];
  }

  long extra() {
    return words[at + 2];
  }

  void next() {
    at += 3;
  }

  /** The payload of an event so many places later, or -1. */
  long ahead(int places) {
    int place = at + 3 * places + 1;
    return place < end ? words[place] : -1;
  }

  /** Room for so many events, without contents. */
  long[] room(int events) {
    if (3 * events > words.length) {
      words = new long[3 * (events + events / 2)];
    }
    at = 0;
    end = 3 * events;
    return words;
  }

  /** Orders what stands almost in order: O(n d), d the distance of an event from its place. */
  void finish() {
    for (int i = 3; i < end; i += 3) {
      long time = words[i];
      long payload = words[i + 1];
      if (isBefore(time, payload, i - 3)) {
        long extra = words[i + 2];
        int hole = i;
        while (hole > 0 && isBefore(time, payload, hole - 3)) {
          words[hole] = words[hole - 3];
          words[hole + 1] = words[hole - 2];
          words[hole + 2] = words[hole - 1];
          hole -= 3;
        }
        words[hole] = time;
        words[hole + 1] = payload;
        words[hole + 2] = extra;
      }
    }
  }

  private boolean isBefore(long time, long payload, int other) {
    return time < words[other] || (time == words[other] && payload < words[other + 1]);
  }
}
