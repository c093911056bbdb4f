package dev.continuum.model.evaluation;

import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything about a route that counts for each device on it. Not thread-safe. */
final class RouteJudge {

  private final Catalogue catalogue;
  private final RuleBook rules;
  private final RouteLatency latency;
  private final Judgement.Detail detail;

  /** What is judged of the group at hand, from its second route on; routes come group by group. */
  private final Set<Subject> judged = new HashSet<>();

  /** The group's first route. */
  private @Nullable PlacedRoute first;

  RouteJudge(Catalogue catalogue, RuleBook rules, RouteLatency latency, Judgement.Detail detail) {
    this.detail = detail;
    this.catalogue = catalogue;
    this.rules = rules;
    this.latency = latency;
  }

  RouteEvaluation judge(
      PlacedRoute route, List<Transfer> transfers, DeviceUse device, RoutePrice price) {
    PlacedRoute before = first;
    if (before == null || !before.group().id().equals(route.group().id())) {
      first = route;
      judged.clear();
    } else if (judged.isEmpty()) {
      subjects(before).forEach(judged::add);
    }
    judgePlaces(route, transfers);
    judgeGather(route);
    long percentile = latency.percentileMicros(route, transfers);
    OptionalLong deadline =
        route.app().deadline().isPresent()
            ? OptionalLong.of(Rounding.micros(route.app().deadline().get().limit()))
            : OptionalLong.empty();
    boolean late = deadline.isPresent() && percentile > deadline.getAsLong();
    judgeDeadline(route, percentile, deadline);
    return new RouteEvaluation(
        route.group().id(),
        route.devices(),
        route.key(),
        price.coefficientMicros(),
        LongestChain.transferMicros(transfers),
        route.shape().waitMicros(),
        route.shape().serviceMicros(),
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

  /** Places and ways that an earlier route of the group has too are judged already. */
  private void judgePlaces(PlacedRoute route, List<Transfer> transfers) {
    for (int call = 0; call < route.calls().size(); call++) {
      Subject subject = place(route, call);
      if (isNew(route, subject)) {
        PlacedCall placed = route.calls().get(call);
        rules.holds(RuleKind.FENCE, subject, placed.allowed());
        rules.holds(RuleKind.SERVABLE, subject, placed.profile().isPresent());
      }
    }
    for (Transfer transfer : transfers) {
      Subject subject = way(route, transfer.crossing());
      if (!transfer.crossing().again() && isNew(route, subject)) {
        rules.holds(RuleKind.REACHABLE, subject, transfer.connection().isPresent());
      }
    }
  }

  private boolean isNew(PlacedRoute route, Subject subject) {
    return route.equals(first) || judged.add(subject);
  }

  private static List<Subject> subjects(PlacedRoute route) {
    List<Subject> subjects = new ArrayList<>();
    for (int call = 0; call < route.calls().size(); call++) {
      subjects.add(place(route, call));
    }
    route.shape().crossings().forEach(crossing -> subjects.add(way(route, crossing)));
    return subjects;
  }

  private static Subject place(PlacedRoute route, int call) {
    return new Subject.OfCall(route.group().id(), route.key().get(call));
  }

  private static Subject way(PlacedRoute route, Crossing crossing) {
    return new Subject.OfTransfer(route.group().id(), crossing.from(), crossing.to());
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
