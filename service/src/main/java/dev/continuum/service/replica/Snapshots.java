package dev.continuum.service.replica;

import dev.continuum.planner.Loop;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.Measured;
import dev.continuum.service.store.Store;

/**
 * Keeps a snapshot of a log every few hundred entries and lets old entries go. Confined to its
 * machine.
 */
final class Snapshots {

  private static final int EVERY = 500;
  private static final int KEPT_ENTRIES = 5000;

  private final String stream;
  private final Loop loop;
  private final StorePort port;
  private long latest;

  Snapshots(String stream, Loop loop, StorePort port) {
    this.stream = stream;
    this.loop = loop;
    this.port = port;
  }

  /** There is one of this sequence already. */
  void kept(long sequence) {
    latest = sequence;
  }

  /** Keeps one of this state, if the latest is old enough. */
  void offer(long sequence, ContinuumState state, Measured measured) {
    if (sequence - latest < EVERY) {
      return;
    }
    latest = sequence;
    ContinuumSnapshot.Builder content = state.content().toBuilder();
    measured.into(content);
    Store.Entry kept = new Store.Entry(sequence, content.build().toByteArray());
    port.call(
        loop,
        store -> {
          store.keep(stream, kept, kept.sequence() - KEPT_ENTRIES);
          return true;
        },
        outcome -> {
          // A snapshot that could not be kept costs time at the next start, nothing else.
        });
  }
}
