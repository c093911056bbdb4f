package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.WorkloadProto;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.workload.AcceleratorNeed;
import dev.continuum.model.workload.Artifact;
import dev.continuum.model.workload.Fence;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import dev.continuum.model.workload.StartUpPath;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Functions: demand, profiles, artifact, start-up and sizing. */
final class FunctionMapping {

  private static final Cpu ONE_CORE = Cpu.cores(1);

  private FunctionMapping() {}

  static Function model(WorkloadProto.Function wire) {
    SortedMap<NodeClassId, ServiceProfile> profiles = new TreeMap<>();
    wire.getProfilesMap()
        .forEach((name, profile) -> profiles.put(new NodeClassId(name), model(profile)));
    SortedMap<NodeClassId, StartUpPath> startUp = new TreeMap<>();
    wire.getStartUpByClassMap()
        .forEach((name, path) -> startUp.put(new NodeClassId(name), model(path)));
    return new Function(
        new FunctionId(wire.getId()),
        Units.mebibytes(wire.getMemoryMib()),
        wire.hasConcurrency() ? wire.getConcurrency() : 1,
        wire.hasCpuWhileBusyMillicores()
            ? Cpu.millicores(wire.getCpuWhileBusyMillicores())
            : ONE_CORE,
        wire.hasWorkMs() ? Optional.of(Units.millis(wire.getWorkMs())) : Optional.empty(),
        wire.hasWorkScv() ? wire.getWorkScv() : 1,
        profiles,
        wire.getAcceleratorsList().stream().map(FunctionMapping::model).toList(),
        model(wire.getArtifact()),
        wire.getRuntime(),
        model(wire.getStartUp()),
        startUp,
        FenceMapping.model(wire.getFence()),
        model(wire.getSizing()),
        wire.getSizeOf().isEmpty()
            ? Optional.empty()
            : Optional.of(new FunctionId(wire.getSizeOf())));
  }

  static WorkloadProto.Function wire(Function model) {
    WorkloadProto.Function.Builder wire =
        WorkloadProto.Function.newBuilder()
            .setId(model.id().value())
            .setMemoryMib(model.memory().mebibytes())
            .setRuntime(model.runtime());
    if (model.concurrency() != 1) {
      wire.setConcurrency(model.concurrency());
    }
    if (!model.cpuWhileBusy().equals(ONE_CORE)) {
      wire.setCpuWhileBusyMillicores(model.cpuWhileBusy().millicores());
    }
    model.work().ifPresent((Duration work) -> wire.setWorkMs(Units.millis(work)));
    if (model.workScv() != 1) {
      wire.setWorkScv(model.workScv());
    }
    model.profiles().forEach((name, profile) -> wire.putProfiles(name.value(), wire(profile)));
    model.accelerators().forEach(need -> wire.addAccelerators(wire(need)));
    if (!model.artifact().equals(Artifact.NONE)) {
      wire.setArtifact(wire(model.artifact()));
    }
    if (!model.defaultStartUp().equals(StartUpPath.INSTANT)) {
      wire.setStartUp(wire(model.defaultStartUp()));
    }
    model.startUp().forEach((name, path) -> wire.putStartUpByClass(name.value(), wire(path)));
    if (!model.fence().equals(Fence.NONE)) {
      wire.setFence(FenceMapping.wire(model.fence()));
    }
    if (!model.sizing().equals(Sizing.NONE)) {
      wire.setSizing(wire(model.sizing()));
    }
    model.sizeOf().ifPresent(base -> wire.setSizeOf(base.value()));
    return wire.build();
  }

  private static ServiceProfile model(WorkloadProto.ServiceProfile wire) {
    return new ServiceProfile(
        Units.millis(wire.getMeanMs()),
        wire.hasScv() ? wire.getScv() : 1,
        wire.getPercentilesList().stream()
            .map(
                point ->
                    new ServiceProfile.Percentile(
                        point.getProbability(), Units.millis(point.getValueMs())))
            .toList());
  }

  private static WorkloadProto.ServiceProfile wire(ServiceProfile model) {
    WorkloadProto.ServiceProfile.Builder wire =
        WorkloadProto.ServiceProfile.newBuilder().setMeanMs(Units.millis(model.mean()));
    if (model.scv() != 1) {
      wire.setScv(model.scv());
    }
    for (ServiceProfile.Percentile point : model.percentiles()) {
      wire.addPercentiles(
          WorkloadProto.Percentile.newBuilder()
              .setProbability(point.probability())
              .setValueMs(Units.millis(point.value())));
    }
    return wire.build();
  }

  private static AcceleratorNeed model(WorkloadProto.AcceleratorNeed wire) {
    return new AcceleratorNeed(
        wire.getKind(),
        wire.hasUnits() ? wire.getUnits() : 1,
        Units.mebibytes(wire.getMemoryMib()));
  }

  private static WorkloadProto.AcceleratorNeed wire(AcceleratorNeed model) {
    WorkloadProto.AcceleratorNeed.Builder wire =
        WorkloadProto.AcceleratorNeed.newBuilder()
            .setKind(model.kind())
            .setMemoryMib(model.memory().mebibytes());
    if (model.units() != 1) {
      wire.setUnits(model.units());
    }
    return wire.build();
  }

  private static Artifact model(WorkloadProto.Artifact wire) {
    return new Artifact(
        Units.mebibytes(wire.getSizeMib()),
        wire.getRepository().isEmpty()
            ? Optional.empty()
            : Optional.of(new PointId(wire.getRepository())));
  }

  private static WorkloadProto.Artifact wire(Artifact model) {
    WorkloadProto.Artifact.Builder wire =
        WorkloadProto.Artifact.newBuilder().setSizeMib(model.size().mebibytes());
    model.repository().ifPresent(point -> wire.setRepository(point.value()));
    return wire.build();
  }

  private static StartUpPath model(WorkloadProto.StartUpPath wire) {
    return new StartUpPath(
        Units.millis(wire.getInstallMs()),
        Units.millis(wire.getColdStartMs()),
        Units.millis(wire.getUnpauseMs()));
  }

  private static WorkloadProto.StartUpPath wire(StartUpPath model) {
    return WorkloadProto.StartUpPath.newBuilder()
        .setInstallMs(Units.millis(model.install()))
        .setColdStartMs(Units.millis(model.coldStart()))
        .setUnpauseMs(Units.millis(model.unpause()))
        .build();
  }

  private static Sizing model(WorkloadProto.Sizing wire) {
    return new Sizing(
        Constants.model(wire.getKind(), Sizing.Kind.NONE),
        Units.millis(wire.getWaitBudgetMs()),
        wire.hasEpsilon() ? wire.getEpsilon() : 1,
        wire.hasTarget() ? wire.getTarget() : 1,
        wire.getFloor());
  }

  private static WorkloadProto.Sizing wire(Sizing model) {
    WorkloadProto.Sizing.Builder wire =
        WorkloadProto.Sizing.newBuilder()
            .setKind(Constants.wire(model.kind(), WorkloadProto.SizingKind.SIZING_KIND_UNSPECIFIED))
            .setWaitBudgetMs(Units.millis(model.waitBudget()))
            .setFloor(model.floor());
    if (model.epsilon() != 1) {
      wire.setEpsilon(model.epsilon());
    }
    if (model.target() != 1) {
      wire.setTarget(model.target());
    }
    return wire.build();
  }
}
