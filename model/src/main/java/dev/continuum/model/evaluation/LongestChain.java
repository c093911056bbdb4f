package dev.continuum.model.evaluation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.workload.CallEdge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the time of a route goes: in all its parts together, and on its longest chain. */
final class LongestChain {

  private static final CriticalPath NOTHING = new CriticalPath(List.of(), 0, 0, 0);

  private LongestChain() {}

  /** All calls and transfers, as if one followed the other. */
  static CriticalPath everything(PlacedRoute route, List<Transfer> transfers) {
    CriticalPath sum = NOTHING;
    for (PlacedCall placed : route.calls()) {
      sum = serve(sum, route, placed);
    }
    for (Transfer transfer : transfers) {
      sum = cross(sum, Optional.of(transfer));
    }
    return sum;
  }

  /** The longest chain from the client to the client; of equal ones the first by id. */
  static CriticalPath of(PlacedRoute route, List<Transfer> transfers) {
    Map<CallId, CriticalPath> until = new TreeMap<>();
    CriticalPath longest = NOTHING;
    for (CallId call : TopologicalOrder.of(route.app())) {
      CriticalPath arrival =
          cross(NOTHING, between(transfers, Optional.empty(), Optional.of(call)));
      List<CallEdge> into =
          route.app().edges().stream()
              .filter(edge -> edge.to().equals(call))
              .sorted(Comparator.comparing(CallEdge::from))
              .toList();
      for (CallEdge edge : into) {
        CriticalPath before = until.getOrDefault(edge.from(), NOTHING);
        arrival =
            longer(
                arrival,
                cross(before, between(transfers, Optional.of(edge.from()), Optional.of(call))));
      }
      CriticalPath served = serve(arrival, route, route.call(call));
      until.put(call, served);
      longest =
          longer(longest, cross(served, between(transfers, Optional.of(call), Optional.empty())));
    }
    return longest;
  }

  private static Optional<Transfer> between(
      List<Transfer> transfers, Optional<CallId> producer, Optional<CallId> consumer) {
    return transfers.stream()
        .filter(t -> t.producer().equals(producer) && t.consumer().equals(consumer))
        .findFirst();
  }

  private static CriticalPath longer(CriticalPath one, CriticalPath other) {
    return other.totalMicros() > one.totalMicros() || one.calls().isEmpty() ? other : one;
  }

  private static CriticalPath cross(CriticalPath path, Optional<Transfer> transfer) {
    return new CriticalPath(
        path.calls(),
        Amount.sum(path.transferMicros(), transfer.map(Transfer::micros).orElse(0L)),
        path.waitMicros(),
        path.serviceMicros());
  }

  private static CriticalPath serve(CriticalPath path, PlacedRoute route, PlacedCall placed) {
    List<CallId> calls = new ArrayList<>(path.calls());
    calls.add(placed.call().id());
    long service = placed.profile().map(profile -> Rounding.micros(profile.mean())).orElse(0L);
    long wait = RouteLatency.waitMicros(placed, RouteLatency.percentile(route.app()));
    return new CriticalPath(
        calls,
        path.transferMicros(),
        Amount.sum(path.waitMicros(), wait),
        Amount.sum(path.serviceMicros(), service));
  }
}
