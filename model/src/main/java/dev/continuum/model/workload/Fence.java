package dev.continuum.model.workload;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.ZoneId;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Tier;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where something may run. An empty set of allowed things allows all; what is forbidden stays
 * forbidden.
 *
 * @param allowedTiers tiers, {@link Tier#DEVICE} for the client's own device
 * @param forbiddenTiers tiers
 * @param allowedZones failure domains; devices have none, so a device passes
 * @param forbiddenZones failure domains
 * @param allowedNodes nodes; where not empty, a device does not pass unless its tier is allowed by
 *     name
 * @param forbiddenNodes nodes
 */
public record Fence(
    SortedSet<Tier> allowedTiers,
    SortedSet<Tier> forbiddenTiers,
    SortedSet<ZoneId> allowedZones,
    SortedSet<ZoneId> forbiddenZones,
    SortedSet<NodeId> allowedNodes,
    SortedSet<NodeId> forbiddenNodes) {

  /** Allows every place. */
  public static final Fence NONE =
      new Fence(
          Collections.emptySortedSet(),
          Collections.emptySortedSet(),
          Collections.emptySortedSet(),
          Collections.emptySortedSet(),
          Collections.emptySortedSet(),
          Collections.emptySortedSet());

  /** Copies the sets. */
  public Fence {
    allowedTiers = copy(allowedTiers);
    forbiddenTiers = copy(forbiddenTiers);
    allowedZones = copy(allowedZones);
    forbiddenZones = copy(forbiddenZones);
    allowedNodes = copy(allowedNodes);
    forbiddenNodes = copy(forbiddenNodes);
  }

  /** Only these tiers. */
  public static Fence tiers(Tier... tiers) {
    return new Fence(
        new TreeSet<>(Set.of(tiers)),
        NONE.forbiddenTiers,
        NONE.allowedZones,
        NONE.forbiddenZones,
        NONE.allowedNodes,
        NONE.forbiddenNodes);
  }

  /** Only these nodes, never a device. */
  public static Fence nodes(NodeId... nodes) {
    return new Fence(
        NONE.allowedTiers,
        NONE.forbiddenTiers,
        NONE.allowedZones,
        NONE.forbiddenZones,
        new TreeSet<>(Set.of(nodes)),
        NONE.forbiddenNodes);
  }

  /** Whether the fence lets a node in, its status aside. */
  public boolean allows(Node node) {
    return passesTier(node.tier())
        && (allowedZones.isEmpty() || allowedZones.contains(node.zone()))
        && !forbiddenZones.contains(node.zone())
        && (allowedNodes.isEmpty() || allowedNodes.contains(node.id()))
        && !forbiddenNodes.contains(node.id());
  }

  /** Whether the fence lets the client's own device in. */
  public boolean allowsDevice() {
    return passesTier(Tier.DEVICE)
        && (allowedNodes.isEmpty() || allowedTiers.contains(Tier.DEVICE));
  }

  private boolean passesTier(Tier tier) {
    return (allowedTiers.isEmpty() || allowedTiers.contains(tier))
        && !forbiddenTiers.contains(tier);
  }

  private static <T extends Comparable<? super T>> SortedSet<T> copy(SortedSet<T> set) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(set));
  }
}
