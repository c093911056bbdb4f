package dev.continuum.model.evaluation;

import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rounding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rule 4 on the links between points. Not thread-safe. */
final class LinkJudge {

  private final DeclaredNetwork network;
  private final Map<Connection.Hop, Amount> traffic = new HashMap<>();

  LinkJudge(DeclaredNetwork network) {
    this.network = network;
  }

  /** Adds the traffic of all devices on a route. */
  void add(PlacedRoute route, List<Transfer> transfers) {
    for (Transfer transfer : transfers) {
      long each = Rounding.millibitsPerSecond(route.group().rate(), transfer.bytes());
      if (transfer.connection().isPresent() && each != 0) {
        for (Connection.Hop hop : transfer.connection().get().hops()) {
          traffic.computeIfAbsent(hop, key -> new Amount()).add(route.devices(), each);
        }
      }
    }
  }

  List<LinkEvaluation> judge(RuleBook rules) {
    List<LinkEvaluation> links = new ArrayList<>();
    SortedMap<Connection.Hop, Amount> sorted =
        new TreeMap<>(Comparator.comparing(Connection.Hop::from).thenComparing(Connection.Hop::to));
    sorted.putAll(traffic);
    sorted.forEach(
        (hop, amount) -> {
          Bandwidth capacity = network.capacity(hop);
          double limit = Double.POSITIVE_INFINITY;
          if (!capacity.isUnlimited()) {
            long usable =
                Rounding.usableMillibitsPerSecond(capacity, network.link(hop).utilisationCap());
            limit = usable / 1e3;
            rules.limit(
                RuleKind.LINK,
                new Subject.OfLink(hop.from(), hop.to()),
                amount,
                usable,
                RuleCheck.Unit.MILLIBITS_PER_SECOND);
          }
          links.add(new LinkEvaluation(hop.from(), hop.to(), new Use(amount.value() / 1e3, limit)));
        });
    return links;
  }
}
