package dev.continuum.datasets.importer;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.id.ZoneId;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Topology;
import dev.continuum.model.workload.ClientGroup;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An application sketch repeated over sites, with users dealt out to its groups. Used once. */
final class EdgeContinuum {

  private final EdgePattern pattern;
  private final SortedMap<NodeId, Position> sites;
  private final List<Position> users;

  EdgeContinuum(EdgePattern pattern, SortedMap<NodeId, Position> sites, List<Position> users) {
    this.pattern = pattern;
    this.sites = sites;
    this.users = users;
  }

  PlacementProblem problem(String name) {
    PlacementProblem app = pattern.app();
    Topology sketch = app.topology();
    ProblemBuilder problem =
        PlacementProblem.builder(name)
            .each(sketch.nodeClasses(), ProblemBuilder::nodeClass)
            .each(sketch.deviceClasses(), ProblemBuilder::deviceClass)
            .each(sketch.accessPoints(), ProblemBuilder::accessPoint)
            .each(sketch.links(), ProblemBuilder::link)
            .distanceRule(sketch.distanceRule().orElseThrow())
            .each(app.functions(), ProblemBuilder::function)
            .each(app.apps(), ProblemBuilder::app)
            .each(app.rules(), ProblemBuilder::rule)
            .weights(app.weights())
            .reconfiguration(app.reconfiguration());
    for (Node node : sketch.nodes()) {
      if (node.id().equals(pattern.site().id())) {
        sites.forEach((id, position) -> problem.node(site(id, position)));
      } else {
        problem.node(node);
      }
    }
    sketch.delays().forEach(delay -> addDelays(problem, delay));
    addGroups(problem);
    return problem.build();
  }

  private Node site(NodeId id, Position position) {
    Node like = pattern.site();
    return new Node(
            id,
            like.tier(),
            new ZoneId(id.value()),
            like.position(),
            like.status(),
            like.nodeClass(),
            like.capacity(),
            like.functionInstances(),
            like.overflow(),
            like.prices(),
            like.power())
        .withPosition(position);
  }

  private void addDelays(ProblemBuilder problem, PairDelay delay) {
    PointId site = pattern.site().id().point();
    if (!delay.from().equals(site) && !delay.to().equals(site)) {
      problem.delay(delay);
      return;
    }
    for (NodeId id : sites.keySet()) {
      PointId point = id.point();
      problem.delay(
          new PairDelay(
              delay.from().equals(site) ? point : delay.from(),
              delay.to().equals(site) ? point : delay.to(),
              delay.latency(),
              delay.jitter(),
              delay.bandwidth()));
    }
  }

  private void addGroups(ProblemBuilder problem) {
    List<ClientGroup> patterns = pattern.app().groups();
    int all = patterns.stream().mapToInt(ClientGroup::devices).sum();
    List<SortedMap<NodeId, Integer>> devices =
        patterns.stream().<SortedMap<NodeId, Integer>>map(unused -> new TreeMap<>()).toList();
    long[] credit = new long[patterns.size()];
    for (Position user : users) {
      int next = deal(patterns, credit, all);
      devices.get(next).merge(nearest(user), 1, Integer::sum);
    }
    for (int i = 0; i < patterns.size(); i++) {
      ClientGroup like = patterns.get(i);
      devices
          .get(i)
          .forEach(
              (site, count) ->
                  problem.group(
                      new ClientGroup(
                          new GroupId(like.id() + "@" + site),
                          like.app(),
                          like.deviceClass(),
                          site.point(),
                          count,
                          like.splitting(),
                          like.rate(),
                          like.arrivalScv(),
                          like.access(),
                          like.battery())));
    }
  }

  /** The pattern that is furthest behind its share: smooth weighted round robin. */
  private static int deal(List<ClientGroup> patterns, long[] credit, int all) {
    int next = 0;
    for (int i = 0; i < credit.length; i++) {
      credit[i] += patterns.get(i).devices();
      next = credit[i] > credit[next] ? i : next;
    }
    credit[next] -= all;
    return next;
  }

  private NodeId nearest(Position user) {
    NodeId nearest = sites.firstKey();
    double least = Double.POSITIVE_INFINITY;
    for (Map.Entry<NodeId, Position> site : sites.entrySet()) {
      double km = user.kilometresTo(site.getValue(), Position.Geometry.SPHERE);
      if (km < least) {
        least = km;
        nearest = site.getKey();
      }
    }
    return nearest;
  }
}
