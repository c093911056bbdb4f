package dev.continuum.simulator.event;

/**
 * Pending events in order of time, ties by payload. Time is cut into turns: an event of a later
 * turn is appended to those of that turn, one beyond the last of them to a list. A turn that begins
 * is sorted by distribution; events that are added to it meanwhile go to a heap beside it.
 * Amortised O(1) where the expected rate is about right, O(log n) whatever it is.
 *
 * <p>Sources: calendar queues, Brown 1988 (DOI 10.1145/63039.63045); sorting only what is due, as
 * ladder queues do, Tang, Goh, Thng 2005 (DOI 10.1145/1103323.1103324).
 *
 * <p>An event is three longs beside those of its turn, so memory is read and written in sequence,
 * and what comes next can be told ahead of time ({@link #ahead}). Not thread-safe.
 */
public final class EventQueue {

  /** Turns in a stretch, as a power of two: those of this and the next stretch are told apart. */
  private static final int STRETCH = 5;

  private static final int STRETCHES = 1 << 8;

  private final int shift;
  private final TurnBags bags;
  private final TurnBags stretches;
  private final LongList beyond = new LongList();
  private long earliestBeyond = Long.MAX_VALUE;

  private final SortedTurn sorted = new SortedTurn();
  private final EventHeap heap = new EventHeap();
  private long turn;

  private long time;
  private long payload;
  private long extra;

  /**
   * An empty queue at time 0.
   *
   * @param eventsPerSecond about how many events there will be, which sets the width of turns
   * @param pending about how many will wait at once
   */
  public EventQueue(double eventsPerSecond, int pending) {
    // Few events wait longer than eight times the mean, and about one in four waits that long.
    double perTurn = Math.clamp(32.0 * pending / (STRETCHES << STRETCH), 16, 8192);
    double width = 1e9 * perTurn / Math.max(1e-3, eventsPerSecond);
    this.shift = Math.clamp(Math.round(Math.log(width) / Math.log(2)), 0, 48);
    this.bags = new TurnBags(2 << STRETCH, pending / 16);
    this.stretches = new TurnBags(STRETCHES, pending);
  }

  /** How many events wait. */
  public int size() {
    return heap.size() + sorted.left() + bags.size() + stretches.size() + beyond.size() / 3;
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
    place(at, what, more);
  }

  private void place(long at, long what, long more) {
    long itsTurn = at >>> shift;
    if (itsTurn <= turn) {
      heap.add(at, what, more);
      return;
    }
    long itsStretch = itsTurn >>> STRETCH;
    long after = itsStretch - (turn >>> STRETCH);
    if (after <= 1) {
      bags.add(itsTurn, at, what, more);
    } else if (after < STRETCHES) {
      stretches.add(itsStretch, at, what, more);
    } else {
      earliestBeyond = Math.min(earliestBeyond, itsStretch);
      beyond.add(at, what, more);
    }
  }

  /** Takes the next event; false if there is none. */
  public boolean advance() {
    while (true) {
      if (!sorted.isOver()) {
        if (!heap.comesBefore(sorted)) {
          time = sorted.time();
          payload = sorted.payload();
          extra = sorted.extra();
          sorted.next();
          return true;
        }
      } else if (heap.size() == 0) {
        if (!begin()) {
          return false;
        }
        continue;
      }
      time = heap.time();
      payload = heap.payload();
      extra = heap.extra();
      heap.removeFirst();
      return true;
    }
  }

  /** The next turn that holds an event begins. */
  private boolean begin() {
    long next = bags.nextAfter(turn);
    if (next == Long.MAX_VALUE) {
      long stretch = Math.min(stretches.nextAfter((turn >>> STRETCH) + 1), earliestBeyond);
      if (stretch == Long.MAX_VALUE) {
        return false;
      }
      open((stretch << STRETCH) - 1);
      next = bags.nextAfter(turn);
    }
    if (next >>> STRETCH != turn >>> STRETCH) {
      open(next);
    }
    turn = next;
    bags.moveTo(next, shift, sorted, heap);
    return true;
  }

  /** A turn of a later stretch begins: the turns of the stretch after that are told apart. */
  private void open(long next) {
    turn = next;
    long stretch = (turn >>> STRETCH) + 1;
    stretches.moveTo(stretch, shift, bags);
    if (earliestBeyond <= stretch) {
      bringIn();
    }
  }

  /** What was beyond the last stretch and is so no more joins the others. */
  private void bringIn() {
    long[] events = beyond.words();
    int size = beyond.size();
    beyond.clear();
    earliestBeyond = Long.MAX_VALUE;
    for (int i = 0; i < size; i += 3) {
      place(events[i], events[i + 1], events[i + 2]);
    }
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

  /** The number of the turn that is due. */
  public long turn() {
    return turn;
  }

  /** How many of the sorted events of the turn have been taken. */
  public int taken() {
    return sorted.taken();
  }

  /**
   * The payload of an event that will probably come so many places later, or -1: for whoever wants
   * to have at hand what it will need.
   */
  public long ahead(int places) {
    return sorted.ahead(places);
  }

  /**
   * The payload of one of the events that were added to the turn that is due, or -1: the lower the
   * place, the sooner it will probably come.
   */
  public long added(int place) {
    return heap.payload(place);
  }
}
