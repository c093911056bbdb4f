package dev.continuum.model.evaluation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.quantity.Rounding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sums of a placement: load Λ and CPU by function and node, devices x by group, call and node, warm
 * instances w, artifacts y. Read-only once made.
 */
final class PlacedLoads {

  private static final Amount NOTHING = new Amount();

  private final SortedMap<NodeId, SortedSet<FunctionId>> used = new TreeMap<>();
  private final Map<Acquisition, Amount> load = new HashMap<>();
  private final Map<NodeId, Amount> cpu = new HashMap<>();
  private final List<PlacedRoute> routes;
  private final SortedMap<Acquisition, Long> warm;
  private final SortedSet<Acquisition> acquired;

  /** A group's call at a node, whatever the variant. */
  record Marginal(GroupId group, CallId call, NodeId node) {

    static final Comparator<Marginal> ORDER =
        Comparator.comparing(Marginal::group)
            .thenComparing(Marginal::call)
            .thenComparing(Marginal::node);
  }

  PlacedLoads(Catalogue catalogue, Placement placement, List<PlacedRoute> routes) {
    this.routes = routes;
    warm = warm(placement);
    acquired = placement.acquired();
    warm.keySet().forEach(pair -> use(catalogue, pair));
    acquired.forEach(pair -> use(catalogue, pair));
    Map<RouteShape, List<Sums>> sums = new HashMap<>();
    for (PlacedRoute route : routes) {
      for (Sums each : sums.computeIfAbsent(route.shape(), shape -> sums(catalogue, shape))) {
        each.add(route);
      }
    }
  }

  /** Where the calls of a shape add up that are served on nodes. */
  private List<Sums> sums(Catalogue catalogue, RouteShape shape) {
    List<Sums> sums = new ArrayList<>();
    for (PlacedCall placed : shape.calls()) {
      if (placed.place() instanceof Place.OnNode(var node)) {
        Acquisition pair = new Acquisition(placed.function().id(), node);
        use(catalogue, pair);
        sums.add(
            new Sums(
                placed,
                load.computeIfAbsent(pair, key -> new Amount()),
                placed.profile().map(profile -> cpu.computeIfAbsent(node, key -> new Amount()))));
      }
    }
    return sums;
  }

  /** Where one call adds up: its function's load on the node and, if it runs there, CPU. */
  private record Sums(PlacedCall placed, Amount load, Optional<Amount> cpu) {

    void add(PlacedRoute route) {
      Rate rate = route.group().rate();
      double perRequest = placed.call().callsPerRequest();
      load.add(route.devices(), Rounding.loadNanos(rate, perRequest));
      if (cpu.isPresent() && placed.profile().isPresent()) {
        Duration mean = placed.profile().get().mean();
        cpu.get()
            .add(
                route.devices(),
                Rounding.nanocores(rate, perRequest, mean, placed.function().cpuWhileBusy()));
      }
    }
  }

  /** Warm instances by pair, equal pairs added up, nothing for none. */
  static SortedMap<Acquisition, Long> warm(Placement placement) {
    SortedMap<Acquisition, Long> warm = new TreeMap<>();
    for (WarmInstances entry : placement.warm()) {
      if (entry.instances() < 0) {
        throw new IllegalArgumentException(
            "The instances ("
                + entry.instances()
                + ") of function ("
                + entry.function()
                + ") on node ("
                + entry.node()
                + ") must not be negative.");
      }
      if (entry.instances() > 0) {
        warm.merge(new Acquisition(entry.function(), entry.node()), entry.instances(), Amount::sum);
      }
    }
    return warm;
  }

  private void use(Catalogue catalogue, Acquisition pair) {
    used.computeIfAbsent(catalogue.node(pair.node()).id(), key -> new TreeSet<>())
        .add(catalogue.function(pair.function()).id());
  }

  /** Nodes with an artifact, an instance or a load, and the functions they have them of. */
  SortedMap<NodeId, SortedSet<FunctionId>> used() {
    return used;
  }

  /** Λ[f,n], nano-requests/s. */
  Amount load(Acquisition pair) {
    return load.getOrDefault(pair, NOTHING);
  }

  boolean isLoaded(Acquisition pair) {
    return load.containsKey(pair);
  }

  /** CPU in use on a node, nanocores. */
  Amount cpu(NodeId node) {
    return cpu.getOrDefault(node, NOTHING);
  }

  /** x[g,v,n] where it is not 0; made anew each time. */
  SortedMap<Marginal, Amount> marginals() {
    SortedMap<Marginal, Amount> marginals = new TreeMap<>(Marginal.ORDER);
    for (PlacedRoute route : routes) {
      for (PlacedCall placed : route.calls()) {
        if (placed.place() instanceof Place.OnNode(var node)) {
          marginals
              .computeIfAbsent(
                  new Marginal(route.group().id(), placed.call().id(), node), key -> new Amount())
              .add(route.devices(), 1);
        }
      }
    }
    return marginals;
  }

  /** w[f,n]. */
  long warm(Acquisition pair) {
    return warm.getOrDefault(pair, 0L);
  }

  /** w where it is not 0. */
  SortedMap<Acquisition, Long> warm() {
    return warm;
  }

  /** The pairs with y = 1. */
  SortedSet<Acquisition> acquired() {
    return acquired;
  }

  /** o_n. */
  boolean active(NodeId node) {
    return used.getOrDefault(node, new TreeSet<>()).stream()
        .anyMatch(function -> acquired.contains(new Acquisition(function, node)));
  }

  /** a[f,n] = Λ·S. */
  double erlang(Acquisition pair, double serviceSeconds) {
    return load(pair).value() / Rounding.NANO * serviceSeconds;
  }
}
