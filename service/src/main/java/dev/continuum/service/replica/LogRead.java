package dev.continuum.service.replica;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.store.Store;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a log, and the snapshot below it where the log does not reach back far enough.
 *
 * @param snapshot to begin with, if needed
 * @param entries that follow
 */
record LogRead(Optional<Store.Entry> snapshot, List<Store.Entry> entries) {

  /** What follows a sequence, at most so many entries. */
  static LogRead of(Store store, String stream, long from, int most) {
    Optional<Store.Entry> kept = from == 0 ? store.snapshot(stream) : Optional.empty();
    List<Store.Entry> entries =
        store.read(stream, kept.map(Store.Entry::sequence).orElse(from), most);
    boolean gap = kept.isEmpty() && !entries.isEmpty() && entries.getFirst().sequence() != from + 1;
    // Entries that this replica has not read are forgotten: the snapshot has them.
    Optional<Store.Entry> base = gap ? store.snapshot(stream) : kept;
    return new LogRead(
        base, gap ? store.read(stream, base.map(Store.Entry::sequence).orElse(0L), most) : entries);
  }

  static ContinuumSnapshot snapshot(String stream, Store.Entry kept) {
    try {
      return ContinuumSnapshot.parseFrom(kept.data());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The snapshot of " + stream + " cannot be read.", e);
    }
  }

  static Record parsed(String stream, Store.Entry entry) {
    try {
      return Record.parseFrom(entry.data());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "Entry " + entry.sequence() + " of " + stream + " cannot be read.", e);
    }
  }
}
