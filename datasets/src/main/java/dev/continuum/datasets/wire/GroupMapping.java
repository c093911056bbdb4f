package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.WorkloadProto;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Splitting;
import java.util.Optional;

/** Client groups with their access links and batteries. */
final class GroupMapping {

  private GroupMapping() {}

  static ClientGroup model(WorkloadProto.ClientGroup wire) {
    return new ClientGroup(
        new GroupId(wire.getId()),
        new AppId(wire.getApp()),
        wire.getDeviceClass().isEmpty()
            ? Optional.empty()
            : Optional.of(new DeviceClassId(wire.getDeviceClass())),
        new PointId(wire.getPoint()),
        wire.hasDevices() ? wire.getDevices() : 1,
        Constants.model(wire.getSplitting(), Splitting.WHOLE),
        new Rate(wire.getRatePerS()),
        wire.hasArrivalScv() ? wire.getArrivalScv() : 1,
        wire.hasAccess() ? model(wire.getAccess()) : AccessLink.NONE,
        wire.hasBattery() ? Optional.of(model(wire.getBattery())) : Optional.empty());
  }

  static WorkloadProto.ClientGroup wire(ClientGroup model) {
    WorkloadProto.ClientGroup.Builder wire =
        WorkloadProto.ClientGroup.newBuilder()
            .setId(model.id().value())
            .setApp(model.app().value())
            .setPoint(model.point().value())
            .setRatePerS(model.rate().perSecond());
    model.deviceClass().ifPresent(name -> wire.setDeviceClass(name.value()));
    if (model.devices() != 1) {
      wire.setDevices(model.devices());
    }
    if (model.splitting() != Splitting.WHOLE) {
      wire.setSplitting(
          Constants.wire(model.splitting(), WorkloadProto.Splitting.SPLITTING_UNSPECIFIED));
    }
    if (model.arrivalScv() != 1) {
      wire.setArrivalScv(model.arrivalScv());
    }
    if (!model.access().equals(AccessLink.NONE)) {
      wire.setAccess(wire(model.access()));
    }
    model.battery().ifPresent(battery -> wire.setBattery(wire(battery)));
    return wire.build();
  }

  private static AccessLink model(WorkloadProto.AccessLink wire) {
    return new AccessLink(
        Units.millis(wire.getLatencyMs()),
        Units.millis(wire.getJitterMs()),
        wire.hasUpMbitPerS() ? Units.megabits(wire.getUpMbitPerS()) : Bandwidth.UNLIMITED,
        wire.hasDownMbitPerS() ? Units.megabits(wire.getDownMbitPerS()) : Bandwidth.UNLIMITED,
        wire.hasUtilisationCap() ? wire.getUtilisationCap() : 1);
  }

  private static WorkloadProto.AccessLink wire(AccessLink model) {
    WorkloadProto.AccessLink.Builder wire =
        WorkloadProto.AccessLink.newBuilder()
            .setLatencyMs(Units.millis(model.latency()))
            .setJitterMs(Units.millis(model.jitter()));
    if (!model.up().isUnlimited()) {
      wire.setUpMbitPerS(Units.megabits(model.up()));
    }
    if (!model.down().isUnlimited()) {
      wire.setDownMbitPerS(Units.megabits(model.down()));
    }
    if (model.utilisationCap() != 1) {
      wire.setUtilisationCap(model.utilisationCap());
    }
    return wire.build();
  }

  private static BatteryState model(WorkloadProto.Battery wire) {
    return new BatteryState(wire.getLevelJoules(), Units.seconds(wire.getRequiredLifetimeS()));
  }

  private static WorkloadProto.Battery wire(BatteryState model) {
    return WorkloadProto.Battery.newBuilder()
        .setLevelJoules(model.levelJoules())
        .setRequiredLifetimeS(Units.seconds(model.requiredLifetime()))
        .build();
  }
}
