package dev.continuum.service.state;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.service.proto.ContinuumProto.ObservedLimit;
import dev.continuum.service.proto.RecordProto.ShortMinute;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * What lost calls say of nodes. A node that throttled in a minute can take what it served in that
 * minute: its R_n is that, until half an hour after it was seen last. A node most of whose calls
 * were late or found it out of reach takes nothing new for five minutes; what runs there stays, for
 * it may be the observer who is cut off. Calls that were turned away say nothing: they may precede
 * the deployment.
 */
public final class ObservedLimits {

  /** How long a minute of throttling limits a node, ms. */
  static final long KEPT_MS = 30 * ServiceMinutes.MINUTE_MS;

  /** Minutes so long before the latest of throttling count together with it, ms. */
  private static final long TOGETHER_MS = 10 * ServiceMinutes.MINUTE_MS;

  private static final long CORDON_MS = 5 * ServiceMinutes.MINUTE_MS;

  /** Fewer lost calls of a minute may be chance. */
  private static final long LEAST_LOST = 10;

  private static final double THROTTLED_SHARE = 0.05;
  private static final double LOST_SHARE = 0.5;

  private ObservedLimits() {}

  /** Whether a minute says anything. */
  static boolean isShort(ShortMinute minute) {
    return throttles(minute) || loses(minute);
  }

  private static boolean throttles(ShortMinute minute) {
    return minute.getThrottled() >= LEAST_LOST
        && minute.getThrottled() >= THROTTLED_SHARE * attempts(minute);
  }

  private static boolean loses(ShortMinute minute) {
    return minute.getLost() >= LEAST_LOST && minute.getLost() >= LOST_SHARE * attempts(minute);
  }

  private static long attempts(ShortMinute minute) {
    return minute.getServed() + minute.getThrottled() + minute.getLost();
  }

  /** What holds now, by node. A minute counts when it has passed. */
  static List<ObservedLimit> now(Map<String, NavigableMap<Long, ShortMinute>> shorts, long nowMs) {
    List<ObservedLimit> limits = new ArrayList<>();
    shorts.forEach(
        (node, minutes) -> {
          List<ShortMinute> passed =
              List.copyOf(minutes.headMap(nowMs - ServiceMinutes.MINUTE_MS, true).values());
          of(node, passed, nowMs).ifPresent(limits::add);
        });
    return limits;
  }

  private static Optional<ObservedLimit> of(String node, List<ShortMinute> passed, long nowMs) {
    ObservedLimit.Builder limit = ObservedLimit.newBuilder().setNode(node);
    List<String> reasons = new ArrayList<>();
    List<ShortMinute> throttled = passed.stream().filter(ObservedLimits::throttles).toList();
    if (!throttled.isEmpty() && nowMs < end(throttled.getLast(), KEPT_MS)) {
      ShortMinute last = throttled.getLast();
      long served =
          throttled.stream()
              .filter(each -> each.getStartMs() >= last.getStartMs() - TOGETHER_MS)
              .mapToLong(ShortMinute::getServed)
              .max()
              .orElse(0);
      limit.setRatePerS(served * 1000.0 / ServiceMinutes.MINUTE_MS);
      limit.setUntilMs(end(last, KEPT_MS));
      reasons.add(reason(last, last.getThrottled(), "throttled"));
    }
    List<ShortMinute> lost = passed.stream().filter(ObservedLimits::loses).toList();
    if (!lost.isEmpty() && nowMs < end(lost.getLast(), CORDON_MS)) {
      ShortMinute last = lost.getLast();
      limit.setCordoned(true);
      limit.setUntilMs(Math.max(limit.getUntilMs(), end(last, CORDON_MS)));
      reasons.add(reason(last, last.getLost(), "late or out of reach"));
    }
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(limit.setReason(String.join("; ", reasons)).build());
  }

  private static long end(ShortMinute minute, long holdsMs) {
    return minute.getStartMs() + ServiceMinutes.MINUTE_MS + holdsMs;
  }

  private static String reason(ShortMinute minute, long lost, String how) {
    return lost
        + " of "
        + attempts(minute)
        + " calls "
        + how
        + " in the minute of "
        + Instant.ofEpochMilli(minute.getStartMs()).truncatedTo(ChronoUnit.MINUTES);
  }

  /** A problem under limits: they only ever tighten what is declared. */
  static PlacementProblem under(PlacementProblem declared, List<ObservedLimit> limits) {
    if (limits.isEmpty()) {
      return declared;
    }
    Map<String, ObservedLimit> byNode = new HashMap<>();
    limits.forEach(each -> byNode.put(each.getNode(), each));
    return declared.toBuilder()
        .eachNode(
            node ->
                Optional.ofNullable(byNode.get(node.id().value()))
                    .map(limit -> under(node, limit))
                    .orElse(node))
        .build();
  }

  private static Node under(Node node, ObservedLimit limit) {
    Node now = node;
    if (limit.hasRatePerS() && limit.getRatePerS() < node.capacity().rate().perSecond()) {
      now =
          now.withCapacity(
              now.capacity()
                  .withRates(Rate.perSecond(limit.getRatePerS()), now.capacity().instanceRate()));
    }
    return limit.getCordoned() && now.status() == NodeStatus.UP
        ? now.withStatus(NodeStatus.CORDONED)
        : now;
  }

  /** Whether limits are so much others that a plan may be another, by a share of the rates. */
  public static boolean differ(List<ObservedLimit> one, List<ObservedLimit> other, double share) {
    if (one.size() != other.size()) {
      return true;
    }
    for (int i = 0; i < one.size(); i++) {
      ObservedLimit a = one.get(i);
      ObservedLimit b = other.get(i);
      if (!a.getNode().equals(b.getNode())
          || a.getCordoned() != b.getCordoned()
          || a.hasRatePerS() != b.hasRatePerS()
          || Math.abs(a.getRatePerS() - b.getRatePerS()) > share * b.getRatePerS()) {
        return true;
      }
    }
    return false;
  }
}
