package dev.continuum.simulator.event;

import java.util.Arrays;

/**
 * The events of the next turns, unordered: a chain of blocks for each turn, so that adding writes
 * beside what was added before, and a turn is read block by block. Not thread-safe.
 */
final class TurnBags {

  private static final int BLOCK = 32;
  private static final int BLOCK_WORDS = 3 * BLOCK;
  private static final int NONE = -1;

  /** More events than this of a part of a turn are left to the heap, which minds no ties. */
  private static final int CROWDED = 64;

  private final int mask;
  private final int[] first;
  private final int[] last;
  private final int[] counts;
  private final long[] occupied;

  private long[] store;
  private int[] following;
  private int blocks;
  private int free = NONE;
  private int size;

  private int[] parts = new int[256];

  /**
   * Empty bags.
   *
   * @param turns how many turns are told apart, a power of two, at least 64
   * @param pending about how many events will wait
   */
  TurnBags(int turns, int pending) {
    mask = turns - 1;
    first = new int[turns];
    last = new int[turns];
    counts = new int[turns];
    occupied = new long[turns / Long.SIZE];
    int expected = 64 + pending / BLOCK + pending / (4 * BLOCK);
    store = new long[BLOCK_WORDS * expected];
    following = new int[expected];
  }

  int size() {
    return size;
  }

  /** Adds an event to one of as many turns in a row as are told apart. */
  void add(long turn, long at, long what, long more) {
    int bag = (int) turn & mask;
    int place = counts[bag]++ & (BLOCK - 1);
    if (place == 0) {
      int block = block();
      if (counts[bag] == 1) {
        first[bag] = block;
        occupied[bag >>> 6] |= 1L << bag;
      } else {
        following[last[bag]] = block;
      }
      last[bag] = block;
    }
    int word = last[bag] * BLOCK_WORDS + 3 * place;
    store[word] = at;
    store[word + 1] = what;
    store[word + 2] = more;
    size++;
  }

  private int block() {
    if (free != NONE) {
      int block = free;
      free = following[block];
      return block;
    }
    if (blocks == following.length) {
      following = Arrays.copyOf(following, blocks + blocks / 2);
      store = Arrays.copyOf(store, Math.multiplyExact(BLOCK_WORDS, following.length));
    }
    return blocks++;
  }

  /** The first turn after one that holds an event, or the largest long. */
  long nextAfter(long turn) {
    if (size == 0) {
      return Long.MAX_VALUE;
    }
    int from = (int) (turn + 1) & mask;
    int word = from >>> 6;
    long bits = occupied[word] & (-1L << from);
    while (bits == 0) {
      word = (word + 1) & (occupied.length - 1);
      bits = occupied[word];
    }
    int bag = (word << 6) + Long.numberOfTrailingZeros(bits);
    return turn + 1 + ((bag - from) & mask);
  }

  /** Takes the events of a turn, sorted but for those of crowded moments, which join the heap. */
  void moveTo(long turn, int shift, SortedTurn sorted, EventHeap heap) {
    int bag = (int) turn & mask;
    int count = counts[bag];
    if (count == 0) {
      return;
    }
    int bits = Math.min(shift, 32 - Integer.numberOfLeadingZeros(count));
    int down = shift - bits;
    int most = (1 << bits) - 1;
    if (parts.length <= most + 1) {
      parts = new int[2 * most + 4];
    }
    int kept = count(bag, count, down, most);
    scatter(bag, count, down, most, sorted.room(kept), heap);
    sorted.finish();
    empty(bag);
  }

  /** Takes the events of a turn and adds them to finer turns, of 2^shift ns. */
  void moveTo(long turn, int shift, TurnBags finer) {
    int bag = (int) turn & mask;
    int count = counts[bag];
    if (count == 0) {
      return;
    }
    int block = first[bag];
    for (int i = 0; i < count; i++) {
      block = blockOf(i, block);
      int word = block * BLOCK_WORDS + 3 * (i & (BLOCK - 1));
      finer.add(store[word] >>> shift, store[word], store[word + 1], store[word + 2]);
    }
    empty(bag);
  }

  /** The block of a bag's i-th event, where the one before is in a block. */
  private int blockOf(int i, int block) {
    return i > 0 && (i & (BLOCK - 1)) == 0 ? following[block] : block;
  }

  private void empty(int bag) {
    size -= counts[bag];
    counts[bag] = 0;
    occupied[bag >>> 6] &= ~(1L << bag);
    following[last[bag]] = free;
    free = first[bag];
  }

  /** Makes of each part of a turn where its first event will stand; a crowded one has no place. */
  private int count(int bag, int count, int down, int most) {
    Arrays.fill(parts, 0, most + 1, 0);
    int block = first[bag];
    for (int i = 0; i < count; i++) {
      block = blockOf(i, block);
      int word = block * BLOCK_WORDS + 3 * (i & (BLOCK - 1));
      parts[(int) (store[word] >>> down) & most]++;
    }
    int sum = 0;
    for (int i = 0; i <= most; i++) {
      int inPart = parts[i];
      parts[i] = inPart > CROWDED ? NONE : 3 * sum;
      sum += inPart > CROWDED ? 0 : inPart;
    }
    return sum;
  }

  private void scatter(int bag, int count, int down, int most, long[] to, EventHeap heap) {
    int block = first[bag];
    for (int i = 0; i < count; i++) {
      block = blockOf(i, block);
      int word = block * BLOCK_WORDS + 3 * (i & (BLOCK - 1));
      long at = store[word];
      int part = (int) (at >>> down) & most;
      int target = parts[part];
      if (target == NONE) {
        heap.add(at, store[word + 1], store[word + 2]);
      } else {
        to[target] = at;
        to[target + 1] = store[word + 1];
        to[target + 2] = store[word + 2];
        parts[part] = target + 3;
      }
    }
  }
}
