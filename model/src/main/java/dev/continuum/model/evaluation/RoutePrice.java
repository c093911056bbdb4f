package dev.continuum.model.evaluation;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Place;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import java.util.List;

/**
 * What one device on a route costs per hour: terms in nano-units, summed and rounded once. What a
 * device costs in every placement is not part of it. Read-only once made.
 */
@SuppressWarnings("EnumOrdinal") // An index into sums of one judgement, never stored.
final class RoutePrice {

  private static final int TERMS = CostTerm.values().length;

  /** By ordinal of the term. */
  private final long[] nanos = new long[TERMS];

  private final long keptMicros;

  private RoutePrice(long keptMicros) {
    this.keptMicros = keptMicros;
  }

  static RoutePrice of(
      PlacedRoute route,
      List<Transfer> transfers,
      DeviceUse deviceUse,
      ObjectiveWeights weights,
      Catalogue catalogue) {
    RoutePrice price = new RoutePrice(deviceUse.keptMicros());
    Rate rate = route.group().rate();
    long micros = 0;
    for (Transfer transfer : transfers) {
      micros = Amount.sum(micros, transfer.micros());
      price.addSent(route, transfer, weights);
    }
    price.add(
        CostTerm.NETWORK_LATENCY,
        Rounding.networkTerm(weights.networkPerRequestMs(), rate, micros));
    for (PlacedCall placed : route.calls()) {
      if (!placed.isConstant()) {
        price.addCall(rate, placed, weights);
      }
      if (placed.place() instanceof Place.OnNode(NodeId node)) {
        price.add(
            CostTerm.EXPLICIT,
            Rounding.explicitTerm(
                catalogue.explicitCost(route.group().id(), placed.call().id(), node)));
      }
    }
    price.add(
        CostTerm.DEVICE_ENERGY, Rounding.powerTerm(weights.perJoule(), deviceUse.radioWatts()));
    return price;
  }

  /** Terms of the pinned calls without a choice, which cost the same in every placement. */
  static RoutePrice ofPinned(
      Rate rate, List<PlacedCall> pinned, double idleWatts, ObjectiveWeights weights) {
    RoutePrice price = new RoutePrice(0);
    pinned.forEach(placed -> price.addCall(rate, placed, weights));
    price.add(CostTerm.DEVICE_ENERGY, Rounding.powerTerm(weights.perJoule(), idleWatts));
    return price;
  }

  private void addCall(Rate rate, PlacedCall placed, ObjectiveWeights weights) {
    Call call = placed.call();
    Function function = placed.function();
    double perRequest = call.callsPerRequest();
    add(CostTerm.QUALITY, Rounding.qualityTerm(rate, placed.qualityPrice()));
    if (placed.host().isEmpty() || placed.profile().isEmpty()) {
      return;
    }
    PlacedCall.Host host = placed.host().get();
    Prices prices = host.prices();
    ServiceProfile profile = placed.profile().get();
    add(
        CostTerm.SERVICE_LATENCY,
        Rounding.serviceTerm(weights.servicePerRequestMs(), rate, perRequest, profile.mean()));
    add(
        placed.isLocal() ? CostTerm.DEVICE_ENERGY : CostTerm.NODE_ENERGY,
        Rounding.busyEnergyTerm(
            weights.perJoule(),
            rate,
            perRequest,
            profile.mean(),
            function.cpuWhileBusy(),
            host.power().wattsPerBusyCore()));
    add(
        CostTerm.REQUESTS,
        Rounding.requestTerm(weights.perMoney(), rate, perRequest, prices.perRequest()));
    add(
        CostTerm.RUN,
        Rounding.runTerm(
            weights.perMoney(),
            rate,
            perRequest,
            profile.mean(),
            function.memory(),
            function.sizing().overflowShare(),
            prices.perGibSecondOnDemand(),
            prices.perGibSecondProvisioned()));
  }

  private void addSent(PlacedRoute route, Transfer transfer, ObjectiveWeights weights) {
    double price =
        transfer.producer() == CallGraph.CLIENT
            ? route.device().map(device -> device.prices().perGibSent()).orElse(0.0)
            : route
                .calls()
                .get(transfer.producer())
                .host()
                .map(host -> host.prices().perGibSent())
                .orElse(0.0);
    add(
        CostTerm.SENT,
        Rounding.sentTerm(weights.perMoney(), route.group().rate(), transfer.bytes(), price));
  }

  private void add(CostTerm term, long nano) {
    nanos[term.ordinal()] = Amount.sum(nanos[term.ordinal()], nano);
  }

  /** Micro-units per hour and device. */
  long coefficientMicros() {
    long sum = 0;
    for (long nano : nanos) {
      sum = Amount.sum(sum, nano);
    }
    return Amount.sum(Rounding.routeMicros(sum), keptMicros);
  }

  /** One term, nano-units per hour and device. */
  long nanos(CostTerm term) {
    long own = nanos[term.ordinal()];
    return term == CostTerm.KEPT ? Amount.sum(own, Amount.product(keptMicros, 1000)) : own;
  }
}
