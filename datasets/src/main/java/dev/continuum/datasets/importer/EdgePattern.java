package dev.continuum.datasets.importer;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.PointId;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.util.ArrayList;
import java.util.List;

/**
 * An application sketch that was found fit to be repeated over sites.
 *
 * @param app the sketch
 * @param site its one edge node
 */
record EdgePattern(PlacementProblem app, Node site) {

  static EdgePattern of(PlacementProblem app) {
    List<Issue> issues = new ArrayList<>();
    List<Node> edges =
        app.topology().nodes().stream().filter(node -> node.tier() == Tier.EDGE).toList();
    if (edges.size() != 1) {
      issues.add(
          issue(
              "nodes",
              "The application must have one edge node, the pattern of every site, and has "
                  + edges.size()
                  + ".",
              "Maybe remove the others."));
    }
    if (app.groups().stream().noneMatch(group -> group.devices() > 0)) {
      issues.add(
          issue(
              "groups",
              "The application must have a group, the pattern of users.",
              "Maybe add one with an app, a rate and a number of devices."));
    }
    boolean spherical =
        app.topology()
            .distanceRule()
            .map(DistanceRule::geometry)
            .filter(Position.Geometry.SPHERE::equals)
            .isPresent();
    if (!spherical) {
      issues.add(
          issue(
              "distance_rule",
              "The application must have a distance rule on the sphere, for delays between sites.",
              "Maybe add base_ms and ms_per_km."));
    }
    if (!edges.isEmpty()) {
      PointId site = edges.getFirst().id().point();
      if (app.topology().links().stream()
          .anyMatch(link -> link.a().equals(site) || link.b().equals(site))) {
        issues.add(
            issue(
                "links",
                "The edge node must not have links: repeated for every site, they would join all.",
                "Maybe an explicit delay says it."));
      }
    }
    if (!issues.isEmpty()) {
      throw new InvalidProblemException(issues);
    }
    return new EdgePattern(app, edges.getFirst());
  }

  private static Issue issue(String path, String message, String remedy) {
    return new Issue("import.app", path, message, remedy);
  }
}
