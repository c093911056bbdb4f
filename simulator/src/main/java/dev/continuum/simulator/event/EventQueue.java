package dev.continuum.simulator.event;

import java.util.Arrays;

/**
 * Pending events in order of time, ties by payload. Two wheels of buckets and a list: an event
 * waits in the inner wheel if it is due in the current turn of it, else in the outer one, each of
 * whose buckets is a turn of the inner wheel, else in the list. The inner bucket that is due is
 * kept as a heap. Amortised O(1) where the expected rate is about right, O(log n) whatever it is.
 *
 * <p>Sources: Varghese, Lauck 1987 (DOI 10.1145/41457.37504); the heap for the bucket that is due
 * is the idea of ladder queues, Tang, Goh, Thng 2005 (DOI 10.1145/1103323.1103324).
 *
 * <p>An event is four longs in one array: time, payload, extra, next. Not thread-safe.
 */
public final class EventQueue {

  private static final int STRIDE = 4;
  private static final int PAYLOAD = 1;
  private static final int EXTRA = 2;
  private static final int NEXT = 3;
  private static final int OUTER_BITS = 12;
  private static final int OUTER = 1 << OUTER_BITS;
  private static final int NONE = -1;

  private final int shift;
  private final int innerBits;
  private final int[] inner;
  private final int[] outer = new int[OUTER];
  private int beyond = NONE;

  private long[] store;
  private int free = NONE;
  private int used;

  private int[] heap = new int[64];
  private long[] heapTime = new long[64];
  private int heapSize;

  /** The bucket of the heap, counted from time 0 in widths. */
  private long due;

  private long turn;
  private int inInner;
  private int inOuter;
  private int inBeyond;

  private long time;
  private long payload;
  private long extra;

  /**
   * An empty queue at time 0.
   *
   * @param eventsPerSecond about how many events there will be, which sets the width of buckets
   * @param pending about how many will wait at once
   */
  public EventQueue(double eventsPerSecond, int pending) {
    double gap = 2e9 / Math.max(1e-3, eventsPerSecond);
    this.shift = Math.clamp(Math.round(Math.log(gap) / Math.log(2)), 0, 40);
    this.innerBits =
        Math.clamp(64L - Long.numberOfLeadingZeros(Math.max(1, pending / 2)), 8, 20);
    this.inner = new int[1 << innerBits];
    Arrays.fill(inner, NONE);
    Arrays.fill(outer, NONE);
    this.store = new long[STRIDE * Math.max(1024, pending)];
  }

  /** How many events wait. */
  public int size() {
    return heapSize + inInner + inOuter + inBeyond;
  }

  /**
   * Adds an event.
   *
   * @param at when, ns, not before the event that was last taken
   * @param what its payload, not negative; the lower comes first at the same time
   * @param more whatever else belongs to it
   */
  public void add(long at, long what, long more) {
    if (at < time) {
      throw new IllegalArgumentException("An event at (" + at + ") lies in the past of " + time);
    }
    int node = free;
    if (node == NONE) {
      if ((used + 1) * STRIDE > store.length) {
        store = Arrays.copyOf(store, Math.multiplyExact(store.length / 2, 3));
      }
      node = used++;
    } else {
      free = (int) store[node * STRIDE + NEXT];
    }
    int base = node * STRIDE;
    store[base] = at;
    store[base + PAYLOAD] = what;
    store[base + EXTRA] = more;
    place(node, at);
  }

  private void place(int node, long at) {
    long bucket = at >>> shift;
    if (bucket <= due) {
      push(node, at);
      return;
    }
    long itsTurn = bucket >>> innerBits;
    int next = node * STRIDE + NEXT;
    if (itsTurn == turn) {
      int index = (int) bucket & (inner.length - 1);
      store[next] = inner[index];
      inner[index] = node;
      inInner++;
    } else if (itsTurn < turn + OUTER) {
      int index = (int) itsTurn & (OUTER - 1);
      store[next] = outer[index];
      outer[index] = node;
      inOuter++;
    } else {
      store[next] = beyond;
      beyond = node;
      inBeyond++;
    }
  }

  /** Takes the next event; false if there is none. */
  public boolean advance() {
    while (heapSize == 0) {
      if (inInner > 0) {
        due++;
        take((int) due & (inner.length - 1));
      } else if (inOuter > 0) {
        enter(turn + 1);
      } else if (inBeyond > 0) {
        enter(earliestTurnBeyond());
      } else {
        return false;
      }
    }
    int node = pop();
    int base = node * STRIDE;
    time = store[base];
    payload = store[base + PAYLOAD];
    extra = store[base + EXTRA];
    store[base + NEXT] = free;
    free = node;
    return true;
  }

  /** When the event that was taken last is due, ns. */
  public long time() {
    return time;
  }

  /** Its payload. */
  public long payload() {
    return payload;
  }

  /** What else belongs to it. */
  public long extra() {
    return extra;
  }

  private void take(int index) {
    int node = inner[index];
    inner[index] = NONE;
    while (node != NONE) {
      int next = (int) store[node * STRIDE + NEXT];
      inInner--;
      push(node, store[node * STRIDE]);
      node = next;
    }
  }

  /** Spreads the events of another turn over the inner wheel, whose first bucket is then due. */
  private void enter(long next) {
    boolean jumped = next != turn + 1;
    turn = next;
    due = turn << innerBits;
    if (inBeyond > 0 && (jumped || (turn & (OUTER / 2 - 1)) == 0)) {
      int node = beyond;
      beyond = NONE;
      inBeyond = 0;
      replace(node);
    }
    int index = (int) turn & (OUTER - 1);
    int node = outer[index];
    outer[index] = NONE;
    for (int each = node; each != NONE; each = (int) store[each * STRIDE + NEXT]) {
      inOuter--;
    }
    replace(node);
  }

  private void replace(int first) {
    int node = first;
    while (node != NONE) {
      int next = (int) store[node * STRIDE + NEXT];
      place(node, store[node * STRIDE]);
      node = next;
    }
  }

  private long earliestTurnBeyond() {
    long earliest = Long.MAX_VALUE;
    for (int node = beyond; node != NONE; node = (int) store[node * STRIDE + NEXT]) {
      earliest = Math.min(earliest, store[node * STRIDE]);
    }
    return earliest >>> shift >>> innerBits;
  }

  private boolean before(int one, long oneTime, int other, long otherTime) {
    return oneTime < otherTime
        || (oneTime == otherTime
            && store[one * STRIDE + PAYLOAD] < store[other * STRIDE + PAYLOAD]);
  }

  private void push(int node, long at) {
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, 2 * heapSize);
      heapTime = Arrays.copyOf(heapTime, 2 * heapSize);
    }
    int hole = heapSize++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!before(node, at, heap[parent], heapTime[parent])) {
        break;
      }
      heap[hole] = heap[parent];
      heapTime[hole] = heapTime[parent];
      hole = parent;
    }
    heap[hole] = node;
    heapTime[hole] = at;
  }

  private int pop() {
    int top = heap[0];
    int last = --heapSize;
    int node = heap[last];
    long at = heapTime[last];
    int hole = 0;
    for (int child = 1; child < last; child = 2 * hole + 1) {
      if (child + 1 < last
          && before(heap[child + 1], heapTime[child + 1], heap[child], heapTime[child])) {
        child++;
      }
      if (!before(heap[child], heapTime[child], node, at)) {
        break;
      }
      heap[hole] = heap[child];
      heapTime[hole] = heapTime[child];
      hole = child;
    }
    heap[hole] = node;
    heapTime[hole] = at;
    return top;
  }
}
