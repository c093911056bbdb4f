package dev.continuum.simulator.engine;

import java.util.Arrays;

/**
 * The requests on their way, in one array: five longs each and three for each call; one of the five
 * is no state. A request stays as long as anything refers to it: a pending event, a call in a queue
 * or in service.
 */
final class Requests {

  private static final int START = 0;
  private static final int SEED = 1;
  private static final int OWNER = 2;
  private static final int STATE = 3;
  private static final int HEADER = 4;

  /** Of each call: inputs to come and copies, when it arrived, and where it is served. */
  private static final int EACH = 3;

  private static final int POOL = 2;

  /**
   * The twin's place and one, in the upper half; in the lower half is the pool of the first call.
   */
  private static final int TWIN = HEADER + POOL;

  private static final int UPPER = 32;
  private static final long LOWER = 0xffffffffL;

  /** Words of a cache line. */
  private static final int LINE = 8;

  /** Words before the first request: large arrays begin 16 bytes into a cache line. */
  private static final int PAD = 6;

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
    stride = HEADER + EACH * Math.max(1, mostCalls) + 1;
    words = new long[base(1024)];
  }

  private int base(int slot) {
    return PAD + slot * stride;
  }

  /** A new request with one reference. */
  int open(long start, long seed, int device, Program program, int attempt) {
    int slot = free;
    if (slot == NONE) {
      if (base(used + 1) > words.length) {
        words = Arrays.copyOf(words, Math.multiplyExact(words.length, 2));
      }
      slot = used++;
    } else {
      free = (int) words[base(slot)];
    }
    live++;
    int base = base(slot);
    words[base + START] = start;
    words[base + SEED] = seed;
    words[base + OWNER] = ((long) device << 32) | program.index;
    words[base + STATE] = REFERENCE | program.replies | ((long) attempt << ATTEMPT);
    words[base + TWIN] = 0;
    for (int call = 0; call < program.calls; call++) {
      words[base + HEADER + EACH * call] = (long) program.feeders[call] << 32;
      words[base + HEADER + EACH * call + POOL] = program.pool[call] + 1L;
    }
    return slot;
  }

  int live() {
    return live;
  }

  /**
   * Has a request's line brought, by a write that nothing reads: unlike a read it is not waited
   * for. One of several lines is read too.
   */
  long fetch(int slot) {
    words[base(slot) + stride - 1] = slot;
    return stride == LINE ? 0 : words[base(slot)];
  }

  long start(int slot) {
    return words[base(slot) + START];
  }

  long seed(int slot) {
    return words[base(slot) + SEED];
  }

  int device(int slot) {
    return (int) (words[base(slot) + OWNER] >>> 32);
  }

  int program(int slot) {
    return (int) words[base(slot) + OWNER];
  }

  int attempt(int slot) {
    return (int) (words[base(slot) + STATE] >>> ATTEMPT);
  }

  int twin(int slot) {
    return (int) (words[base(slot) + TWIN] >>> UPPER) - 1;
  }

  void twins(int one, int other) {
    twin(one, other);
    twin(other, one);
  }

  /** Cuts the tie between twins. */
  void single(int slot) {
    int other = twin(slot);
    twin(slot, NONE);
    if (other != NONE) {
      twin(other, NONE);
    }
  }

  private void twin(int slot, int other) {
    int at = base(slot) + TWIN;
    words[at] = (words[at] & LOWER) | ((other + 1L) << UPPER);
  }

  void markCold(int slot) {
    words[base(slot) + STATE] |= COLD;
  }

  boolean isCold(int slot) {
    return (words[base(slot) + STATE] & COLD) != 0;
  }

  boolean isEnded(int slot) {
    return (words[base(slot) + STATE] & ENDED) != 0;
  }

  /** Answered, failed or overtaken: what still refers to it comes to nothing. */
  void end(int slot) {
    words[base(slot) + STATE] |= ENDED;
  }

  void hold(int slot) {
    words[base(slot) + STATE] += REFERENCE;
  }

  void hold(int slot, int more) {
    words[base(slot) + STATE] += more * REFERENCE;
  }

  void release(int slot) {
    int base = base(slot);
    words[base + STATE] -= REFERENCE;
    if ((words[base + STATE] & REFERENCES) == 0) {
      words[base] = free;
      free = slot;
      live--;
    }
  }

  /** One reply more; true if it was the last. */
  boolean replied(int slot) {
    return (--words[base(slot) + STATE] & REPLIES) == 0;
  }

  /** The pool of a call, or {@link Program#LOCAL}: also of a call that only another route has. */
  int pool(int slot, int call) {
    return (int) words[base(slot) + HEADER + EACH * call + POOL] - 1;
  }

  /** One input of a call more; true if it was the last. */
  boolean fed(int slot, int call) {
    int at = base(slot) + HEADER + EACH * call;
    words[at] -= 1L << 32;
    return words[at] >>> 32 == 0;
  }

  void copies(int slot, int call, int count) {
    words[base(slot) + HEADER + EACH * call] = count;
  }

  int copies(int slot, int call) {
    return (int) words[base(slot) + HEADER + EACH * call];
  }

  /** One copy of a call done; true if it was the last. */
  boolean copyDone(int slot, int call) {
    return --words[base(slot) + HEADER + EACH * call] == 0;
  }

  void arrived(int slot, int call, long now) {
    words[base(slot) + HEADER + EACH * call + 1] = now;
  }

  long arrived(int slot, int call) {
    return words[base(slot) + HEADER + EACH * call + 1];
  }
}
