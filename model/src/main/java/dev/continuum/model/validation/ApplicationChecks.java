package dev.continuum.model.validation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.Variant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Applications, each by itself: its calls, its edges, its deadline. */
final class ApplicationChecks {

  private static final double MOST_CALLS_PER_REQUEST = 1e6;
  private static final double MOST_WEIGHT = 1e9;

  private final Findings findings;
  private final Declared declared;
  private final FenceCheck fences;
  private final DeadlineCheck deadlines;

  ApplicationChecks(Findings findings, Declared declared) {
    this.findings = findings;
    this.declared = declared;
    this.fences = new FenceCheck(declared);
    this.deadlines = new DeadlineCheck(declared);
  }

  private record Ends(CallId from, CallId to) {}

  void check(List<Application> apps) {
    Declared.requireDistinctIds(
        findings, "apps", "application", apps, Application::id, Code.APP_DUPLICATE);
    for (int i = 0; i < apps.size(); i++) {
      Application app = apps.get(i);
      Subject at = Subject.of(findings, "apps", i, "application", app.id());
      if (app.calls().isEmpty()) {
        at.fault(Code.APP_NO_CALLS, "calls", "calls", "none", "be at least one");
      }
      Declared.requireDistinctIds(
          findings, at.path() + ".calls", "call", app.calls(), Call::id, Code.CALL_DUPLICATE);
      for (int j = 0; j < app.calls().size(); j++) {
        Call call = app.calls().get(j);
        call(Subject.of(findings, at.path() + ".calls[" + j + "]", "call", call.id()), call);
      }
      edges(at, app);
      Cycle.in(app)
          .ifPresent(cycle -> at.fault(Code.APP_CYCLE, "edges", "cycle", cycle, "be broken"));
      app.entryBytes().ifPresent(bytes -> Quantities.payload(at, "entry_bytes", bytes));
      app.replyBytes().ifPresent(bytes -> Quantities.payload(at, "reply_bytes", bytes));
      app.deadline().ifPresent(deadline -> deadlines.check(at.at("deadline"), app, deadline));
      if (!(app.weight() >= 0 && app.weight() <= MOST_WEIGHT)) {
        at.fault(Code.APP_WEIGHT, "weight", "weight", app.weight(), "be in [0, 1e9]");
      }
    }
  }

  private void call(Subject at, Call call) {
    if (call.variants().isEmpty()) {
      at.fault(Code.CALL_NO_VARIANTS, "variants", "variants", "none", "be at least one");
    }
    Set<FunctionId> seen = new HashSet<>();
    for (int k = 0; k < call.variants().size(); k++) {
      Variant variant = call.variants().get(k);
      Subject one = at.at("variants", k);
      if (!declared.functions.containsKey(variant.function())) {
        one.unknown(
            Code.CALL_UNKNOWN_FUNCTION,
            "function",
            "function",
            variant.function(),
            declared.nearFunctions);
      }
      if (!seen.add(variant.function())) {
        one.fault(
            Code.VARIANT_DUPLICATE, "function", "variant", variant.function(), "be given once");
      }
      if (!Double.isFinite(variant.qualityPricePerRequest())) {
        one.fault(
            Code.QUALITY_NOT_FINITE,
            "quality_price_per_request",
            "quality price",
            variant.qualityPricePerRequest(),
            "be finite");
      }
    }
    if (!(call.callsPerRequest() > 0 && call.callsPerRequest() <= MOST_CALLS_PER_REQUEST)) {
      at.fault(
          Code.CALL_MULTIPLICITY,
          "calls_per_request",
          "calls per request",
          call.callsPerRequest(),
          "be in (0, 1000000]");
    }
    fences.check(at.at("fence"), call.fence());
  }

  private void edges(Subject owner, Application app) {
    Set<CallId> calls = new HashSet<>();
    app.calls().forEach(call -> calls.add(call.id()));
    Nearest near = new Nearest(calls);
    Set<Ends> seen = new HashSet<>();
    for (int j = 0; j < app.edges().size(); j++) {
      CallEdge edge = app.edges().get(j);
      Subject at = owner.at("edges", j);
      end(at, "from", edge.from(), calls, near);
      end(at, "to", edge.to(), calls, near);
      if (edge.from().equals(edge.to())) {
        at.fault(Code.EDGE_SELF, "to", "end of an edge", edge.to(), "differ from its start");
      } else if (!seen.add(new Ends(edge.from(), edge.to()))) {
        at.fault(
            Code.EDGE_DUPLICATE, "", "edge", edge.from() + " -> " + edge.to(), "be given once");
      }
      edge.bytesPerRequest().ifPresent(bytes -> Quantities.payload(at, "bytes_per_request", bytes));
    }
  }

  private static void end(Subject at, String field, CallId call, Set<CallId> calls, Nearest near) {
    if (!calls.contains(call)) {
      at.unknown(Code.EDGE_UNKNOWN_CALL, field, "call", call, near);
    }
  }
}
