package dev.continuum.service.store;

import dev.continuum.service.proto.BackupProto.BackupLog;
import dev.continuum.service.proto.BackupProto.BackupPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The logs of a backup, read once and in order. */
final class BackupReader implements Iterable<Store.Log>, AutoCloseable {

  private final InputStream in;
  private BackupPart next;
  private long parts;
  private long logs;
  private long entries;

  /** A fault of the file, on its way through iterators. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IOException fault;

    Unreadable(IOException fault) {
      super(fault);
      this.fault = fault;
    }

    IOException fault() {
      return fault;
    }
  }

  BackupReader(InputStream in) throws IOException {
    this.in = in;
    this.next = part();
    if (!next.hasHeader() || next.getHeader().getFormat() != Backup.FORMAT) {
      throw new IOException(
          next.hasHeader()
              ? "it has format "
                  + next.getHeader().getFormat()
                  + ", and this release reads format "
                  + Backup.FORMAT
              : "it is no backup");
    }
    advance();
  }

  Backup.Contents contents() {
    return new Backup.Contents(logs, entries);
  }

  @Override
  public Iterator<Store.Log> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return next.hasLog() || !ended();
      }

      @Override
      public Store.Log next() {
        if (!next.hasLog()) {
          throw new NoSuchElementException();
        }
        BackupLog log = next.getLog();
        logs++;
        skip();
        return new Store.Log(
            log.getStream(),
            log.getFence(),
            log.getForgotten(),
            log.getSnapshotSequence() == 0
                ? Optional.empty()
                : Optional.of(
                    new Store.Entry(log.getSnapshotSequence(), log.getSnapshot().toByteArray())),
            BackupReader.this::entries);
      }
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private Iterator<byte[]> entries() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return next.getPartCase() == BackupPart.PartCase.ENTRY;
      }

      @Override
      public byte[] next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        byte[] entry = next.getEntry().toByteArray();
        entries++;
        skip();
        return entry;
      }
    };
  }

  /** Whether the end is here; anything else than a log or the end is a fault. */
  private boolean ended() {
    if (next.getPartCase() != BackupPart.PartCase.END || next.getEnd() != parts - 1) {
      throw new Unreadable(new IOException("it is damaged"));
    }
    return true;
  }

  private void skip() {
    try {
      advance();
    } catch (IOException e) {
      throw new Unreadable(e);
    }
  }

  private void advance() throws IOException {
    next = part();
  }

  private BackupPart part() throws IOException {
    BackupPart part = BackupPart.parseDelimitedFrom(in);
    if (part == null) {
      throw new IOException("it ends early");
    }
    parts++;
    return part;
  }
}
