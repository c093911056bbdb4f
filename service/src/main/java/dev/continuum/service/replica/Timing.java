package dev.continuum.service.replica;

/**
 * How fast a replica beats, ms.
 *
 * @param leaseMillis how long a lease lasts; leader loss is taken over within this and two beats
 * @param beatMillis how often leases are renewed and logs of other leaders are read
 * @param flushMillis how long telemetry is gathered before it is made durable
 * @param retryMillis how long after a failed plan planning is tried again
 */
public record Timing(long leaseMillis, long beatMillis, long flushMillis, long retryMillis) {

  /** Three seconds of lease, four beats a second. */
  public static final Timing DEFAULT = new Timing(3000, 250, 50, 10_000);

  /** For a store in a file: nobody far away waits, so a restart need not wait long either. */
  public static final Timing EMBEDDED = new Timing(800, 150, 50, 10_000);
}
