package dev.continuum.simulator.engine;

/**
 * The payload of an event in one long: kind, mark, call, index. At one instant lower kinds come
 * first: what ends, then what begins.
 */
final class Event {

  static final int JOB = 0;
  static final int BOUND_START = 1;
  static final int START = 2;
  static final int CPU = 3;
  static final int LOCAL = 4;
  static final int HAND_BACK = 5;
  static final int EXPIRE = 6;
  static final int ACQUIRED = 7;
  static final int CONTROL = 8;
  static final int PLAN = 9;
  static final int OUTAGE = 10;
  static final int ARRIVE = 11;
  static final int REPLY = 12;
  static final int HEDGE = 13;
  static final int ATTEMPT = 14;
  static final int GROUP = 15;
  static final int CLIENT = 16;
  static final int BATCH = 17;
  static final int SAMPLE = 18;

  private static final int KIND = 56;
  private static final int MARK = 48;
  private static final int CALL = 40;
  private static final int BYTE = 0xff;

  private Event() {}

  /**
   * Packs a payload.
   *
   * @param kind one of the constants
   * @param mark 8 bits: whether a planned instance serves, and how often its node has failed
   * @param call the call of the request, 8 bits
   * @param index of the request, pool, host, device or group, 32 bits
   */
  static long of(int kind, int mark, int call, int index) {
    return ((long) kind << KIND) | ((long) mark << MARK) | ((long) call << CALL) | index;
  }

  static long of(int kind, int index) {
    return of(kind, 0, 0, index);
  }

  static int kind(long payload) {
    return (int) (payload >>> KIND);
  }

  static int mark(long payload) {
    return (int) (payload >>> MARK) & BYTE;
  }

  static int call(long payload) {
    return (int) (payload >>> CALL) & BYTE;
  }

  static int index(long payload) {
    return (int) payload;
  }
}
