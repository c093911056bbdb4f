package dev.continuum.simulator.engine;

import java.util.Arrays;

/**
 * The requests on their way, in one array: five longs each and two for each call. A request stays
 * as long as anything refers to it: a pending event, a call in a queue or in service.
 */
final class Requests {

  private static final int START = 0;
  private static final int SEED = 1;
  private static final int OWNER = 2;
  private static final int STATE = 3;
  private static final int TWIN = 4;
  private static final int HEADER = 5;

  private static final long COLD = 1L << 32;
  private static final long ENDED = 1L << 33;
  private static final int ATTEMPT = 40;
  private static final long REFERENCE = 1L << 8;
  private static final long REFERENCES = 0xffffff00L;
  private static final long REPLIES = 0xffL;
  private static final int NONE = -1;

  private final int stride;
  private long[] words;
  private int used;
  private int free = NONE;
  private int live;

  Requests(int mostCalls) {
    stride = HEADER + 2 * mostCalls;
    words = new long[stride * 1024];
  }

  /** A new request with one reference. */
  int open(long start, long seed, int device, Program program, int attempt) {
    int slot = free;
    if (slot == NONE) {
      if ((used + 1) * stride > words.length) {
        words = Arrays.copyOf(words, Math.multiplyExact(words.length, 2));
      }
      slot = used++;
    } else {
      free = (int) words[slot * stride];
    }
    live++;
    int base = slot * stride;
    words[base + START] = start;
    words[base + SEED] = seed;
    words[base + OWNER] = ((long) device << 32) | program.index;
    words[base + STATE] = REFERENCE | program.replies | ((long) attempt << ATTEMPT);
    words[base + TWIN] = NONE;
    for (int call = 0; call < program.calls; call++) {
      words[base + HEADER + 2 * call] = (long) program.feeders[call] << 32;
    }
    return slot;
  }

  int live() {
    return live;
  }

  /** Some words of a request's state, on both lines that it may lie on. */
  long glance(int slot) {
    return words[slot * stride] + words[slot * stride + stride - 1];
  }

  long start(int slot) {
    return words[slot * stride + START];
  }

  long seed(int slot) {
    return words[slot * stride + SEED];
  }

  int device(int slot) {
    return (int) (words[slot * stride + OWNER] >>> 32);
  }

  int program(int slot) {
    return (int) words[slot * stride + OWNER];
  }

  int attempt(int slot) {
    return (int) (words[slot * stride + STATE] >>> ATTEMPT);
  }

  int twin(int slot) {
    return (int) words[slot * stride + TWIN];
  }

  void twins(int one, int other) {
    words[one * stride + TWIN] = other;
    words[other * stride + TWIN] = one;
  }

  /** Cuts the tie between twins. */
  void single(int slot) {
    int other = twin(slot);
    words[slot * stride + TWIN] = NONE;
    if (other != NONE) {
      words[other * stride + TWIN] = NONE;
    }
  }

  void markCold(int slot) {
    words[slot * stride + STATE] |= COLD;
  }

  boolean isCold(int slot) {
    return (words[slot * stride + STATE] & COLD) != 0;
  }

  boolean isEnded(int slot) {
    return (words[slot * stride + STATE] & ENDED) != 0;
  }

  /** Answered, failed or overtaken: what still refers to it comes to nothing. */
  void end(int slot) {
    words[slot * stride + STATE] |= ENDED;
  }

  void hold(int slot) {
    words[slot * stride + STATE] += REFERENCE;
  }

  void hold(int slot, int more) {
    words[slot * stride + STATE] += more * REFERENCE;
  }

  void release(int slot) {
    int base = slot * stride;
    words[base + STATE] -= REFERENCE;
    if ((words[base + STATE] & REFERENCES) == 0) {
      words[base] = free;
      free = slot;
      live--;
    }
  }

  /** One reply more; true if it was the last. */
  boolean replied(int slot) {
    return (--words[slot * stride + STATE] & REPLIES) == 0;
  }

  /** One input of a call more; true if it was the last. */
  boolean fed(int slot, int call) {
    int at = slot * stride + HEADER + 2 * call;
    words[at] -= 1L << 32;
    return words[at] >>> 32 == 0;
  }

  void copies(int slot, int call, int count) {
    words[slot * stride + HEADER + 2 * call] = count;
  }

  int copies(int slot, int call) {
    return (int) words[slot * stride + HEADER + 2 * call];
  }

  /** One copy of a call done; true if it was the last. */
  boolean copyDone(int slot, int call) {
    return --words[slot * stride + HEADER + 2 * call] == 0;
  }

  void arrived(int slot, int call, long now) {
    words[slot * stride + HEADER + 2 * call + 1] = now;
  }

  long arrived(int slot, int call) {
    return words[slot * stride + HEADER + 2 * call + 1];
  }
}
