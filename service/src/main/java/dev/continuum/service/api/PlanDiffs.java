package dev.continuum.service.api;

import dev.continuum.datasets.proto.PlacementProto.Acquisition;
import dev.continuum.datasets.proto.PlacementProto.Placement;
import dev.continuum.datasets.proto.PlacementProto.Route;
import dev.continuum.datasets.proto.PlacementProto.WarmInstances;
import dev.continuum.service.proto.ContinuumProto.InstanceCount;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumServiceProto.PlanDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What one plan changes of another, and a placement after such a change. Linear in both. */
public final class PlanDiffs {

  private PlanDiffs() {}

  /** After less before. */
  public static PlanDiff between(Plan before, Plan after) {
    Map<String, List<Route>> was = byGroup(before.getPlacement());
    Map<String, List<Route>> is = byGroup(after.getPlacement());
    PlanDiff.Builder diff = PlanDiff.newBuilder().setBaseRevision(before.getRevision());
    Set<String> groups = new LinkedHashSet<>(was.keySet());
    groups.addAll(is.keySet());
    for (String group : groups) {
      List<Route> routes = is.getOrDefault(group, List.of());
      if (!routes.equals(was.getOrDefault(group, List.of()))) {
        diff.addGroups(group).addAllRoutes(routes);
      }
    }
    Map<List<String>, WarmInstances> warmBefore = warm(before.getPlacement());
    Map<List<String>, WarmInstances> warmAfter = warm(after.getPlacement());
    warmAfter.forEach(
        (pair, count) -> {
          if (!Optional.ofNullable(warmBefore.get(pair)).equals(Optional.of(count))) {
            diff.addWarm(count);
          }
        });
    warmBefore.forEach(
        (pair, count) -> {
          if (!warmAfter.containsKey(pair)) {
            diff.addWarm(count.toBuilder().setInstances(0));
          }
        });
    Set<Acquisition> hadBefore = new LinkedHashSet<>(before.getPlacement().getAcquiredList());
    Set<Acquisition> hasNow = new LinkedHashSet<>(after.getPlacement().getAcquiredList());
    hasNow.stream().filter(each -> !hadBefore.contains(each)).forEach(diff::addAcquired);
    hadBefore.stream().filter(each -> !hasNow.contains(each)).forEach(diff::addReleased);
    return diff.build();
  }

  /** The placement after a change; unserved devices are left out, they follow from the routes. */
  public static Placement applied(Placement before, PlanDiff diff) {
    Set<String> replaced = new LinkedHashSet<>(diff.getGroupsList());
    Placement.Builder after = Placement.newBuilder();
    before.getRoutesList().stream()
        .filter(route -> !replaced.contains(route.getGroup()))
        .forEach(after::addRoutes);
    after.addAllRoutes(diff.getRoutesList());
    Map<List<String>, WarmInstances> warm = warm(before);
    for (WarmInstances each : diff.getWarmList()) {
      warm.put(pair(each), each);
    }
    warm.values().stream().filter(each -> each.getInstances() > 0).forEach(after::addWarm);
    Set<Acquisition> acquired = new LinkedHashSet<>(before.getAcquiredList());
    diff.getReleasedList().forEach(acquired::remove);
    acquired.addAll(diff.getAcquiredList());
    return after.addAllAcquired(acquired).build();
  }

  /** Counts of instances after that are not so before; zero counts where there is none after. */
  static List<InstanceCount> instances(Plan before, Plan after) {
    Map<List<String>, InstanceCount> was = counts(before.getInstancesList());
    List<InstanceCount> changed = new ArrayList<>();
    for (InstanceCount each : after.getInstancesList()) {
      if (!each.equals(was.remove(pair(each)))) {
        changed.add(each);
      }
    }
    was.values()
        .forEach(gone -> changed.add(gone.toBuilder().clearDesired().clearObserved().build()));
    return changed;
  }

  /** Counts of instances after such a change. */
  public static List<InstanceCount> applied(
      List<InstanceCount> before, List<InstanceCount> changed) {
    Map<List<String>, InstanceCount> counts = counts(before);
    for (InstanceCount each : changed) {
      if (each.getDesired() == 0 && each.getObserved() == 0) {
        counts.remove(pair(each));
      } else {
        counts.put(pair(each), each);
      }
    }
    return List.copyOf(counts.values());
  }

  private static Map<List<String>, InstanceCount> counts(List<InstanceCount> instances) {
    Map<List<String>, InstanceCount> counts = new LinkedHashMap<>();
    instances.forEach(each -> counts.put(pair(each), each));
    return counts;
  }

  private static List<String> pair(InstanceCount count) {
    return List.of(count.getFunction(), count.getNode());
  }

  private static Map<String, List<Route>> byGroup(Placement placement) {
    Map<String, List<Route>> routes = new LinkedHashMap<>();
    for (Route route : placement.getRoutesList()) {
      routes.computeIfAbsent(route.getGroup(), group -> new ArrayList<>()).add(route);
    }
    return routes;
  }

  private static Map<List<String>, WarmInstances> warm(Placement placement) {
    Map<List<String>, WarmInstances> warm =
        new TreeMap<>(java.util.Comparator.comparing(pair -> String.join("\n", pair)));
    placement.getWarmList().forEach(each -> warm.put(pair(each), each));
    return warm;
  }

  private static List<String> pair(WarmInstances warm) {
    return List.of(warm.getFunction(), warm.getNode());
  }
}
