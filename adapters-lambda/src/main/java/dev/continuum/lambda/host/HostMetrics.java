package dev.continuum.lambda.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Counts under the names CloudWatch gives them, by function: in total, and by the minute for the
 * last three hours. Thread-safe.
 */
final class HostMetrics {

  static final String INVOCATIONS = "Invocations";
  static final String ERRORS = "Errors";
  static final String THROTTLES = "Throttles";
  static final String PROVISIONED = "ProvisionedConcurrencyInvocations";
  static final String SPILLOVER = "ProvisionedConcurrencySpilloverInvocations";

  /** Share of the provisioned environments that are busy. */
  static final String UTILISATION = "ProvisionedConcurrencyUtilization";

  /** Not CloudWatch's: calls that waited for an initialisation. */
  static final String COLD = "ColdStarts";

  /** The highest number of provisioned environments busy at once. */
  static final String PROVISIONED_MOST = "ProvisionedConcurrentExecutions";

  private static final long SECONDS = 60;
  private static final int MINUTES = 180;

  private final InstantSource clock;
  private final Map<String, Long> values = new ConcurrentSkipListMap<>();
  private final Map<String, TreeMap<Long, Bucket>> minutes = new TreeMap<>();

  HostMetrics(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Samples of a period.
   *
   * @param sum of them
   * @param most the greatest
   * @param count how many
   */
  record Bucket(double sum, double most, long count) {

    Bucket and(Bucket other) {
      return new Bucket(sum + other.sum, Math.max(most, other.most), count + other.count);
    }

    double stat(String name) {
      return switch (name) {
        case "Sum" -> sum;
        case "Maximum" -> most;
        case "Average" -> sum / count;
        case "SampleCount" -> count;
        default -> throw ApiException.of(400, "ValidationError", "Unknown Stat: " + name);
      };
    }
  }

  void count(String function, String metric) {
    values.merge(key(function, metric), 1L, Long::sum);
    sample(function, metric, 1);
  }

  void most(String function, String metric, long value) {
    values.merge(key(function, metric), value, Math::max);
    sample(function, metric, (double) value);
  }

  /** A sample that has no total. */
  void sample(String function, String metric, double value) {
    long minute = clock.instant().getEpochSecond() / SECONDS;
    synchronized (minutes) {
      TreeMap<Long, Bucket> mine =
          minutes.computeIfAbsent(key(function, metric), name -> new TreeMap<>());
      mine.merge(minute, new Bucket(value, value, 1), Bucket::and);
      mine.headMap(minute - MINUTES).clear();
    }
  }

  /** What there is in a window, by the beginnings of periods. */
  SortedMap<Instant, Bucket> series(
      String function, String metric, Duration period, Instant from, Instant to) {
    SortedMap<Instant, Bucket> series = new TreeMap<>();
    synchronized (minutes) {
      minutes
          .getOrDefault(key(function, metric), new TreeMap<>())
          .forEach(
              (minute, bucket) -> {
                long start = minute * SECONDS / period.toSeconds() * period.toSeconds();
                Instant at = Instant.ofEpochSecond(start);
                if (!at.isBefore(from) && at.isBefore(to)) {
                  series.merge(at, bucket, Bucket::and);
                }
              });
    }
    return series;
  }

  long value(String function, String metric) {
    return values.getOrDefault(key(function, metric), 0L);
  }

  private static String key(String function, String metric) {
    return metric + "{FunctionName=\"" + function + "\"}";
  }

  Map<String, Long> all() {
    return new TreeMap<>(values);
  }
}
