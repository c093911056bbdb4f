package dev.continuum.service.store;

import com.google.protobuf.ByteString;
import dev.continuum.service.proto.BackupProto.BackupHeader;
import dev.continuum.service.proto.BackupProto.BackupLog;
import dev.continuum.service.proto.BackupProto.BackupPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A whole store as one file, whatever database it is in. Each log is as it was at one moment, and
 * everything acknowledged before the backup began is in it. Memory holds a page of entries and one
 * snapshot at a time.
 */
public final class Backup {

  /** What is written; a reader refuses another. */
  static final int FORMAT = 1;

  private static final int PAGE = 100;

  private Backup() {}

  /**
   * What a backup holds.
   *
   * @param logs how many logs
   * @param entries how many entries
   */
  public record Contents(long logs, long entries) {}

  /**
   * Writes all logs of a store, which may be in use.
   *
   * @param madeMillis time of the backup, ms since 1970
   * @throws IOException if it cannot be written
   * @throws StoreException if the store fails, or forgets entries faster than they are read
   */
  public static Contents write(Store store, OutputStream to, long madeMillis) throws IOException {
    try (GZIPOutputStream out = new GZIPOutputStream(to)) {
      Writer writer = new Writer(out);
      writer.part(
          BackupPart.newBuilder()
              .setHeader(BackupHeader.newBuilder().setFormat(FORMAT).setMadeMs(madeMillis)));
      for (Store.Head head : store.heads("")) {
        writer.log(store, head);
      }
      writer.part(BackupPart.newBuilder().setEnd(writer.parts));
      return new Contents(writer.logs, writer.entries);
    }
  }

  /**
   * Fills an empty store with a backup, all or nothing.
   *
   * @throws IOException if this is no whole backup of a format that this release knows
   * @throws StoreException.Occupied if the store holds anything
   */
  public static Contents restore(Store store, InputStream from) throws IOException {
    try (BackupReader reader = new BackupReader(new GZIPInputStream(from))) {
      store.restore(reader);
      return reader.contents();
    } catch (BackupReader.Unreadable e) {
      throw e.fault();
    }
  }

  private static final class Writer {

    private final OutputStream out;
    private long parts;
    private long logs;
    private long entries;

    Writer(OutputStream out) {
      this.out = out;
    }

    void part(BackupPart.Builder part) throws IOException {
      part.build().writeDelimitedTo(out);
      parts++;
    }

    void log(Store store, Store.Head head) throws IOException {
      Optional<Store.Entry> snapshot = store.snapshot(head.stream());
      List<Store.Entry> page = store.read(head.stream(), 0, PAGE);
      long forgotten =
          page.isEmpty()
              ? snapshot.map(Store.Entry::sequence).orElse(0L)
              : page.getFirst().sequence() - 1;
      if (forgotten > snapshot.map(Store.Entry::sequence).orElse(0L)) {
        throw new StoreException(
            "The log (" + head.stream() + ") changes faster than it is read; try again.");
      }
      BackupLog.Builder log =
          BackupLog.newBuilder()
              .setStream(head.stream())
              .setFence(head.fence())
              .setForgotten(forgotten);
      snapshot.ifPresent(
          kept ->
              log.setSnapshotSequence(kept.sequence())
                  .setSnapshot(ByteString.copyFrom(kept.data())));
      part(BackupPart.newBuilder().setLog(log));
      logs++;
      long sequence = forgotten;
      while (!page.isEmpty()) {
        for (Store.Entry entry : page) {
          if (entry.sequence() != ++sequence) {
            throw new StoreException(
                "The log (" + head.stream() + ") changes faster than it is read; try again.");
          }
          part(BackupPart.newBuilder().setEntry(ByteString.copyFrom(entry.data())));
          entries++;
        }
        page = store.read(head.stream(), sequence, PAGE);
      }
    }
  }
}
