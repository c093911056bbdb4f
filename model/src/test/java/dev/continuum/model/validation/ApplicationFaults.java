package dev.continuum.model.validation;

import static dev.continuum.model.validation.Fault.BASE;
import static dev.continuum.model.validation.Fault.in;
import static dev.continuum.model.validation.Fault.plus;
import static dev.continuum.model.validation.Fault.with;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Edited;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.Variant;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Faults of applications. */
final class ApplicationFaults {

  private static final String APP = "apps.0";
  private static final CallId DETECT = new CallId("detect");
  private static final CallId RENDER = new CallId("render");
  private static final CallEdge BACK = CallEdge.of(RENDER, DETECT, 1);

  private ApplicationFaults() {}

  static List<Fault> all() {
    return List.of(
        plus(Code.APP_DUPLICATE, "apps[1].id", "apps", BASE.apps().get(0)),
        in(
            Code.APP_NO_CALLS,
            "apps[0].calls",
            Edited.with(Edited.with(BASE, APP + ".edges", List.of()), APP + ".calls", List.of())),
        plus(
            Code.CALL_DUPLICATE,
            "apps[0].calls[2].id",
            APP + ".calls",
            Call.of(RENDER, Fault.RENDER)),
        with(
            Code.VARIANT_DUPLICATE,
            "apps[0].calls[0].variants[1].function",
            APP + ".calls.0.variants",
            List.of(new Variant(Fault.DETECT, 0), new Variant(Fault.DETECT, 1))),
        with(
            Code.CALL_NO_VARIANTS,
            "apps[0].calls[0].variants",
            APP + ".calls.0.variants",
            List.of()),
        with(
            Code.CALL_UNKNOWN_FUNCTION,
            "apps[0].calls[0].variants[0].function",
            APP + ".calls.0.variants.0.function",
            new FunctionId("detekt")),
        with(
            Code.QUALITY_NOT_FINITE,
            "apps[0].calls[0].variants[0].quality_price_per_request",
            APP + ".calls.0.variants.0.qualityPricePerRequest",
            Double.NEGATIVE_INFINITY),
        with(
            Code.CALL_MULTIPLICITY,
            "apps[0].calls[1].calls_per_request",
            APP + ".calls.1.callsPerRequest",
            0.0),
        plus(
            Code.EDGE_UNKNOWN_CALL,
            "apps[0].edges[1].from",
            APP + ".edges",
            CallEdge.of(new CallId("capture"), DETECT, 1)),
        plus(
            Code.EDGE_DUPLICATE,
            "apps[0].edges[1]",
            APP + ".edges",
            CallEdge.of(DETECT, RENDER, 5)),
        plus(Code.EDGE_SELF, "apps[0].edges[1].to", APP + ".edges", CallEdge.of(DETECT, DETECT, 5)),
        plus(Code.APP_CYCLE, "apps[0].edges", APP + ".edges", BACK),
        with(
            Code.PAYLOAD_NEGATIVE,
            "apps[0].entry_bytes",
            APP + ".entryBytes",
            OptionalLong.of(Long.MIN_VALUE)),
        with(
            Code.PAYLOAD_NEGATIVE,
            "apps[0].edges[0].bytes_per_request",
            APP + ".edges.0.bytesPerRequest",
            OptionalLong.of(-1)),
        with(
            Code.PAYLOAD_ABSURD,
            "apps[0].reply_bytes",
            APP + ".replyBytes",
            OptionalLong.of(1L << 41)),
        with(Code.APP_WEIGHT, "apps[0].weight", APP + ".weight", Double.NaN),
        with(
            Code.DEADLINE_NOT_POSITIVE,
            "apps[0].deadline.limit_ms",
            APP + ".deadline.limit",
            Duration.ofSeconds(Long.MIN_VALUE)),
        with(
            Code.DEADLINE_ABSURD,
            "apps[0].deadline.limit_ms",
            APP + ".deadline.limit",
            Duration.ofDays(365)),
        with(
            Code.DEADLINE_PERCENTILE,
            "apps[0].deadline.percentile",
            APP + ".deadline.percentile",
            95.0),
        in(
            Code.DEADLINE_QUANTILE,
            "apps[0].deadline.percentile",
            exhausted(exhausted(BASE, 0), 1)));
  }

  /** Two shares of 3 % beside a p95. */
  private static PlacementProblem exhausted(PlacementProblem problem, int function) {
    return Edited.with(
        problem,
        "functions." + function + ".sizing",
        dev.continuum.model.workload.Sizing.erlang(Duration.ZERO, 0.03));
  }
}
