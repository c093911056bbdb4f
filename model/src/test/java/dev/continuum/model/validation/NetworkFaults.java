package dev.continuum.model.validation;

import static dev.continuum.model.validation.Fault.BASE;
import static dev.continuum.model.validation.Fault.CELL;
import static dev.continuum.model.validation.Fault.CLOUD;
import static dev.continuum.model.validation.Fault.EDGE;
import static dev.continuum.model.validation.Fault.in;
import static dev.continuum.model.validation.Fault.plus;
import static dev.continuum.model.validation.Fault.with;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Edited;
import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Faults of access points, links, delays, positions and the distance rule. */
final class NetworkFaults {

  private static final String LINK = "topology.links.0";
  private static final Duration MS = Duration.ofMillis(1);
  private static final PointId NOWHERE = new PointId("clou");
  private static final PlacementProblem RULED = rule(100, 5, Position.Geometry.SPHERE);

  private NetworkFaults() {}

  private static PlacementProblem rule(double base, double perKm, Position.Geometry geometry) {
    return Edited.with(
        BASE,
        "topology.distanceRule",
        Optional.of(new DistanceRule(base, perKm, 0, Bandwidth.UNLIMITED, geometry)));
  }

  private static Optional<Position> at(double latitude, double longitude) {
    return Optional.of(new Position(latitude, longitude));
  }

  static List<Fault> all() {
    return List.of(
        plus(
            Code.ACCESS_POINT_DUPLICATE,
            "access_points[1].id",
            "topology.accessPoints",
            new AccessPoint(CELL, Optional.empty())),
        plus(
            Code.ACCESS_POINT_IS_NODE,
            "access_points[1].id",
            "topology.accessPoints",
            new AccessPoint(EDGE.point(), Optional.empty())),
        plus(Code.LINK_UNKNOWN_POINT, "links[2].b", "topology.links", Link.of(CELL, NOWHERE, MS)),
        plus(Code.LINK_DUPLICATE, "links[2]", "topology.links", Link.of(EDGE.point(), CELL, MS)),
        plus(Code.LINK_SELF, "links[2].b", "topology.links", Link.of(CELL, CELL, MS)),
        plus(
            Code.DELAY_UNKNOWN_POINT,
            "delays[0].from",
            "topology.delays",
            PairDelay.of(NOWHERE, CELL, MS)),
        plus(
            Code.DELAY_DUPLICATE,
            "delays[1]",
            "topology.delays",
            PairDelay.of(CELL, CLOUD.point(), MS),
            PairDelay.of(CELL, CLOUD.point(), MS)),
        plus(Code.DELAY_SELF, "delays[0].to", "topology.delays", PairDelay.of(CELL, CELL, MS)),
        with(
            Code.LATENCY_NEGATIVE,
            "links[0].latency_ms",
            LINK + ".latency",
            Duration.ofSeconds(Long.MIN_VALUE)),
        with(
            Code.LATENCY_ABSURD,
            "groups[0].access.latency_ms",
            "groups.0.access.latency",
            Duration.ofHours(2)),
        with(Code.JITTER_NEGATIVE, "links[0].jitter_ms", LINK + ".jitter", Duration.ofNanos(-1)),
        with(
            Code.JITTER_ABSURD,
            "links[0].jitter_ms",
            LINK + ".jitter",
            Duration.ofSeconds(Long.MAX_VALUE)),
        with(
            Code.BANDWIDTH_NOT_POSITIVE,
            "links[0].bandwidth_a_to_b_mbit_per_s",
            LINK + ".bandwidthAToB",
            new Bandwidth(0)),
        with(
            Code.BANDWIDTH_NOT_POSITIVE,
            "groups[0].access.up_mbit_per_s",
            "groups.0.access.up",
            new Bandwidth(Double.NaN)),
        with(
            Code.BANDWIDTH_ABSURD,
            "links[0].bandwidth_b_to_a_mbit_per_s",
            LINK + ".bandwidthBToA",
            new Bandwidth(1e18)),
        with(
            Code.UTILISATION_CAP_RANGE,
            "links[0].utilisation_cap",
            LINK + ".utilisationCap",
            Double.NaN),
        with(
            Code.POSITION_NOT_FINITE,
            "nodes[0].position.latitude",
            "topology.nodes.0.position",
            at(Double.NaN, 0)),
        in(
            Code.POSITION_RANGE,
            "nodes[0].position.latitude",
            Edited.with(RULED, "topology.nodes.0.position", at(144.96, -37.81))),
        in(
            Code.DISTANCE_RULE_NEGATIVE,
            "distance_rule.base_ms",
            rule(-1, 5, Position.Geometry.SPHERE)),
        in(
            Code.DISTANCE_RULE_ABSURD,
            "distance_rule.ms_per_km",
            rule(0, 1e12, Position.Geometry.PLANE)));
  }
}
