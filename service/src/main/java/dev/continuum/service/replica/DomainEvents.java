package dev.continuum.service.replica;

import com.google.protobuf.ByteString;
import dev.continuum.datasets.proto.PlacementProto.CallPlacement;
import dev.continuum.datasets.proto.PlacementProto.Route;
import dev.continuum.planner.Loop;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.proto.DomainServiceProto.ClientArrived;
import dev.continuum.service.proto.DomainServiceProto.ClientLeft;
import dev.continuum.service.proto.DomainServiceProto.DomainChanged;
import dev.continuum.service.proto.DomainServiceProto.DomainConfirmed;
import dev.continuum.service.proto.DomainServiceProto.DomainEvent;
import dev.continuum.service.proto.DomainServiceProto.DomainFound;
import dev.continuum.service.proto.DomainServiceProto.DomainLost;
import dev.continuum.service.proto.DomainServiceProto.MicroserviceAllocated;
import dev.continuum.service.proto.DomainServiceProto.MicroserviceDeallocated;
import dev.continuum.service.proto.RecordProto.Announced;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.proto.RecordProto.Registered;
import dev.continuum.service.state.ContinuumState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Who is told what, from A3-E's table of events: devices hear of domains and microservices, domains
 * of clients. Everything follows from the log, so any replica can tell it. Confined to its machine.
 */
public final class DomainEvents {

  private final List<Listener> listeners = new ArrayList<>();

  private record Listener(Registered who, Consumer<DomainEvent> to) {}

  DomainEvents() {}

  /**
   * Tells the holder of a lease what holds now and then what happens; empty without such a lease.
   */
  public Optional<Loop.Timer> listen(
      ByteString lease, ContinuumState state, Consumer<DomainEvent> to) {
    Optional<Registered> who =
        state.content().getRegisteredList().stream()
            .filter(each -> each.getLeaseHash().equals(lease))
            .findFirst();
    return who.map(
        each -> {
          Listener listener = new Listener(each, to);
          present(each, state).forEach(to);
          listeners.add(listener);
          return () -> listeners.remove(listener);
        });
  }

  void applied(ContinuumState before, Record entry, ContinuumState after) {
    if (listeners.isEmpty()) {
      return;
    }
    switch (entry.getKindCase()) {
      case REGISTERED -> arrived(entry.getRegistered());
      case OBSERVED ->
          entry.getObserved().getAnnouncementsList().forEach(each -> announced(each, before));
      case UNREGISTERED ->
          before.content().getRegisteredList().stream()
              .filter(each -> each.getLeaseHash().equals(entry.getUnregistered().getLeaseHash()))
              .findFirst()
              .ifPresent(this::left);
      case PLAN_MOVED -> {
        if (entry.getPlanMoved().getState() == PlanState.PLAN_STATE_APPLIED) {
          moved(before.appliedPlan(), after.appliedPlan());
        }
      }
      default -> {}
    }
  }

  /** Of domains to devices, of devices to domains. */
  private void announced(Announced announced, ContinuumState state) {
    state.content().getRegisteredList().stream()
        .filter(each -> each.getLeaseHash().equals(announced.getLeaseHash()))
        .findFirst()
        .ifPresent(
            from ->
                tell(
                    domain(from) ? DomainEvents::device : DomainEvents::domain,
                    announced.getEvent()));
  }

  private void arrived(Registered who) {
    if (who.getNode().isEmpty()) {
      tell(
          DomainEvents::domain,
          DomainEvent.newBuilder()
              .setClientArrived(
                  ClientArrived.newBuilder().setDevice(who.getDevice()).setGroup(who.getGroup()))
              .build());
    } else {
      found(who).forEach(event -> tell(DomainEvents::device, event));
    }
  }

  private void left(Registered who) {
    if (who.getNode().isEmpty()) {
      tell(
          DomainEvents::domain,
          DomainEvent.newBuilder()
              .setClientLeft(
                  ClientLeft.newBuilder().setDevice(who.getDevice()).setGroup(who.getGroup()))
              .build());
    } else {
      tell(
          DomainEvents::device,
          DomainEvent.newBuilder()
              .setDomainLost(DomainLost.newBuilder().setNode(who.getNode()))
              .build());
    }
  }

