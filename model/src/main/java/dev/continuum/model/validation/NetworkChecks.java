package dev.continuum.model.validation;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Access points, links, explicit delays, positions and the distance rule, each by itself. */
final class NetworkChecks {

  private static final double MOST_MICROS = 3.6e9;

  private final Findings findings;
  private final Declared declared;

  NetworkChecks(Findings findings, Declared declared) {
    this.findings = findings;
    this.declared = declared;
  }

  private record Ends(PointId one, PointId other) {}

  void check(Topology topology) {
    accessPoints(topology.accessPoints());
    links(topology.links());
    delays(topology.delays());
    topology.distanceRule().ifPresent(this::distanceRule);
    positions(topology);
  }

  private void accessPoints(List<AccessPoint> points) {
    Declared.requireDistinctIds(
        findings,
        "access_points",
        "access point",
        points,
        AccessPoint::id,
        Code.ACCESS_POINT_DUPLICATE);
    for (int i = 0; i < points.size(); i++) {
      PointId id = points.get(i).id();
      if (declared.nodes.containsKey(new NodeId(id.value()))) {
        Subject.of(findings, "access_points", i, "access point", id)
            .fault(Code.ACCESS_POINT_IS_NODE, "id", "id", id, "differ from every node's");
      }
    }
  }

  private void links(List<Link> links) {
    Set<Ends> seen = new HashSet<>();
    for (int i = 0; i < links.size(); i++) {
      Link link = links.get(i);
      Subject at =
          Subject.of(
              findings,
              "links",
              i,
              "link",
              Subject.shown(link.a()) + " - " + Subject.shown(link.b()));
      point(at, Code.LINK_UNKNOWN_POINT, "a", link.a());
      point(at, Code.LINK_UNKNOWN_POINT, "b", link.b());
      Ends ends =
          link.a().compareTo(link.b()) <= 0
              ? new Ends(link.a(), link.b())
              : new Ends(link.b(), link.a());
      if (link.a().equals(link.b())) {
        at.fault(Code.LINK_SELF, "b", "end", link.b(), "differ from its other end");
      } else if (!seen.add(ends)) {
        at.fault(
            Code.LINK_DUPLICATE, "", "pair of ends", link.a() + " - " + link.b(), "be given once");
      }
      Quantities.latency(at, "latency_ms", link.latency());
      Quantities.jitter(at, "jitter_ms", link.jitter());
      Quantities.bandwidth(at, "bandwidth_a_to_b_mbit_per_s", link.bandwidthAToB());
      Quantities.bandwidth(at, "bandwidth_b_to_a_mbit_per_s", link.bandwidthBToA());
      Quantities.utilisationCap(at, link.utilisationCap());
    }
  }

  private void delays(List<PairDelay> delays) {
    Set<Ends> seen = new HashSet<>();
    for (int i = 0; i < delays.size(); i++) {
      PairDelay delay = delays.get(i);
      Subject at =
          Subject.of(
              findings,
              "delays",
              i,
              "delay",
              Subject.shown(delay.from()) + " -> " + Subject.shown(delay.to()));
      point(at, Code.DELAY_UNKNOWN_POINT, "from", delay.from());
      point(at, Code.DELAY_UNKNOWN_POINT, "to", delay.to());
      if (delay.from().equals(delay.to())) {
        at.fault(Code.DELAY_SELF, "to", "end", delay.to(), "differ from its start");
      } else if (!seen.add(new Ends(delay.from(), delay.to()))) {
        at.fault(
            Code.DELAY_DUPLICATE, "", "pair", delay.from() + " -> " + delay.to(), "be given once");
      }
      Quantities.latency(at, "latency_ms", delay.latency());
      Quantities.jitter(at, "jitter_ms", delay.jitter());
      Quantities.bandwidth(at, "bandwidth_mbit_per_s", delay.bandwidth());
    }
  }

  private void point(Subject at, Code code, String field, PointId point) {
    if (!declared.points.containsKey(point)) {
      at.unknown(code, field, "point", point, declared.nearPoints);
    }
  }

  private void distanceRule(DistanceRule rule) {
    Subject at = new Subject(findings, "distance_rule", "the distance rule");
    micros(at, "base_ms", "delay at distance zero", rule.baseMicros());
    micros(at, "ms_per_km", "delay per kilometre", rule.microsPerKilometre());
    micros(at, "jitter_ms", "jitter", rule.jitterMicros());
    Quantities.bandwidth(at, "bandwidth_mbit_per_s", rule.bandwidth());
  }

  private static void micros(Subject at, String field, String noun, double micros) {
    if (!(micros >= 0)) {
      at.fault(Code.DISTANCE_RULE_NEGATIVE, field, noun, micros + " µs", "be at least 0");
    } else if (micros > MOST_MICROS) {
      at.fault(Code.DISTANCE_RULE_ABSURD, field, noun, micros + " µs", "be at most an hour");
    }
  }

  private void positions(Topology topology) {
    boolean onSphere =
        topology
            .distanceRule()
            .filter(rule -> rule.geometry() == Position.Geometry.SPHERE)
            .isPresent();
    for (int i = 0; i < topology.nodes().size(); i++) {
      var node = topology.nodes().get(i);
      position(Subject.of(findings, "nodes", i, "node", node.id()), node.position(), onSphere);
    }
    for (int i = 0; i < topology.accessPoints().size(); i++) {
      var point = topology.accessPoints().get(i);
      position(
          Subject.of(findings, "access_points", i, "access point", point.id()),
          point.position(),
          onSphere);
    }
  }

  private static void position(Subject owner, Optional<Position> declared, boolean onSphere) {
    declared.ifPresent(
        position -> {
          Subject at = owner.at("position");
          coordinate(at, "latitude", position.latitude(), onSphere, 90);
          coordinate(at, "longitude", position.longitude(), onSphere, 180);
        });
  }

  private static void coordinate(
      Subject at, String field, double value, boolean onSphere, double most) {
    if (!Double.isFinite(value)) {
      at.fault(Code.POSITION_NOT_FINITE, field, field, value, "be finite");
    } else if (onSphere && Math.abs(value) > most) {
      at.fault(
          Code.POSITION_RANGE,
          field,
          field,
          value,
          "be between -" + (int) most + " and " + (int) most + " degrees");
    }
  }
}
