package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.TopologyProto;
import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import java.util.Optional;

/** Access points, links, explicit delays and the distance rule. */
final class NetworkMapping {

  private NetworkMapping() {}

  static Position model(TopologyProto.Position wire) {
    return new Position(wire.getLatitude(), wire.getLongitude());
  }

  static TopologyProto.Position wire(Position model) {
    return TopologyProto.Position.newBuilder()
        .setLatitude(model.latitude())
        .setLongitude(model.longitude())
        .build();
  }

  static AccessPoint model(TopologyProto.AccessPoint wire) {
    return new AccessPoint(
        new PointId(wire.getId()),
        wire.hasPosition() ? Optional.of(model(wire.getPosition())) : Optional.empty());
  }

  static TopologyProto.AccessPoint wire(AccessPoint model) {
    TopologyProto.AccessPoint.Builder wire =
        TopologyProto.AccessPoint.newBuilder().setId(model.id().value());
    model.position().ifPresent(position -> wire.setPosition(wire(position)));
    return wire.build();
  }

  static Link model(TopologyProto.Link wire) {
    return new Link(
        new PointId(wire.getA()),
        new PointId(wire.getB()),
        Units.millis(wire.getLatencyMs()),
        Units.millis(wire.getJitterMs()),
        wire.hasBandwidthAToBMbitPerS()
            ? Units.megabits(wire.getBandwidthAToBMbitPerS())
            : Bandwidth.UNLIMITED,
        wire.hasBandwidthBToAMbitPerS()
            ? Units.megabits(wire.getBandwidthBToAMbitPerS())
            : Bandwidth.UNLIMITED,
        wire.hasUtilisationCap() ? wire.getUtilisationCap() : 1);
  }

  static TopologyProto.Link wire(Link model) {
    TopologyProto.Link.Builder wire =
        TopologyProto.Link.newBuilder()
            .setA(model.a().value())
            .setB(model.b().value())
            .setLatencyMs(Units.millis(model.latency()))
            .setJitterMs(Units.millis(model.jitter()));
    if (!model.bandwidthAToB().isUnlimited()) {
      wire.setBandwidthAToBMbitPerS(Units.megabits(model.bandwidthAToB()));
    }
    if (!model.bandwidthBToA().isUnlimited()) {
      wire.setBandwidthBToAMbitPerS(Units.megabits(model.bandwidthBToA()));
    }
    if (model.utilisationCap() != 1) {
      wire.setUtilisationCap(model.utilisationCap());
    }
    return wire.build();
  }

  static PairDelay model(TopologyProto.PairDelay wire) {
    return new PairDelay(
        new PointId(wire.getFrom()),
        new PointId(wire.getTo()),
        Units.millis(wire.getLatencyMs()),
        Units.millis(wire.getJitterMs()),
        wire.hasBandwidthMbitPerS()
            ? Units.megabits(wire.getBandwidthMbitPerS())
            : Bandwidth.UNLIMITED);
  }

  static TopologyProto.PairDelay wire(PairDelay model) {
    TopologyProto.PairDelay.Builder wire =
        TopologyProto.PairDelay.newBuilder()
            .setFrom(model.from().value())
            .setTo(model.to().value())
            .setLatencyMs(Units.millis(model.latency()))
            .setJitterMs(Units.millis(model.jitter()));
    if (!model.bandwidth().isUnlimited()) {
      wire.setBandwidthMbitPerS(Units.megabits(model.bandwidth()));
    }
    return wire.build();
  }

  static DistanceRule model(TopologyProto.DistanceRule wire) {
    return new DistanceRule(
        Units.microsOfMillis(wire.getBaseMs()),
        Units.microsOfMillis(wire.getMsPerKm()),
        Units.microsOfMillis(wire.getJitterMs()),
        wire.hasBandwidthMbitPerS()
            ? Units.megabits(wire.getBandwidthMbitPerS())
            : Bandwidth.UNLIMITED,
        Constants.model(wire.getGeometry(), Position.Geometry.SPHERE));
  }

  static TopologyProto.DistanceRule wire(DistanceRule model) {
    TopologyProto.DistanceRule.Builder wire =
        TopologyProto.DistanceRule.newBuilder()
            .setBaseMs(Units.millisOfMicros(model.baseMicros()))
            .setMsPerKm(Units.millisOfMicros(model.microsPerKilometre()))
            .setJitterMs(Units.millisOfMicros(model.jitterMicros()));
    if (!model.bandwidth().isUnlimited()) {
      wire.setBandwidthMbitPerS(Units.megabits(model.bandwidth()));
    }
    if (model.geometry() != Position.Geometry.SPHERE) {
      wire.setGeometry(
          Constants.wire(model.geometry(), TopologyProto.Geometry.GEOMETRY_UNSPECIFIED));
    }
    return wire.build();
  }
}
