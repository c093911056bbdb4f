package dev.continuum.simulator.engine;

/**
 * The state of every device: eight longs each in one array, one cache line, of which seven are
 * state. What devices of a group have in common is in {@link Group}.
 */
final class Devices {

  private static final int STRIDE = 8;
  private static final int JOULES = 0;
  private static final int RADIO_END = 1;
  private static final int UP_FREE = 2;
  private static final int DOWN_FREE = 3;
  private static final int ARRIVALS = 4;
  private static final int LOCAL = 5;
  private static final int GROUP = 6;
  private static final int TOUCHED = 7;

  /** Words before the first: large arrays begin 16 bytes into a cache line. */
  private static final int PAD = 6;

  private static final long DEAD = 1L << 63;

  private final long[] words;
  private final int count;

  Devices(int count) {
    this.count = count;
    words = new long[Math.addExact(PAD, Math.multiplyExact(STRIDE, count))];
  }

  private static int base(int device) {
    return PAD + device * STRIDE;
  }

  int count() {
    return count;
  }

  /**
   * Has a device's line brought, by a write that nothing reads: unlike a read it is not waited for.
   */
  void fetch(int device) {
    words[base(device) + TOUCHED] = device;
  }

  void init(int device, int group, long arrivals) {
    int base = base(device);
    words[base + GROUP] = (long) group << 32;
    words[base + ARRIVALS] = arrivals;
    words[base + RADIO_END] = Long.MIN_VALUE / 2;
  }

  int group(int device) {
    return (int) (words[base(device) + GROUP] >>> 32) & Integer.MAX_VALUE;
  }

  boolean isDead(int device) {
    return words[base(device) + GROUP] < 0;
  }

  void die(int device) {
    words[base(device) + GROUP] |= DEAD;
  }

  /** The number of its next request. */
  int nextRequest(int device) {
    return (int) words[base(device) + GROUP]++;
  }

  int requests(int device) {
    return (int) words[base(device) + GROUP];
  }

  long arrivals(int device) {
    return words[base(device) + ARRIVALS];
  }

  void arrivals(int device, long position) {
    words[base(device) + ARRIVALS] = position;
  }

  double joules(int device) {
    return Double.longBitsToDouble(words[base(device) + JOULES]);
  }

  void use(int device, double joules) {
    int at = base(device) + JOULES;
    words[at] = Double.doubleToRawLongBits(Double.longBitsToDouble(words[at]) + joules);
  }

  long radioEnd(int device) {
    return words[base(device) + RADIO_END];
  }

  void radioEnd(int device, long at) {
    words[base(device) + RADIO_END] = at;
  }

  /** Takes the link up for so long; returns how long the payload waits for it. */
  long takeUp(int device, long now, long nanos) {
    return take(base(device) + UP_FREE, now, nanos);
  }

  /** Takes the link down for so long; returns how long the payload waits for it. */
  long takeDown(int device, long now, long nanos) {
    return take(base(device) + DOWN_FREE, now, nanos);
  }

  private long take(int at, long now, long nanos) {
    long start = Math.max(now, words[at]);
    words[at] = start + nanos;
    return start - now;
  }

  int busyMillicores(int device) {
    return (int) (words[base(device) + LOCAL] >>> 32);
  }

  void busy(int device, int millicores) {
    words[base(device) + LOCAL] += (long) millicores << 32;
  }

  /** The number of its queue of local calls, 0 for none. */
  int queue(int device) {
    return (int) words[base(device) + LOCAL];
  }

  void queue(int device, int number) {
    int at = base(device) + LOCAL;
    words[at] = (words[at] & 0xffffffff00000000L) | number;
  }
}
