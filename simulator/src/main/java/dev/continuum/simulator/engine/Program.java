package dev.continuum.simulator.engine;

import dev.continuum.model.topology.Tier;
import dev.continuum.simulator.random.Law;
import org.jspecify.annotations.Nullable;

/** A route as the engine follows it: calls by index, each with its pool or on the device. */
final class Program {

  static final int LOCAL = -1;
  static final int REPLY = -1;

  final int index;
  final int group;
  final int calls;

  /** Replies until the request is answered; at least one, if only its own end. */
  final int replies;

  /** The farthest tier that serves a call that may leave the device. */
  final Tier tier;

  /** Pool of each call, or {@link #LOCAL}. */
  final int[] pool;

  /** Service on the device, of local calls. */
  final @Nullable Law[] local;

  /** Millicores of the device a local call takes. */
  final int[] localMillicores;

  /** Arcs that must have come in before a call starts. */
  final int[] feeders;

  /** μ of each call. */
  final double[] copies;

  final Arc[] entries;
  final Arc[][] out;

  /**
   * What leads from the client or a call to a call or the client.
   *
   * @param number distinguishes its draws
   * @param to call, or {@link #REPLY}
   * @param path empty where nothing crosses the network
   * @param sender the node that sends and pays for it, or -1
   */
  record Arc(int number, int to, @Nullable Path path, int sender) {}

  Program(int index, int group, Tier tier, Calls calls, Arc[] entries, Arc[][] out, int replies) {
    this.index = index;
    this.group = group;
    this.tier = tier;
    this.calls = calls.pool().length;
    this.pool = calls.pool();
    this.local = calls.local();
    this.localMillicores = calls.localMillicores();
    this.feeders = calls.feeders();
    this.copies = calls.copies();
    this.entries = entries;
    this.out = out;
    this.replies = replies;
  }

  /** The same for another group. */
  Program of(int another, int itsGroup) {
    Calls columns = new Calls(pool, local, localMillicores, feeders, copies);
    return new Program(another, itsGroup, tier, columns, entries, out, replies);
  }

  /** Some words of what sending needs. */
  long glance() {
    return (long) index + entries.length;
  }

  /** Some words of what going on after a call needs, if it has that call. */
  long glanceAfter(int call) {
    return call < calls && out[call].length > 0 ? out[call][0].to : 0;
  }

  /** The columns of a program's calls while it is made. */
  @SuppressWarnings("ArrayRecordComponent") // Filled while a program is made.
  record Calls(
      int[] pool, @Nullable Law[] local, int[] localMillicores, int[] feeders, double[] copies) {

    Calls(int size) {
      this(new int[size], new Law[size], new int[size], new int[size], new double[size]);
    }

    /** The same, in arrays that like programs have in common. */
    Calls shared(Shared all) {
      return new Calls(
          all.one(pool), local, all.one(localMillicores), all.one(feeders), all.one(copies));
    }
  }
}
