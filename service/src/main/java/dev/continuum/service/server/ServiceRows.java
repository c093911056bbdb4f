package dev.continuum.service.server;

import dev.continuum.service.proto.ContinuumProto.ObservedLimit;
import dev.continuum.service.proto.ContinuumProto.ObservedService;
import dev.continuum.service.replica.Observations;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/**
 * What telemetry told of functions on nodes, as rows of gauges.
 *
 * @param outcomes calls since the continuum was created, by what came of them
 * @param lost shares of calls of late that no instance served
 * @param limited nodes that lost calls limit now
 */
record ServiceRows(List<Row<?>> outcomes, List<Row<?>> lost, List<Row<?>> limited) {

  /** A page that Prometheus still reads in good time. */
  private static final int MOST = 2000;

  static ServiceRows of(List<Metrics.View> views) {
    ServiceRows rows = new ServiceRows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Metrics.View view : views) {
      Observations observed = view.observed().join();
      observed.services().stream()
          .limit(MOST)
          .forEach(
              each ->
                  rows.add(
                      Tags.of(
                          "continuum",
                          view.stream(),
                          "function",
                          each.getFunction(),
                          "node",
                          each.getNode()),
                      each));
      for (ObservedLimit each : observed.limits()) {
        rows.limited.add(Row.of(Tags.of("continuum", view.stream(), "node", each.getNode()), 1.0));
      }
    }
    return rows;
  }

  private void add(Tags tags, ObservedService each) {
    outcome(tags, "served", each.getCalls() - each.getFailed());
    outcome(tags, "failed", each.getFailed());
    outcome(tags, "throttled", each.getThrottled());
    outcome(tags, "late", each.getLate());
    outcome(tags, "unavailable", each.getUnavailable());
    outcome(tags, "rejected", each.getRejected());
    lost.add(Row.of(tags, each.getLostShare()));
  }

  private void outcome(Tags tags, String outcome, long calls) {
    outcomes.add(Row.of(tags.and("outcome", outcome), (double) calls));
  }
}
