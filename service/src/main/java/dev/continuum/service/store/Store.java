package dev.continuum.service.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Append-only logs, one per stream, with a snapshot each and a lease each. Calls block and are
 * durable when they return: what was appended survives a crash of the process and of the machine.
 * Thread-safe.
 *
 * <p>A lease has one holder at a time. Each change of holder makes a larger fence, and an append is
 * taken only under the fence of the present lease: whoever was frozen and lost its lease without
 * knowing writes nothing. Every method throws {@link StoreException}.
 */
public interface Store extends AutoCloseable {

  /** Heads of all streams whose name begins so, by name. */
  List<Head> heads(String prefix);

  /** Entries after a sequence, in order, at most so many. */
  List<Entry> read(String stream, long after, int limit);

  /**
   * Appends entries, all or none, as sequences {@code expected + 1} and following. A stream without
   * a lease has fence 0; a stream that is not there is made.
   *
   * @param expected sequence of the last entry the caller knows
   * @param fence of the caller's lease
   * @throws StoreException.Stale if the last entry is another
   * @throws StoreException.Fenced if the lease is another's
   */
  void append(String stream, long expected, long fence, List<byte[]> entries);

  /** The latest snapshot, if there is one. */
  Optional<Entry> snapshot(String stream);

  /** Keeps a snapshot and forgets entries of the log well before it. */
  void keep(String stream, Entry snapshot, long forgetThrough);

  /**
   * Takes or renews leases. A lease that another holds and that has not expired is left alone. One
   * that expired and that nobody took since is renewed under its fence: nobody wrote meanwhile.
   *
   * @return fences of the leases that the owner now holds, by stream
   */
  Map<String, Long> lease(List<String> streams, String owner, Duration time);

  /** Ends a lease at once, so that another can take it. */
  void release(String stream, String owner);

  /**
   * Fills an empty store, all or nothing. Logs keep their sequences and fences; leases have ended.
   *
   * @throws StoreException.Occupied if the store holds anything
   */
  void restore(Iterable<Log> logs);

  @Override
  void close();

  /**
   * An entry, or a snapshot of all up to it.
   *
   * @param sequence counted from 1 without gaps
   * @param data what the caller wrote
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed once written.
  record Entry(long sequence, byte[] data) {}

  /**
   * Where a stream is.
   *
   * @param stream its name
   * @param sequence of its last entry, 0 if it has none
   * @param fence of its last lease, 0 if it never had one
   * @param owner who holds or held its lease; empty if nobody did
   */
  record Head(String stream, long sequence, long fence, String owner) {}

  /**
   * A whole log.
   *
   * @param stream its name
   * @param fence of its last lease
   * @param forgotten entries up to this one are not there any more
   * @param snapshot if it has one
   * @param entries in order, each read once
   */
  record Log(
      String stream,
      long fence,
      long forgotten,
      Optional<Entry> snapshot,
      Iterable<byte[]> entries) {}
}