  private void moved(Optional<Plan> before, Optional<Plan> after) {
    instances(before, after).forEach(event -> tell(DomainEvents::device, event));
    for (Listener listener : List.copyOf(listeners)) {
      if (device(listener.who())) {
        Map<String, String> was = places(before, listener.who().getGroup());
        places(after, listener.who().getGroup())
            .forEach(
                (call, node) -> {
                  if (!node.equals(was.get(call))) {
                    listener.to().accept(changed(call, node));
                  }
                });
      }
    }
  }

  private static List<DomainEvent> present(Registered who, ContinuumState state) {
    List<DomainEvent> events = new ArrayList<>();
    for (Registered each : state.content().getRegisteredList()) {
      if (device(who) && domain(each)) {
        events.addAll(found(each));
      } else if (domain(who) && device(each)) {
        events.add(
            DomainEvent.newBuilder()
                .setClientArrived(
                    ClientArrived.newBuilder()
                        .setDevice(each.getDevice())
                        .setGroup(each.getGroup()))
                .build());
      }
    }
    if (device(who)) {
      events.addAll(instances(Optional.empty(), state.appliedPlan()));
      places(state.appliedPlan(), who.getGroup())
          .forEach((call, node) -> events.add(changed(call, node)));
    }
    return events;
  }

  private static List<DomainEvent> found(Registered domain) {
    return List.of(
        DomainEvent.newBuilder()
            .setDomainFound(
                DomainFound.newBuilder()
                    .setNode(domain.getNode())
                    .setEndpoint(domain.getEndpoint()))
            .build(),
        DomainEvent.newBuilder()
            .setDomainConfirmed(DomainConfirmed.newBuilder().setNode(domain.getNode()))
            .build());
  }

  private static List<DomainEvent> instances(Optional<Plan> before, Optional<Plan> after) {
    Map<List<String>, Long> was = counts(before);
    Map<List<String>, Long> is = counts(after);
    List<DomainEvent> events = new ArrayList<>();
    is.forEach(
        (pair, count) -> {
          if (!count.equals(was.get(pair))) {
            events.add(
                DomainEvent.newBuilder()
                    .setMicroserviceAllocated(
                        MicroserviceAllocated.newBuilder()
                            .setFunction(pair.getFirst())
                            .setNode(pair.getLast())
                            .setInstances(count))
                    .build());
          }
        });
    was.keySet().stream()
        .filter(pair -> !is.containsKey(pair))
        .forEach(
            pair ->
                events.add(
                    DomainEvent.newBuilder()
                        .setMicroserviceDeallocated(
                            MicroserviceDeallocated.newBuilder()
                                .setFunction(pair.getFirst())
                                .setNode(pair.getLast()))
                        .build()));
    return events;
  }

  private static Map<List<String>, Long> counts(Optional<Plan> plan) {
    Map<List<String>, Long> counts =
        new TreeMap<>(java.util.Comparator.comparing(pair -> String.join("\n", pair)));
    plan.ifPresent(
        each ->
            each.getPlacement()
                .getWarmList()
                .forEach(
                    warm -> {
                      if (warm.getInstances() > 0) {
                        counts.put(
                            List.of(warm.getFunction(), warm.getNode()), warm.getInstances());
                      }
                    }));
    return counts;
  }

  /** Where most devices of a group have each call; empty text for the device itself. */
  private static Map<String, String> places(Optional<Plan> plan, String group) {
    Map<String, String> places = new TreeMap<>();
    Map<String, Double> most = new TreeMap<>();
    for (Route route : plan.map(each -> each.getPlacement().getRoutesList()).orElse(List.of())) {
      if (route.getGroup().equals(group)) {
        for (CallPlacement call : route.getCallsList()) {
          if (route.getDevices() > most.getOrDefault(call.getCall(), 0.0)) {
            most.put(call.getCall(), route.getDevices());
            places.put(call.getCall(), call.getNode());
          }
        }
      }
    }
    return places;
  }

  private static DomainEvent changed(String call, String node) {
    return DomainEvent.newBuilder()
        .setDomainChanged(DomainChanged.newBuilder().setCall(call).setNode(node))
        .build();
  }

  private static boolean domain(Registered who) {
    return !who.getNode().isEmpty();
  }

  private static boolean device(Registered who) {
    return who.getNode().isEmpty();
  }

  private void tell(Predicate<Registered> whom, DomainEvent event) {
    for (Listener listener : List.copyOf(listeners)) {
      if (whom.test(listener.who())) {
        listener.to().accept(event);
      }
    }
  }
}
