package dev.continuum.service.access;

import dev.continuum.service.proto.AdminServiceProto.Quota;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts what tenants use against their quotas: calls per second, streams at once, solver seconds
 * per minute. Token buckets with a second, or a minute, of burst. Thread-safe.
 */
public final class Meter {

  private final Directory directory;
  private final LongSupplier nanoTime;
  private final Map<String, Usage> usages = new ConcurrentHashMap<>();

  private static final class Usage {
    private double calls = Double.NaN;
    private double solverSeconds = Double.NaN;
    private long streams;
    private long at;
  }

  /** Of the tenants of a directory, on a monotonic clock in ns. */
  public Meter(Directory directory, LongSupplier nanoTime) {
    this.directory = directory;
    this.nanoTime = nanoTime;
  }

  /** A call comes; throws if there were too many. */
  public void call(String tenant) {
    Quota quota = directory.quota(tenant);
    if (quota.getCallsPerS() > 0) {
      Usage usage = refilled(tenant, quota);
      synchronized (usage) {
        if (usage.calls < 1) {
          throw new RefusedException(Kind.QUOTA, "The tenant made too many calls this second.");
        }
        usage.calls--;
      }
    }
  }

  /** A stream opens; throws if too many are open. */
  public void open(String tenant) {
    Quota quota = directory.quota(tenant);
    Usage usage = usages.computeIfAbsent(tenant, each -> new Usage());
    synchronized (usage) {
      if (quota.getStreams() > 0 && usage.streams >= quota.getStreams()) {
        throw new RefusedException(Kind.QUOTA, "The tenant has too many streams open.");
      }
      usage.streams++;
    }
  }

  /** A stream closes. */
  public void close(String tenant) {
    Usage usage = usages.computeIfAbsent(tenant, each -> new Usage());
    synchronized (usage) {
      usage.streams--;
    }
  }

  /** A solve is asked for; throws if the last minute's are used up. */
  public void solve(String tenant) {
    Quota quota = directory.quota(tenant);
    if (quota.getSolverSecondsPerMinute() > 0) {
      Usage usage = refilled(tenant, quota);
      synchronized (usage) {
        if (usage.solverSeconds <= 0) {
          throw new RefusedException(Kind.QUOTA, "The tenant used up its solver seconds.");
        }
      }
    }
  }

  /** A solve took so long. */
  public void solved(String tenant, double seconds) {
    Quota quota = directory.quota(tenant);
    if (quota.getSolverSecondsPerMinute() > 0) {
      Usage usage = refilled(tenant, quota);
      synchronized (usage) {
        usage.solverSeconds -= seconds;
      }
    }
  }

  private Usage refilled(String tenant, Quota quota) {
    Usage usage = usages.computeIfAbsent(tenant, each -> new Usage());
    long now = nanoTime.getAsLong();
    synchronized (usage) {
      double seconds = Math.max(0, (now - usage.at) / 1e9);
      usage.at = now;
      // A bucket holds a whole call at least, or none would ever pass.
      usage.calls =
          refill(usage.calls, quota.getCallsPerS(), seconds, Math.max(1, quota.getCallsPerS()));
      usage.solverSeconds =
          refill(
              usage.solverSeconds,
              quota.getSolverSecondsPerMinute() / 60,
              seconds,
              quota.getSolverSecondsPerMinute());
    }
    return usage;
  }

  private static double refill(double level, double perSecond, double seconds, double most) {
    return Double.isNaN(level) ? most : Math.min(most, level + perSecond * seconds);
  }
}
