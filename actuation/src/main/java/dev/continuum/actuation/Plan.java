package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Rate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is to run on some nodes. What we own on these nodes and is not in the plan goes away; other
 * nodes, and what others own, are never touched.
 *
 * @param owner whose objects these are: the ownership annotation; letters, digits, - and _
 * @param nodes the nodes it speaks for
 * @param deployments at most one per function and node, on these nodes
 * @param generation number of the plan where a continuous planner counts them: a lower one than the
 *     last applied is stale
 * @param basis fingerprint of the observed state it was made for; if present and no longer true,
 *     the plan is stale
 * @param demand requests that are expected on nodes, where the plan's maker knows; no part of what
 *     is wanted
 */
public record Plan(
    String owner,
    SortedSet<NodeId> nodes,
    List<Deployment> deployments,
    OptionalLong generation,
    Optional<String> basis,
    SortedMap<NodeId, Rate> demand) {

  /** Sorts and checks. */
  public Plan {
    if (!owner.matches("[A-Za-z0-9_-]{1,32}")) {
      throw new IllegalArgumentException(
          "The owner (" + owner + ") must be 1 to 32 letters, digits, - or _.");
    }
    nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    demand = Collections.unmodifiableSortedMap(new TreeMap<>(demand));
    deployments =
        deployments.stream()
            .sorted(Comparator.comparing(Deployment::node).thenComparing(Deployment::function))
            .toList();
    for (int i = 0; i < deployments.size(); i++) {
      Deployment each = deployments.get(i);
      if (!nodes.contains(each.node())) {
        throw new IllegalArgumentException(
            "The node (" + each.node() + ") of " + each.function() + " must be one of the plan's.");
      }
      if (i > 0
          && deployments.get(i - 1).node().equals(each.node())
          && deployments.get(i - 1).function().equals(each.function())) {
        throw new IllegalArgumentException(
            "The function (" + each.function() + ") must be on " + each.node() + " only once.");
      }
    }
  }

  /** A plan without generation, basis or demand. */
  public static Plan of(String owner, SortedSet<NodeId> nodes, List<Deployment> deployments) {
    return new Plan(
        owner,
        nodes,
        deployments,
        OptionalLong.empty(),
        Optional.empty(),
        Collections.emptySortedMap());
  }

  /** Nothing on these nodes: removes what is ours there. */
  public static Plan nothing(String owner, SortedSet<NodeId> nodes) {
    return of(owner, nodes, List.of());
  }

  /** The part of it that speaks for some nodes. */
  public Plan on(SortedSet<NodeId> some) {
    SortedSet<NodeId> kept = new TreeSet<>(nodes);
    kept.retainAll(some);
    SortedMap<NodeId, Rate> there = new TreeMap<>(demand);
    there.keySet().retainAll(kept);
    return new Plan(
        owner,
        kept,
        deployments.stream().filter(each -> kept.contains(each.node())).toList(),
        generation,
        basis,
        there);
  }

  /** The deployment of a function on a node. */
  public Optional<Deployment> deployment(FunctionId function, NodeId node) {
    return deployments.stream()
        .filter(each -> each.function().equals(function) && each.node().equals(node))
        .findFirst();
  }

  /** This, stale unless the observed state has this fingerprint. */
  public Plan withBasis(Optional<String> fingerprint) {
    return new Plan(owner, nodes, deployments, generation, fingerprint, demand);
  }

  /** This, for so many requests on nodes. */
  public Plan withDemand(SortedMap<NodeId, Rate> expected) {
    return new Plan(owner, nodes, deployments, generation, basis, expected);
  }

  /** Hash of what it wants. */
  public String digest() {
    return Digests.of(
        owner,
        nodes.toString(),
        deployments.stream()
            .map(
                each ->
                    each.function()
                        + "@"
                        + each.node()
                        + "="
                        + each.specHash()
                        + "*"
                        + each.warm()
                        + "<="
                        + each.most())
            .toList()
            .toString());
  }
}
