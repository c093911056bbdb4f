package dev.continuum.simulator.engine;

import dev.continuum.simulator.event.EventQueue;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The processor of a node, shared by everything that runs on it: calls and cold starts all slow
 * down by the same factor while they ask for more cores than there are (processor sharing).
 *
 * <p>Progress is kept as a virtual time that passes more slowly under overload; a job ends at a
 * virtual time that is known when it begins (Kleinrock 1967, DOI 10.1145/321386.321388). As long as
 * cores suffice both times pass alike and every job has its own event; from the first overload until
 * the node is empty jobs wait in a heap by virtual time, and only the next end is an event. An event
 * from before that fires early, never late, and its job then joins the heap.
 */
final class Cpu {

  private final int which;
  private final int host;
  private final EventQueue events;

  /** Cores, in thousandths; infinite where platforms give each instance its own share. */
  final double millicores;

  private double demand;
  private int jobs;
  private double virtual;
  private long since;
  private double speed = 1;
  private boolean shared;
  private long version;

  private double[] ends = new double[16];
  private long[] payloads = new long[16];
  private int size;

  private double busyMillicoreNanos;

  /**
   * A processor that is idle.
   *
   * @param which 0 for the one that serves calls, 1 for one that only starts instances
   */
  Cpu(int which, int host, double millicores, EventQueue events) {
    this.which = which;
    this.host = host;
    this.millicores = millicores;
    this.events = events;
  }

  private void advance(long now) {
    long passed = now - since;
    if (passed > 0) {
      virtual += passed * speed;
      busyMillicoreNanos += passed * Math.min(demand, millicores);
      since = now;
    }
  }

  /** Begins a job that takes so long on cores of its own. */
  void begin(long now, long payload, long workNanos, double asked) {
    advance(now);
    demand += asked;
    jobs++;
    shared |= demand > millicores;
    if (shared) {
      push(virtual + workNanos, payload);
      retime(now);
    } else {
      events.add(now + workNanos, payload, Double.doubleToRawLongBits(virtual + workNanos));
    }
  }

  /** Whether the job whose own event fires is done; otherwise it goes on in the heap. */
  boolean isDone(long now, long payload, long end) {
    if (!shared) {
      return true;
    }
    advance(now);
    double virtualEnd = Double.longBitsToDouble(end);
    if (virtualEnd - virtual < 1) {
      return true;
    }
    push(virtualEnd, payload);
    retime(now);
    return false;
  }

  /** The job that ends now by the shared clock, or -1 if that has changed since. */
  long next(long now, long itsVersion) {
    if (itsVersion != version || size == 0) {
      return -1;
    }
    advance(now);
    return pop();
  }

  /** Gives back the cores of a job that is done. */
  void end(long now, double asked) {
    advance(now);
    demand = --jobs == 0 ? 0 : demand - asked;
    if (shared) {
      shared = jobs > 0;
      retime(now);
    }
  }

  /** Everything on it is lost; those in the heap are told of, the others' events come stale. */
  void fail(long now, LongConsumer lost) {
    advance(now);
    for (int i = 0; i < size; i++) {
      lost.accept(payloads[i]);
    }
    size = 0;
    jobs = 0;
    demand = 0;
    shared = false;
    retime(now);
  }

  /** Core-seconds used since the last call. */
  double takeBusySeconds(long now) {
    advance(now);
    double seconds = busyMillicoreNanos / 1e12;
    busyMillicoreNanos = 0;
    return seconds;
  }

  double busyMillicores() {
    return Math.min(demand, millicores);
  }

  private void retime(long now) {
    speed = demand > millicores ? millicores / demand : 1;
    version++;
    if (size > 0) {
      long wait = (long) Math.ceil(Math.max(0, ends[0] - virtual) / speed);
      events.add(now + wait, Event.of(Event.CPU, which, 0, host), version);
    }
  }

  private void push(double end, long payload) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      payloads = Arrays.copyOf(payloads, 2 * size);
    }
    int hole = size++;
    while (hole > 0 && end < ends[(hole - 1) >>> 1]) {
      int parent = (hole - 1) >>> 1;
      ends[hole] = ends[parent];
      payloads[hole] = payloads[parent];
      hole = parent;
    }
    ends[hole] = end;
    payloads[hole] = payload;
  }

  private long pop() {
    long top = payloads[0];
    double end = ends[--size];
    long payload = payloads[size];
    int hole = 0;
    for (int child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && ends[child + 1] < ends[child]) {
        child++;
      }
      if (ends[child] >= end) {
        break;
      }
      ends[hole] = ends[child];
      payloads[hole] = payloads[child];
      hole = child;
    }
    ends[hole] = end;
    payloads[hole] = payload;
    return top;
  }
}
