package dev.continuum.model.validation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether every call has a place: in principle, and for each group by its device and its point of
 * the network. Groups alike in application, point and class of device are looked at once, so the
 * work grows with groups plus nodes, not with their product.
 *
 * <p>A node that is down is no fault of the input: its devices stay unserved until it is up. Only
 * where all must be admitted is that a contradiction.
 */
final class ServingChecks {

  private final Findings findings;
  private final Declared declared;
  private final PlacementProblem problem;
  private final Reach reach;
  private final LeastDeadline leastDeadline;
  private final Map<AppId, List<ServedCall>> served = new HashMap<>();
  private final Map<Alike, Verdict> verdicts = new HashMap<>();

  ServingChecks(Findings findings, Declared declared, PlacementProblem problem) {
    this.findings = findings;
    this.declared = declared;
    this.problem = problem;
    this.reach = new Reach(problem.topology(), declared);
    this.leastDeadline = new LeastDeadline(new LeastLatency(problem.topology(), declared, reach));
    Candidates.Finder finder = new Candidates.Finder(problem.topology().nodes(), declared, reach);
    problem
        .apps()
        .forEach(app -> served.putIfAbsent(app.id(), ServedCall.of(app, declared, finder)));
  }

  private record Alike(AppId app, PointId point, Optional<DeviceClassId> device) {}

  /** What all alike groups have in common. */
  private record Verdict(List<Fault> faults, LeastDeadline.Bound bound) {}

  private record Fault(Code code, String field, String noun, Object value, String rule) {}

  void check() {
    for (int i = 0; i < problem.apps().size(); i++) {
      List<ServedCall> calls = served.getOrDefault(problem.apps().get(i).id(), List.of());
      for (int j = 0; j < calls.size(); j++) {
        inPrinciple("apps[" + i + "].calls[" + j + "]", calls.get(j));
      }
    }
    for (int i = 0; i < problem.groups().size(); i++) {
      ClientGroup group = problem.groups().get(i);
      Application app = declared.apps.get(group.app());
      boolean isKnown =
          declared.points.containsKey(group.point())
              && group.deviceClass().map(declared.deviceClasses::containsKey).orElse(true);
      if (app != null && isKnown) {
        group(Subject.of(findings, "groups", i, "group", group.id()), group, app);
      }
    }
  }

  private void inPrinciple(String path, ServedCall call) {
    Subject at = Subject.of(findings, path, "call", call.call().id());
    if (!call.isComplete()) {
      return;
    }
    if (call.isPinned()) {
      if (!call.mayBeLocal()) {
        at.fault(Code.PIN_FENCED, "pin", "pin", "LOCAL", "lie inside its fences");
      }
      return;
    }
    boolean somewhere =
        call.servable() > 0
            || problem.topology().deviceClasses().stream().anyMatch(call::isServedBy);
    if (somewhere) {
      return;
    }
    boolean isLetIn =
        call.fenced() > 0 || (call.mayBeLocal() && !problem.topology().deviceClasses().isEmpty());
    if (isLetIn) {
      at.fault(
          Code.CALL_CANNOT_RUN,
          "variants",
          "service time",
          "none",
          "be given for a node or device that the fences let in");
    } else {
      at.fault(
          Code.CALL_FENCED, "fence", "fences", "with those of its functions", "let in some place");
    }
  }

  private void group(Subject at, ClientGroup group, Application app) {
    Verdict verdict =
        verdicts.computeIfAbsent(
            new Alike(group.app(), group.point(), group.deviceClass()),
            alike -> verdict(group, app));
    for (Fault fault : verdict.faults) {
      at.fault(fault.code, fault.field, fault.noun, fault.value, fault.rule);
    }
    verdict.bound.check(at, app, group.access());
  }

  private Verdict verdict(ClientGroup group, Application app) {
    Optional<DeviceClass> device =
        group.deviceClass().flatMap(id -> Optional.ofNullable(declared.deviceClasses.get(id)));
    List<ServedCall> calls = served.getOrDefault(app.id(), List.of());
    List<Fault> faults = new ArrayList<>();
    for (ServedCall call : calls) {
      if (call.isComplete()) {
        fault(group, app, device, call).ifPresent(faults::add);
      }
    }
    return new Verdict(faults, leastDeadline.of(app, calls, group.point(), device));
  }

  private Optional<Fault> fault(
      ClientGroup group, Application app, Optional<DeviceClass> device, ServedCall call) {
    String name = "call (" + Subject.shown(call.call().id()) + ")";
    if (call.isPinned()) {
      return pinned(device, call, name);
    }
    if (device.filter(call::isServedBy).isPresent()) {
      return Optional.empty();
    }
    if (call.servable() == 0) {
      return problem.topology().deviceClasses().stream().anyMatch(call::isServedBy)
          ? Optional.of(
              new Fault(
                  Code.GROUP_NO_PLACE,
                  "device_class",
                  "device class",
                  device.map(kind -> kind.id().value()).orElse("none"),
                  "serve " + name + ", which no node may serve"))
          : Optional.empty();
    }
    if (call.candidates().stream().allMatch(candidates -> candidates.up().isEmpty())) {
      return app.admission() == Admission.ALL
          ? Optional.of(
              new Fault(
                  Code.ADMISSION_DOWN,
                  "app",
                  "application",
                  app.id(),
                  "not admit all while every node that may serve " + name + " is down"))
          : Optional.empty();
    }
    return reached(group.point(), call)
        ? Optional.empty()
        : Optional.of(unreachable(group.point(), call, name));
  }

  private static Optional<Fault> pinned(
      Optional<DeviceClass> device, ServedCall call, String name) {
    if (device.isEmpty()) {
      return Optional.of(
          new Fault(
              Code.PIN_NO_DEVICE_CLASS,
              "device_class",
              "device class",
              "none",
              "be given, since " + name + " is pinned to the device"));
    }
    return call.mayBeLocal() && call.serviceTimeKnown() && !call.fitsOn(device.get())
        ? Optional.of(
            new Fault(
                Code.PIN_CANNOT_RUN,
                "device_class",
                "device class",
                device.get().id(),
                "be able to run " + name + ", which is pinned to it"))
        : Optional.empty();
  }

  private boolean reached(PointId point, ServedCall call) {
    return call.candidates().stream()
        .anyMatch(
            candidates ->
                reach.reachesOne(point, candidates, call.takesEntry(), call.givesReply()));
  }

  private Fault unreachable(PointId point, ServedCall call, String name) {
    boolean lacksPosition =
        reach.hasRule()
            && (!reach.isPositioned(point)
                || call.candidates().stream().noneMatch(Candidates::anyPositioned));
    return lacksPosition
        ? new Fault(
            Code.DISTANCE_RULE_NO_POSITION,
            "point",
            "point",
            point,
            "have a position, as must a node that may serve " + name)
        : new Fault(
            Code.GROUP_UNREACHABLE,
            "point",
            "point",
            point,
            "reach a node that may serve " + name + ", and be reached from it");
  }
}
