package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.TopologyProto;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.topology.Radio;

/** What nodes and device classes have in common: capacity, prices, power; and the radio. */
final class CapacityMapping {

  private CapacityMapping() {}

  static Capacity model(TopologyProto.Capacity wire) {
    return new Capacity(
        wire.hasCpuMillicores() ? Cpu.millicores(wire.getCpuMillicores()) : Cpu.UNLIMITED,
        wire.hasUtilisationCap() ? wire.getUtilisationCap() : Capacity.DEFAULT_UTILISATION_CAP,
        wire.hasMemoryMib() ? Units.mebibytes(wire.getMemoryMib()) : Memory.UNLIMITED,
        Units.mebibytes(wire.getMemoryHeadroomMib()),
        wire.hasInstances() ? wire.getInstances() : Capacity.UNLIMITED_INSTANCES,
        wire.hasRatePerS() ? new Rate(wire.getRatePerS()) : Rate.UNLIMITED,
        wire.hasInstanceRatePerS() ? new Rate(wire.getInstanceRatePerS()) : Rate.UNLIMITED,
        wire.hasStorageMib() ? Units.mebibytes(wire.getStorageMib()) : Memory.UNLIMITED,
        wire.getAcceleratorsList().stream().map(CapacityMapping::model).toList());
  }

  static TopologyProto.Capacity wire(Capacity model) {
    TopologyProto.Capacity.Builder wire = TopologyProto.Capacity.newBuilder();
    if (!model.cpu().equals(Cpu.UNLIMITED)) {
      wire.setCpuMillicores(model.cpu().millicores());
    }
    if (model.utilisationCap() != Capacity.DEFAULT_UTILISATION_CAP) {
      wire.setUtilisationCap(model.utilisationCap());
    }
    if (!model.memory().isUnlimited()) {
      wire.setMemoryMib(model.memory().mebibytes());
    }
    if (!model.memoryHeadroom().equals(Memory.ZERO)) {
      wire.setMemoryHeadroomMib(model.memoryHeadroom().mebibytes());
    }
    if (model.instances() != Capacity.UNLIMITED_INSTANCES) {
      wire.setInstances(model.instances());
    }
    if (!model.rate().equals(Rate.UNLIMITED)) {
      wire.setRatePerS(model.rate().perSecond());
    }
    if (!model.instanceRate().equals(Rate.UNLIMITED)) {
      wire.setInstanceRatePerS(model.instanceRate().perSecond());
    }
    if (!model.storage().isUnlimited()) {
      wire.setStorageMib(model.storage().mebibytes());
    }
    for (AcceleratorPool pool : model.accelerators()) {
      wire.addAccelerators(wire(pool));
    }
    return wire.build();
  }

  static Prices model(TopologyProto.Prices wire) {
    return new Prices(
        wire.getPerRequest(),
        wire.getPerGibSecondOnDemand(),
        wire.getPerGibSecondProvisioned(),
        wire.getPerGibSecondKept(),
        wire.getPerGibSent(),
        wire.getActivePerHour());
  }

  static TopologyProto.Prices wire(Prices model) {
    return TopologyProto.Prices.newBuilder()
        .setPerRequest(model.perRequest())
        .setPerGibSecondOnDemand(model.perGibSecondOnDemand())
        .setPerGibSecondProvisioned(model.perGibSecondProvisioned())
        .setPerGibSecondKept(model.perGibSecondKept())
        .setPerGibSent(model.perGibSent())
        .setActivePerHour(model.activePerHour())
        .build();
  }

  static PowerModel model(TopologyProto.Power wire) {
    return new PowerModel(wire.getIdleWatts(), wire.getWattsPerBusyCore());
  }

  static TopologyProto.Power wire(PowerModel model) {
    return TopologyProto.Power.newBuilder()
        .setIdleWatts(model.idleWatts())
        .setWattsPerBusyCore(model.wattsPerBusyCore())
        .build();
  }

  static Radio model(TopologyProto.Radio wire) {
    return new Radio(
        wire.getJoulesPerByteUp(),
        wire.getJoulesPerByteDown(),
        wire.getTailWatts(),
        Units.millis(wire.getTailMs()));
  }

  static TopologyProto.Radio wire(Radio model) {
    return TopologyProto.Radio.newBuilder()
        .setJoulesPerByteUp(model.joulesPerByteUp())
        .setJoulesPerByteDown(model.joulesPerByteDown())
        .setTailWatts(model.tailWatts())
        .setTailMs(Units.millis(model.tail()))
        .build();
  }

  private static AcceleratorPool model(TopologyProto.AcceleratorPool wire) {
    return new AcceleratorPool(
        wire.getKind(),
        wire.hasCount() ? wire.getCount() : 1,
        Units.mebibytes(wire.getMemoryMib()));
  }

  private static TopologyProto.AcceleratorPool wire(AcceleratorPool model) {
    TopologyProto.AcceleratorPool.Builder wire =
        TopologyProto.AcceleratorPool.newBuilder()
            .setKind(model.kind())
            .setMemoryMib(model.memoryEach().mebibytes());
    if (model.count() != 1) {
      wire.setCount(model.count());
    }
    return wire.build();
  }
}
