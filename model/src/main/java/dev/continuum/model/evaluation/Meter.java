package dev.continuum.model.evaluation;

import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Node;

/** Reads money and power, whatever they weigh in the objective. Not thread-safe. */
@SuppressWarnings("EnumOrdinal") // An index into sums of one judgement, never stored.
final class Meter {

  /** Only money counts. */
  static final ObjectiveWeights MONEY_ONLY = new ObjectiveWeights(0, 0, 0, 1);

  /** By ordinal of the term. */
  private final double[] money = new double[CostTerm.values().length];

  private double nodeWatts;
  private double deviceWatts;

  /**
   * A route.
   *
   * @param money its price if only money counts
   */
  void addRoute(PlacedRoute route, RoutePrice money, DeviceUse use) {
    addPrice(route.devices(), money);
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
    addPrice(CostTerm.REQUESTS, devices, price);
    addPrice(CostTerm.RUN, devices, price);
    addPrice(CostTerm.SENT, devices, price);
  }

  private void addPrice(CostTerm term, double devices, RoutePrice price) {
    add(term, devices * price.nanos(term) / Rounding.NANO);
  }

  private void add(CostTerm term, double amount) {
    money[term.ordinal()] += amount;
  }

  MoneyEvaluation money() {
    return new MoneyEvaluation(
        money(CostTerm.REQUESTS),
        money(CostTerm.RUN),
        money(CostTerm.KEPT),
        money(CostTerm.SENT),
        money(CostTerm.ACTIVE));
  }

  private double money(CostTerm term) {
    return money[term.ordinal()];
  }

  EnergyEvaluation energy() {
    return new EnergyEvaluation(nodeWatts, deviceWatts);
  }
}
