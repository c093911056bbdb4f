package dev.continuum.simulator.engine;

import dev.continuum.simulator.event.EventQueue;
import dev.continuum.simulator.random.RandomStream;

/** What every part of a run shares. Not thread-safe. */
final class Kernel {

  final EventQueue events;
  final RandomStream random = new RandomStream(0);
  final Requests requests;
  final Failures failures = new Failures();
  Program[] programs = {};
  Pool[] pools = {};
  Group[] groups = {};
  Host[] hosts = {};

  /** Until when nothing looks at what has been counted. */
  long quietUntil;

  /** Replies that were handled when they were sent, as nothing could come between. */
  long handledAhead;

  Kernel(EventQueue events, Requests requests) {
    this.events = events;
    this.requests = requests;
  }

  /** Where a call of a request is served. */
  Pool pool(int slot, int call) {
    return pools[requests.pool(slot, call)];
  }

  /** Calls that could not be served, until the engine looks at them. */
  static final class Failures {
    private final LongFifo slots = new LongFifo();

    /** A call failed; its reference to the request goes with it. */
    void add(int slot, Reason reason) {
      slots.add(((reason == Reason.LOST ? 1L : 0L) << 32) | slot);
    }

    boolean isEmpty() {
      return slots.isEmpty();
    }

    long take() {
      return slots.removeFirst();
    }
  }

  /** Why a call was not served. */
  enum Reason {
    /** A limit on instances or rates (429), or a full buffer. */
    REFUSED,
    /** The node or a link was down, or went down. */
    LOST
  }
}
