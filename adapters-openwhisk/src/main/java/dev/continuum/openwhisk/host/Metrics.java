package dev.continuum.openwhisk.host;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Gauges and counters under the names OpenWhisk gives them. Thread-safe. */
final class Metrics {

  private final Map<String, Long> values = new ConcurrentSkipListMap<>();

  void pool(int idle, int active, int prewarm) {
    values.put("openwhisk_containerPool_idlesCount_counter", (long) idle);
    values.put("openwhisk_containerPool_activeCount_counter", (long) active);
    values.put("openwhisk_containerPool_prewarmCount_counter", (long) prewarm);
  }

  void start(Action action, String state) {
    values.merge(
        "openwhisk_counter_invoker_containerStart_counter_total{action=\""
            + action.name()
            + "\",containerState=\""
            + state
            + "\",namespace=\""
            + action.namespace()
            + "\"}",
        1L,
        Long::sum);
  }

  /** In the text format of Prometheus. */
  String text() {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
    return text.toString();
  }
}
