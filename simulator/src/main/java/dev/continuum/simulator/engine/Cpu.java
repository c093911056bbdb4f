package dev.continuum.simulator.engine;

import dev.continuum.simulator.event.EventQueue;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The processor of a node, shared by everything that runs on it: calls and cold starts all slow
 * down by the same factor while they ask for more cores than there are (processor sharing).
 *
 * <p>A share of a larger machine limits the mean, as rule 3 of the model does: what is not used is
 * saved up to a limit, and as long as any is left jobs run at full speed. An overdraft between two
 * events is paid back.
 *
 * <p>Progress is kept as a virtual time that passes more slowly under overload; a job ends at a
 * virtual time that is known when it begins (Kleinrock 1967, DOI 10.1145/321386.321388). As long as
 * cores suffice both times pass alike and every job has its own event; from the first overload
 * until there is ample room again jobs wait in a heap by virtual time, and only the next end is an
 * event. An event from before that fires early, never late, and its job then joins the heap.
 */
final class Cpu {

  /** Share of the cores in use below which jobs need not be watched together. */
  private static final double AMPLE = 0.75;

  private static final long NEVER = -1;

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
  private long nextAt = NEVER;

  private double[] ends = new double[16];
  private long[] payloads = new long[16];
  private int size;

  private double busyMillicoreNanos;
  private final double mostCredit;
  private double credit;

  /**
   * A processor that is idle.
   *
   * @param which 0 for the one that serves calls, 1 for one that only starts instances
   * @param millicores its cores, or its share of a larger machine
   * @param creditNanos for how long a share may be saved up; 0 for cores of its own
   */
  Cpu(int which, int host, double millicores, long creditNanos, EventQueue events) {
    this.which = which;
    this.mostCredit = creditNanos == 0 ? 0 : creditNanos * millicores;
    this.credit = mostCredit;
    this.host = host;
    this.millicores = millicores;
    this.events = events;
  }

  /** Some word of it. */
  long glance() {
    return jobs + since;
  }

  /** The payload of the job that ends next by the shared clock, or -1. */
  long first() {
    return size == 0 ? -1 : payloads[0];
  }

  /** Some words of what ending a job by the shared clock needs. */
  long glanceShared() {
    return jobs + since + (size == 0 ? 0 : payloads[0]);
  }

  private void advance(long now) {
    long passed = now - since;
    if (passed > 0) {
      double used = speed * demand;
      virtual += passed * speed;
      busyMillicoreNanos += passed * used;
      credit = Math.min(mostCredit, credit + passed * (millicores - used));
      since = now;
    }
  }

  /** More is asked for than there is, and no credit is left. */
  private boolean isExhausted() {
    return demand > millicores && credit <= 0;
  }

  /** Begins a job that takes so long on cores of its own. */
  void begin(long now, long payload, long workNanos, double asked) {
    advance(now);
    demand += asked;
    jobs++;
    shared |= isExhausted();
    if (shared) {
      push(virtual + workNanos, payload);
      retime(now);
    } else {
      events.add(now + workNanos, payload, Double.doubleToRawLongBits(virtual + workNanos));
    }
  }

  /** Whether the job whose own event fires is done; otherwise it goes on. */
  boolean isDone(long now, long payload, long end) {
    advance(now);
    double virtualEnd = Double.longBitsToDouble(end);
    if (virtualEnd - virtual < 1) {
      return true;
    }
    shared |= isExhausted();
    if (shared) {
      push(virtualEnd, payload);
      retime(now);
    } else {
      single(now, virtualEnd, payload);
    }
    return false;
  }

  private void single(long now, double virtualEnd, long payload) {
    long left = (long) Math.ceil(Math.max(0, virtualEnd - virtual));
    events.add(now + left, payload, Double.doubleToRawLongBits(virtualEnd));
  }

  /** The job that ends now by the shared clock, or -1 if that has changed since. */
  long next(long now, long itsVersion) {
    if (itsVersion != version || size == 0) {
      return -1;
    }
    advance(now);
    nextAt = NEVER;
    return pop();
  }

  /** Gives back the cores of a job that is done. */
  void end(long now, double asked) {
    advance(now);
    demand = --jobs == 0 ? 0 : demand - asked;
    if (shared) {
      shared = demand > AMPLE * millicores;
      if (shared) {
        retime(now);
      } else {
        release(now);
      }
    }
  }

  /** Every job has an event of its own again. */
  private void release(long now) {
    speed = 1;
    version++;
    nextAt = NEVER;
    for (int i = 0; i < size; i++) {
      single(now, ends[i], payloads[i]);
    }
    size = 0;
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
    return speed * demand;
  }

  private void retime(long now) {
    speed = demand > millicores ? millicores / demand : 1;
    if (size == 0) {
      version++;
      nextAt = NEVER;
      return;
    }
    long at = now + (long) Math.ceil(Math.max(0, ends[0] - virtual) / speed);
    if (at != nextAt) {
      version++;
      nextAt = at;
      events.add(at, Event.of(Event.CPU, which, 0, host), version);
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
