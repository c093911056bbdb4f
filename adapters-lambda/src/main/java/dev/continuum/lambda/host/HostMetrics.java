package dev.continuum.lambda.host;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Counts under the names CloudWatch gives them, by function. Thread-safe. */
final class HostMetrics {

  static final String INVOCATIONS = "Invocations";
  static final String ERRORS = "Errors";
  static final String THROTTLES = "Throttles";
  static final String PROVISIONED = "ProvisionedConcurrencyInvocations";
  static final String SPILLOVER = "ProvisionedConcurrencySpilloverInvocations";

  /** Not CloudWatch's: calls that waited for an initialisation. */
  static final String COLD = "ColdStarts";

  /** The highest number of provisioned environments busy at once. */
  static final String PROVISIONED_MOST = "ProvisionedConcurrentExecutions";

  private final Map<String, Long> values = new ConcurrentSkipListMap<>();

  void count(String function, String metric) {
    values.merge(key(function, metric), 1L, Long::sum);
  }

  void most(String function, String metric, long value) {
    values.merge(key(function, metric), value, Math::max);
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
