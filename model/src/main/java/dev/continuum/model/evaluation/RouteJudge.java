package dev.continuum.model.evaluation;

import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.Fence;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Everything about a route that counts for each device on it. Not thread-safe. */
final class RouteJudge {

  private final Catalogue catalogue;
  private final RuleBook rules;
  private final RouteLatency latency;
  private final Judgement.Detail detail;

  /** What is judged of the group at hand; routes come group by group. */
  private final Set<Subject> judged = new HashSet<>();

  private Optional<GroupId> group = Optional.empty();

  RouteJudge(Catalogue catalogue, RuleBook rules, RouteLatency latency, Judgement.Detail detail) {
    this.detail = detail;
    this.catalogue = catalogue;
    this.rules = rules;
    this.latency = latency;
  }

  RouteEvaluation judge(
      PlacedRoute route, List<Transfer> transfers, DeviceUse device, RoutePrice price) {
    if (!group.equals(Optional.of(route.group().id()))) {
      group = Optional.of(route.group().id());
      judged.clear();
    }
    route.calls().forEach(placed -> judgePlace(route, placed));
    transfers.forEach(transfer -> judgeTransfer(route, transfer));
    judgeGather(route);
    long percentile = latency.percentileMicros(route, transfers);
    OptionalLong deadline =
        route.app().deadline().isPresent()
            ? OptionalLong.of(Rounding.micros(route.app().deadline().get().limit()))
            : OptionalLong.empty();
    boolean late = deadline.isPresent() && percentile > deadline.getAsLong();
    judgeDeadline(route, percentile, deadline);
    CriticalPath all = LongestChain.everything(route, transfers);
    return new RouteEvaluation(
        route.group().id(),
        route.devices(),
        route.key(),
        price.coefficientMicros(),
        all.transferMicros(),
        all.waitMicros(),
        all.serviceMicros(),
        percentile,
        estimate(route, transfers),
        deadline,
        late,
        LongestChain.of(route, transfers),
        device.watts(),
        lifetime(route, device));
  }

  private OptionalLong estimate(PlacedRoute route, List<Transfer> transfers) {
    return switch (detail) {
      case ALL -> latency.estimateMicros(route, transfers);
      case NO_ESTIMATES -> OptionalLong.empty();
    };
  }

  private void judgePlace(PlacedRoute route, PlacedCall placed) {
    CallPlacement where =
        new CallPlacement(placed.call().id(), placed.function().id(), placed.place());
    Subject subject = new Subject.OfCall(route.group().id(), where);
    if (judged.add(subject)) {
      rules.holds(
          RuleKind.FENCE,
          subject,
          allows(placed, placed.call().fence()) && allows(placed, placed.function().fence()));
      rules.holds(RuleKind.SERVABLE, subject, placed.profile().isPresent());
    }
  }

  private boolean allows(PlacedCall placed, Fence fence) {
    return switch (placed.place()) {
      case Place.Local() -> fence.allowsDevice();
      case Place.OnNode(var id) -> {
        Node node = catalogue.node(id);
        yield placed.call().pin() == Call.Pin.NONE && fence.allows(node);
      }
    };
  }

  private void judgeTransfer(PlacedRoute route, Transfer transfer) {
    Subject subject = new Subject.OfTransfer(route.group().id(), transfer.from(), transfer.to());
    if (judged.add(subject)) {
      rules.holds(RuleKind.REACHABLE, subject, transfer.connection().isPresent());
    }
  }

  private void judgeGather(PlacedRoute route) {
    for (Rule rule : catalogue.problem().rules()) {
      if (rule instanceof Rule.Gather gather) {
        Set<Place> places = new TreeSet<>();
        for (PlacedCall placed : route.calls()) {
          if (gather.functions().contains(placed.function().id())) {
            places.add(placed.place());
          }
        }
        if (!places.isEmpty()) {
          Subject subject = new Subject.OfRuleOnRoute(rule, route.subject());
          rules.yesNo(RuleKind.GATHER, subject, places.size(), 1, RuleCheck.Unit.PLACES);
        }
      }
    }
  }

  private void judgeDeadline(PlacedRoute route, long percentile, OptionalLong deadline) {
    boolean hard =
        route.app().deadline().map(Deadline::hardness).stream()
            .anyMatch(hardness -> hardness == Deadline.Hardness.HARD);
    if (hard) {
      rules.limit(
          RuleKind.DEADLINE,
          route.subject(),
          percentile,
          deadline.orElse(Rounding.LARGEST),
          RuleCheck.Unit.MICROSECONDS);
    }
  }

  private static OptionalDouble lifetime(PlacedRoute route, DeviceUse device) {
    return route.group().battery().isPresent() && route.device().isPresent()
        ? OptionalDouble.of(lifetime(route.group().battery().get(), device.watts()))
        : OptionalDouble.empty();
  }

  static double lifetime(BatteryState battery, double watts) {
    return watts > 0 ? battery.levelJoules() / watts : Double.POSITIVE_INFINITY;
  }
}
