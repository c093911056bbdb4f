package dev.continuum.simulator.engine;

import dev.continuum.simulator.event.EventQueue;

/**
 * Reads, some events ahead, the state that they will need: many reads that do not wait for each
 * other bring their cache lines in the time of one. What is found only through something else is
 * read a look later, when that is at hand ({@link Sight}). Changes nothing. Not thread-safe.
 */
final class Foresight {

  /** Events between two looks. */
  static final int STEP = 64;

  /** How far ahead an event is looked at first. */
  private static final int AHEAD = 3 * STEP;

  /** How many of the events that were added to the turn. */
  private static final int ADDED = 16;

  private final EventQueue events;
  private Sight near;
  private Sight middle;
  private Sight far;

  /** Events of the turn that have been looked at, counted from its first. */
  private int looked;

  private long turn = -1;

  /** What was read, so that reading it is not left out. */
  private long seen;

  Foresight(World world) {
    this.events = world.kernel().events;
    int most = AHEAD + ADDED;
    this.near = new Sight(world, most);
    this.middle = new Sight(world, most);
    this.far = new Sight(world, most);
  }

  /** Looks at the next events. */
  long look() {
    Sight free = near;
    near = middle;
    middle = far;
    far = free;
    far.clear();
    int taken = events.taken();
    if (events.turn() != turn) {
      turn = events.turn();
      looked = taken;
    }
    int from = Math.max(0, looked - taken);
    int place = from;
    for (; place < AHEAD; place++) {
      long payload = events.ahead(place);
      if (payload < 0) {
        break;
      }
      far.add(payload);
    }
    looked = taken + place;
    for (int i = 0; i < ADDED; i++) {
      long payload = events.added(i);
      if (payload < 0) {
        break;
      }
      far.add(payload);
    }
    seen += far.first() + middle.second() + near.third();
    return seen;
  }
}
