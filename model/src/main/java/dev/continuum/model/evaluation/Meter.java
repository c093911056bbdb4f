package dev.continuum.model.evaluation;

import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Node;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads money and power, whatever they weigh in the objective. Not thread-safe. */
final class Meter {

  /** Only money counts. */
  static final ObjectiveWeights MONEY_ONLY = new ObjectiveWeights(0, 0, 0, 1);

  private final Catalogue catalogue;
  private final Map<CostTerm, Double> money = new EnumMap<>(CostTerm.class);
  private double nodeWatts;
  private double deviceWatts;

  Meter(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  void addRoute(PlacedRoute route, List<Transfer> transfers, DeviceUse use) {
    addPrice(
        route.devices(), RoutePrice.of(route, transfers, use.withoutKept(), MONEY_ONLY, catalogue));
    add(CostTerm.KEPT, route.devices() * use.keptMoney());
    deviceWatts += route.devices() * use.watts();
  }

  /** Pinned calls of all devices of a group, and the idle power of those left out. */
  void addGroup(double devices, RoutePrice pinned, double unserved, double idleWatts) {
    addPrice(devices, pinned);
    deviceWatts += unserved * idleWatts;
  }

  void addKept(double warm, long microsEach) {
    add(CostTerm.KEPT, warm * microsEach / Rounding.MICRO);
  }

  void addNode(Node node, NodeEvaluation use) {
    nodeWatts += use.watts();
    add(CostTerm.ACTIVE, use.active() ? node.prices().activePerHour() : 0);
  }

  private void addPrice(double devices, RoutePrice price) {
    for (CostTerm term : List.of(CostTerm.REQUESTS, CostTerm.RUN, CostTerm.SENT)) {
      add(term, devices * price.nanos(term) / Rounding.NANO);
    }
  }

  private void add(CostTerm term, double amount) {
    money.merge(term, amount, Double::sum);
  }

  MoneyEvaluation money() {
    return new MoneyEvaluation(
        money.getOrDefault(CostTerm.REQUESTS, 0.0),
        money.getOrDefault(CostTerm.RUN, 0.0),
        money.getOrDefault(CostTerm.KEPT, 0.0),
        money.getOrDefault(CostTerm.SENT, 0.0),
        money.getOrDefault(CostTerm.ACTIVE, 0.0));
  }

  EnergyEvaluation energy() {
    return new EnergyEvaluation(nodeWatts, deviceWatts);
  }
}
