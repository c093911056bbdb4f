package dev.continuum.lambda;

import dev.continuum.actuation.Managed;
import dev.continuum.actuation.PlatformMinute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
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
    Map<String, SortedMap<Instant, Double>> series = series(functions, from, to);
    List<FunctionMetrics> all = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      all.add(metrics(functions.get(i), i, series));
    }
    return all;
  }

  /** Of functions by the minute, in [from, to): minutes of which anything is known. */
  List<PlatformMinute> minutes(List<Managed> functions, Instant from, Instant to) {
    Map<String, SortedMap<Instant, Double>> series = series(functions, from, to);
    List<PlatformMinute> all = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      int index = i;
      SortedSet<Instant> starts = new TreeSet<>();
      for (Metric metric : Metric.values()) {
        starts.addAll(of(series, i, metric).keySet());
      }
      starts.forEach(start -> all.add(minute(functions.get(index), index, start, series)));
    }
    return all;
  }

  private static PlatformMinute minute(
      Managed function, int index, Instant start, Map<String, SortedMap<Instant, Double>> series) {
    ToLongFunction<Metric> count =
        metric -> Math.round(of(series, index, metric).getOrDefault(start, 0.0));
    Double utilisation = of(series, index, Metric.UTILISATION).get(start);
    return new PlatformMinute(
        function.function(),
        function.node(),
        start,
        count.applyAsLong(Metric.INVOCATIONS),
        count.applyAsLong(Metric.ERRORS),
        count.applyAsLong(Metric.THROTTLES),
        0,
        count.applyAsLong(Metric.PROVISIONED),
        count.applyAsLong(Metric.SPILL_OVER),
        utilisation == null ? OptionalDouble.empty() : OptionalDouble.of(utilisation));
  }

  /** By the id of the query. */
  private Map<String, SortedMap<Instant, Double>> series(
      List<Managed> functions, Instant from, Instant to) {
    List<MetricDataQuery> queries = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      for (Metric metric : Metric.values()) {
        queries.add(query(id(i, metric), metric, functions.get(i).object()));
      }
    }
    Map<String, SortedMap<Instant, Double>> series = new TreeMap<>();
    for (int i = 0; i < queries.size(); i += MOST_QUERIES) {
      List<MetricDataQuery> some = queries.subList(i, Math.min(queries.size(), i + MOST_QUERIES));
      for (MetricDataResult each : ask(some, from, to)) {
        SortedMap<Instant, Double> of = series.computeIfAbsent(each.id(), key -> new TreeMap<>());
        for (int k = 0; k < each.values().size(); k++) {
          of.put(each.timestamps().get(k), each.values().get(k));
        }
      }
    }
    return series;
  }

  private static SortedMap<Instant, Double> of(
      Map<String, SortedMap<Instant, Double>> series, int function, Metric metric) {
    return series.getOrDefault(id(function, metric), Collections.emptySortedMap());
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
      Managed function, int index, Map<String, SortedMap<Instant, Double>> series) {
    ToDoubleFunction<Metric> sum =
        metric ->
            of(series, index, metric).values().stream().mapToDouble(Double::doubleValue).sum();
    return new FunctionMetrics(
        function.function(),
        function.node(),
        sum.applyAsDouble(Metric.INVOCATIONS),
        sum.applyAsDouble(Metric.ERRORS),
        sum.applyAsDouble(Metric.THROTTLES),
        sum.applyAsDouble(Metric.PROVISIONED),
        sum.applyAsDouble(Metric.SPILL_OVER),
        of(series, index, Metric.UTILISATION).values().stream()
            .mapToDouble(Double::doubleValue)
            .max());
  }
}
