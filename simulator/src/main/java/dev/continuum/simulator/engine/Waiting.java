package dev.continuum.simulator.engine;

/**
 * A call that waits on a node, as one long: its request, which call of it, and the pool that will
 * serve it, so that whether it can be served is known without looking at the request.
 */
final class Waiting {

  /** Pools there may be. */
  static final int MOST_POOLS = 1 << 24;

  private static final int CALL = 32;
  private static final int POOL = 40;
  private static final int BYTE = 0xff;

  private Waiting() {}

  static long of(int slot, int call, int pool) {
    return ((long) pool << POOL) | ((long) call << CALL) | slot;
  }

  static int slot(long waiting) {
    return (int) waiting;
  }

  static int call(long waiting) {
    return (int) (waiting >>> CALL) & BYTE;
  }

  static int pool(long waiting) {
    return (int) (waiting >>> POOL);
  }
}
