package dev.continuum.lambda;

import dev.continuum.actuation.Managed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/** Reads what CloudWatch counted of our functions, by GetMetricData. */
final class MetricsReader {

  private static final String NAMESPACE = "AWS/Lambda";
  private static final Dimension FUNCTION = Dimension.builder().name("FunctionName").build();
  private static final int PERIOD_SECONDS = 60;

  /** Of one request. */
  private static final int MOST_QUERIES = 500;

  private final LambdaCalls calls;

  /** What is asked of each function. */
  private enum Metric {
    INVOCATIONS("Invocations", "Sum"),
    ERRORS("Errors", "Sum"),
    THROTTLES("Throttles", "Sum"),
    PROVISIONED("ProvisionedConcurrencyInvocations", "Sum"),
    SPILL_OVER("ProvisionedConcurrencySpilloverInvocations", "Sum"),
    UTILISATION("ProvisionedConcurrencyUtilization", "Maximum");

    private final String title;
    private final String stat;

    Metric(String title, String stat) {
      this.title = title;
      this.stat = stat;
    }
  }

  MetricsReader(LambdaCalls calls) {
    this.calls = calls;
  }

  /** Of functions as a whole, in [from, to). */
  List<FunctionMetrics> read(List<Managed> functions, Instant from, Instant to) {
    List<MetricDataQuery> queries = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      for (Metric metric : Metric.values()) {
        queries.add(query(id(i, metric), metric, functions.get(i).object()));
      }
    }
    Map<String, List<Double>> values = new TreeMap<>();
    for (int i = 0; i < queries.size(); i += MOST_QUERIES) {
      List<MetricDataQuery> some = queries.subList(i, Math.min(queries.size(), i + MOST_QUERIES));
      for (MetricDataResult each : ask(some, from, to)) {
        values.computeIfAbsent(each.id(), key -> new ArrayList<>()).addAll(each.values());
      }
    }
    List<FunctionMetrics> all = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      all.add(metrics(functions.get(i), i, values));
    }
    return all;
  }

  private List<MetricDataResult> ask(List<MetricDataQuery> queries, Instant from, Instant to) {
    return calls.call(
        "GetMetricData",
        () ->
            calls
                .monitoring()
                .getMetricDataPaginator(
                    r -> r.metricDataQueries(queries).startTime(from).endTime(to))
                .metricDataResults()
                .stream()
                .toList());
  }

  private static MetricDataQuery query(String id, Metric metric, String function) {
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(
            stat ->
                stat.period(PERIOD_SECONDS)
                    .stat(metric.stat)
                    .metric(
                        each ->
                            each.namespace(NAMESPACE)
                                .metricName(metric.title)
                                .dimensions(FUNCTION.toBuilder().value(function).build())))
        .build();
  }

  private static String id(int function, Metric metric) {
    return "f" + function + metric.name();
  }

  private static FunctionMetrics metrics(
      Managed function, int index, Map<String, List<Double>> values) {
    ToDoubleFunction<Metric> sum =
        metric ->
            values.getOrDefault(id(index, metric), List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    return new FunctionMetrics(
        function.function(),
        function.node(),
        sum.applyAsDouble(Metric.INVOCATIONS),
        sum.applyAsDouble(Metric.ERRORS),
        sum.applyAsDouble(Metric.THROTTLES),
        sum.applyAsDouble(Metric.PROVISIONED),
        sum.applyAsDouble(Metric.SPILL_OVER),
        values.getOrDefault(id(index, Metric.UTILISATION), List.of()).stream()
            .mapToDouble(Double::doubleValue)
            .max());
  }
}
