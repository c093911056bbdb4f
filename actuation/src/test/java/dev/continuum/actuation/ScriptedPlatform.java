package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A platform in memory: a deployment is there or not; steps may be made to fail. */
final class ScriptedPlatform implements Platform {

  final List<String> performed = Collections.synchronizedList(new ArrayList<>());
  final Set<String> failing = new HashSet<>();
  final Set<Managed> there = Collections.synchronizedSet(new HashSet<>());
  Runnable before = () -> {};
  private final SortedSet<NodeId> nodes;

  ScriptedPlatform(String node) {
    this.nodes = new TreeSet<>(List.of(new NodeId(node)));
  }

  @Override
  public String kind() {
    return "scripted";
  }

  @Override
  public SortedSet<NodeId> nodes() {
    return nodes;
  }

  @Override
  public Observation observe(String owner) {
    SortedMap<NodeId, NodeLimits> limits = new TreeMap<>();
    limits.put(
        nodes.first(),
        new NodeLimits(100, Rate.perMinute(60), Rate.UNLIMITED, Memory.ZERO, Memory.UNLIMITED));
    return new Observation(List.copyOf(there), limits);
  }

  @Override
  public List<Refusal> refusals(Plan plan, Observation observed) {
    return plan.deployments().stream()
        .filter(each -> each.warm() > 100)
        .map(each -> new Refusal(each.node(), "Too many.", "Fewer."))
        .toList();
  }

  @Override
  public List<Step> difference(Plan plan, Observation observed) {
    List<Step> steps = new ArrayList<>();
    for (Managed each : observed.managed()) {
      if (plan.deployment(each.function(), each.node()).isEmpty()) {
        steps.add(step(Phase.REMOVE, each.function(), "remove"));
      }
    }
    for (Deployment each : plan.deployments()) {
      boolean found =
          observed.managed().stream().anyMatch(m -> m.function().equals(each.function()));
      if (!found) {
        steps.add(step(Phase.CREATE, each.function(), "create"));
      }
    }
    return steps;
  }

  private Step step(Phase phase, FunctionId function, String verb) {
    return new Step(
        phase, nodes.first(), function, verb, function.value(), Collections.emptySortedMap(), "");
  }

  @Override
  public String perform(Step step, Plan plan) {
    before.run();
    String name = step.verb() + " " + step.object() + "@" + step.node();
    performed.add(name);
    if (failing.contains(name)) {
      throw new ActuationException(
          ActuationException.Fault.UNAVAILABLE, "It failed: " + name + ".", "Try again.");
    }
    there.removeIf(each -> each.function().equals(step.function()));
    if (step.verb().equals("create")) {
      there.add(
          new Managed(
              step.function(), step.node(), step.object(), "spec", "1", Memory.ZERO, 0, true, ""));
    }
    return "ok";
  }

  @Override
  public Caller caller() {
    return (function, node, payload, deadline) -> Answer.of(Answer.Outcome.SUCCESS, "{}");
  }

  @Override
  public void close() {}
}
