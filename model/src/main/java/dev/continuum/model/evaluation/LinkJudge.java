package dev.continuum.model.evaluation;

import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rounding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rule 4 on the links between points. Not thread-safe. */
final class LinkJudge {

  private final DeclaredNetwork network;
  private final Map<Connection.Hop, Amount> traffic = new HashMap<>();
  private final IdentityHashMap<List<Connection.Hop>, List<Amount>> ways = new IdentityHashMap<>();

  LinkJudge(DeclaredNetwork network) {
    this.network = network;
  }

  /** Adds the traffic of all devices on a route. */
  void add(PlacedRoute route, List<Transfer> transfers) {
    for (Transfer transfer : transfers) {
      long each = Rounding.millibitsPerSecond(route.group().rate(), transfer.bytes());
      if (transfer.connection().isPresent() && each != 0) {
        for (Amount amount : along(transfer.connection().get().hops())) {
          amount.add(route.devices(), each);
        }
      }
    }
  }

  /** The sums of a way's links; the network gives one list for all who ask for a way. */
  private List<Amount> along(List<Connection.Hop> hops) {
    if (hops.isEmpty()) {
      return List.of();
    }
    List<Amount> known = ways.get(hops);
    if (known == null) {
      known = new ArrayList<>(hops.size());
      for (Connection.Hop hop : hops) {
        known.add(traffic.computeIfAbsent(hop, key -> new Amount()));
      }
      ways.put(hops, known);
    }
    return known;
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
