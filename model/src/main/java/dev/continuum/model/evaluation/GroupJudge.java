package dev.continuum.model.evaluation;

import dev.continuum.model.id.AppId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Place;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Splitting;
import dev.continuum.model.workload.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rule 1 on the devices of one group, the levels above cost, and the constant. Not thread-safe. */
final class GroupJudge {

  private final Catalogue catalogue;
  private final RuleBook rules;
  private final Meter meter;
  private final Amount unservedMicros = new Amount();
  private final Amount lateMicros = new Amount();
  private final Amount constantMicros = new Amount();
  private final Map<Kind, List<PlacedCall>> pinned = new HashMap<>();

  GroupJudge(Catalogue catalogue, RuleBook rules, Meter meter) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.meter = meter;
  }

  /** What the pinned calls of a group depend on. */
  private record Kind(AppId app, Optional<DeviceClassId> device) {}

  /** Judges a group by its routes. */
  GroupEvaluation judge(ClientGroup group, List<RouteEvaluation> routes) {
    Application app = catalogue.app(group);
    Amount count = new Amount();
    Amount late = new Amount();
    double idle = catalogue.deviceClass(group).map(d -> d.power().idleWatts()).orElse(0.0);
    double watts = idle;
    for (RouteEvaluation route : routes) {
      count.add(route.devices(), 1);
      if (route.late()) {
        late.add(route.devices(), 1);
      }
      watts = Math.max(watts, route.deviceWatts());
    }
    double served = count.value();
    double left = group.devices() - served;
    double unserved = left > group.devices() * Amount.TOLERANCE ? left : 0;
    judgeCounts(group, routes, served);
    if (app.admission() == Admission.ALL) {
      rules.yesNo(RuleKind.ADMISSION, subject(group.id()), unserved, 0, RuleCheck.Unit.DEVICES);
    }
    long priority = Rounding.priorityMicros(app.weight(), group.rate());
    unservedMicros.add(unserved, priority);
    lateMicros.add(late.value(), priority);
    constantMicros.add(group.devices(), constantEach(group, app));
    meter.addGroup(group.devices(), pinnedPrice(group, app, Meter.MONEY_ONLY), unserved, idle);
    double worst = watts;
    return new GroupEvaluation(
        group.id(),
        served,
        unserved,
        late.value(),
        watts,
        catalogue.deviceClass(group).isEmpty()
            ? Optional.empty()
            : group
                .battery()
                .map(
                    battery ->
                        new GroupEvaluation.Battery(
                            worst,
                            RouteJudge.lifetime(battery, worst),
                            Connection.seconds(battery.requiredLifetime()))));
  }

  private void judgeCounts(ClientGroup group, List<RouteEvaluation> routes, double served) {
    rules.share(
        RuleKind.COUNT, subject(group.id()), served, group.devices(), RuleCheck.Unit.DEVICES);
    int split = 0;
    for (RouteEvaluation route : routes) {
      split += Amount.isWhole(route.devices()) ? 0 : 1;
    }
    if (group.splitting() == Splitting.WHOLE && split > 0) {
      rules.yesNo(RuleKind.COUNT, subject(group.id()), split, 0, RuleCheck.Unit.FAULTS);
    }
  }

  private static Subject subject(GroupId group) {
    return new Subject.OfGroup(group);
  }

  /** Pinned calls without a choice, and idle power, of one device. */
  private long constantEach(ClientGroup group, Application app) {
    return pinnedPrice(group, app, catalogue.problem().weights()).coefficientMicros();
  }

  private RoutePrice pinnedPrice(ClientGroup group, Application app, ObjectiveWeights weights) {
    Optional<DeviceClass> device = catalogue.deviceClass(group);
    return RoutePrice.ofPinned(
        group.rate(),
        pinned.computeIfAbsent(
            new Kind(group.app(), group.deviceClass()), key -> pinned(app, device)),
        device.isPresent() ? device.get().power().idleWatts() : 0,
        weights);
  }

  /** The calls that every device of a kind serves itself, by the one variant there is. */
  private List<PlacedCall> pinned(Application app, Optional<DeviceClass> device) {
    Optional<PlacedCall.Host> host = device.map(kind -> PlacedCall.Host.of(catalogue, kind));
    List<PlacedCall> local = new ArrayList<>();
    for (Call call : catalogue.graph(app).calls()) {
      if (PlacedCall.isConstant(call)) {
        Variant variant = call.variants().getFirst();
        Function function = catalogue.function(variant.function());
        local.add(
            new PlacedCall(
                call,
                function,
                variant.qualityPricePerRequest(),
                Place.local(),
                host,
                host.flatMap(at -> function.profileOn(at.nodeClass())),
                true));
      }
    }
    return local;
  }

  long unservedMicros() {
    return unservedMicros.nearest();
  }

  long lateMicros() {
    return lateMicros.nearest();
  }

  long constantMicros() {
    return constantMicros.nearest();
  }
}
