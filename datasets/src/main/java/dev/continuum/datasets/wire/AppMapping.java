package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.WorkloadProto;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.Fence;
import dev.continuum.model.workload.Variant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Applications: calls, edges, payloads and deadline. */
final class AppMapping {

  private static final double P95 = 0.95;

  private AppMapping() {}

  static Application model(WorkloadProto.Application wire) {
    return new Application(
        new AppId(wire.getId()),
        wire.getCallsList().stream().map(AppMapping::model).toList(),
        wire.getEdgesList().stream().map(AppMapping::model).toList(),
        wire.hasEntryBytes() ? OptionalLong.of(wire.getEntryBytes()) : OptionalLong.empty(),
        wire.hasReplyBytes() ? OptionalLong.of(wire.getReplyBytes()) : OptionalLong.empty(),
        wire.hasDeadline() ? Optional.of(model(wire.getDeadline())) : Optional.empty(),
        Constants.model(wire.getAdmission(), Admission.BEST_EFFORT),
        wire.hasWeight() ? wire.getWeight() : 1);
  }

  static WorkloadProto.Application wire(Application model) {
    WorkloadProto.Application.Builder wire =
        WorkloadProto.Application.newBuilder().setId(model.id().value());
    model.calls().forEach(call -> wire.addCalls(wire(call)));
    model.edges().forEach(edge -> wire.addEdges(wire(edge)));
    model.entryBytes().ifPresent(wire::setEntryBytes);
    model.replyBytes().ifPresent(wire::setReplyBytes);
    model.deadline().ifPresent(deadline -> wire.setDeadline(wire(deadline)));
    if (model.admission() != Admission.BEST_EFFORT) {
      wire.setAdmission(
          Constants.wire(model.admission(), WorkloadProto.Admission.ADMISSION_UNSPECIFIED));
    }
    if (model.weight() != 1) {
      wire.setWeight(model.weight());
    }
    return wire.build();
  }

  private static Call model(WorkloadProto.Call wire) {
    List<Variant> variants =
        wire.getVariantsCount() == 0
            ? List.of(new Variant(new FunctionId(wire.getId()), 0))
            : wire.getVariantsList().stream()
                .map(
                    variant ->
                        new Variant(
                            new FunctionId(variant.getFunction()),
                            variant.getQualityPricePerRequest()))
                .toList();
    return new Call(
        new CallId(wire.getId()),
        variants,
        wire.hasCallsPerRequest() ? wire.getCallsPerRequest() : 1,
        Constants.model(wire.getPin(), Call.Pin.NONE),
        FenceMapping.model(wire.getFence()));
  }

  private static WorkloadProto.Call wire(Call model) {
    WorkloadProto.Call.Builder wire = WorkloadProto.Call.newBuilder().setId(model.id().value());
    if (!model.variants().equals(List.of(new Variant(new FunctionId(model.id().value()), 0)))) {
      for (Variant variant : model.variants()) {
        wire.addVariants(
            WorkloadProto.Variant.newBuilder()
                .setFunction(variant.function().value())
                .setQualityPricePerRequest(variant.qualityPricePerRequest()));
      }
    }
    if (model.callsPerRequest() != 1) {
      wire.setCallsPerRequest(model.callsPerRequest());
    }
    if (model.pin() != Call.Pin.NONE) {
      wire.setPin(Constants.wire(model.pin(), WorkloadProto.Pin.PIN_UNSPECIFIED));
    }
    if (!model.fence().equals(Fence.NONE)) {
      wire.setFence(FenceMapping.wire(model.fence()));
    }
    return wire.build();
  }

  private static CallEdge model(WorkloadProto.CallEdge wire) {
    return new CallEdge(
        new CallId(wire.getFrom()),
        new CallId(wire.getTo()),
        wire.hasBytesPerRequest()
            ? OptionalLong.of(wire.getBytesPerRequest())
            : OptionalLong.empty());
  }

  private static WorkloadProto.CallEdge wire(CallEdge model) {
    WorkloadProto.CallEdge.Builder wire =
        WorkloadProto.CallEdge.newBuilder().setFrom(model.from().value()).setTo(model.to().value());
    model.bytesPerRequest().ifPresent(wire::setBytesPerRequest);
    return wire.build();
  }

  private static Deadline model(WorkloadProto.Deadline wire) {
    return new Deadline(
        Units.millis(wire.getLimitMs()),
        wire.hasPercentile() ? wire.getPercentile() : P95,
        Constants.model(wire.getHardness(), Deadline.Hardness.SOFT));
  }

  private static WorkloadProto.Deadline wire(Deadline model) {
    WorkloadProto.Deadline.Builder wire =
        WorkloadProto.Deadline.newBuilder().setLimitMs(Units.millis(model.limit()));
    if (model.percentile() != P95) {
      wire.setPercentile(model.percentile());
    }
    if (model.hardness() != Deadline.Hardness.SOFT) {
      wire.setHardness(
          Constants.wire(model.hardness(), WorkloadProto.Hardness.HARDNESS_UNSPECIFIED));
    }
    return wire.build();
  }
}
