package dev.continuum.service.replica;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.planner.Loop;
import dev.continuum.service.proto.ContinuumProto.ObservedService;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.proto.TelemetryServiceProto.Sample;
import dev.continuum.service.state.Measured;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.ServiceEstimates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * How telemetry gets into a machine: gathered for a moment, then written as one record. Confined to
 * its machine's loop.
 */
final class TelemetryIntake {

  private final ContinuumMachine machine;
  private final Loop loop;
  private final long flushMillis;
  private final Telemetry telemetry = new Telemetry();
  private boolean flushing;

  TelemetryIntake(ContinuumMachine machine, Loop loop, long flushMillis) {
    this.machine = machine;
    this.loop = loop;
    this.flushMillis = flushMillis;
  }

  void report(Telemetry.Batch batch, Reply<Acknowledged> reply) {
    if (!machine.leading()) {
      reply.refused(RefusedException.notLeader(machine.leader()));
      machine.advance();
      return;
    }
    telemetry.take(batch, machine.measured(), machine.state(), loop.nowMillis(), reply);
    flushLater();
  }

  void counted(List<Sample> samples, Reply<Acknowledged> reply) {
    if (!machine.leading()) {
      reply.refused(RefusedException.notLeader(machine.leader()));
      return;
    }
    telemetry.counted(samples, machine.measured(), machine.state(), loop.nowMillis(), reply);
    flushLater();
  }

  Observations observations(int most) {
    long now = loop.nowMillis();
    return new Observations(
        machine
            .measured()
            .silentSince(now - PolicyMapping.staleAfterMillis(machine.state().policy()), most),
        services(now - PolicyMapping.staleAfterMillis(machine.state().policy())),
        machine.measured().limits(now),
        now);
  }

  /** What was observed, with what of it counts in what is planned for, and how old it is. */
  private List<ObservedService> services(long staleBefore) {
    Measured measured = machine.measured();
    List<ObservedService> seen = measured.services();
    if (seen.isEmpty() || !machine.state().present()) {
      return seen;
    }
    PlacementProblem declared = machine.state().declared();
    Map<ServiceEstimates.Pair, ServiceProfile> estimates = ServiceEstimates.of(declared, measured);
    Map<String, NodeClassId> classes =
        declared.topology().nodes().stream()
            .collect(Collectors.toMap(node -> node.id().value(), Node::nodeClass));
    return seen.stream().map(each -> told(each, estimates, classes, staleBefore)).toList();
  }

  private ObservedService told(
      ObservedService seen,
      Map<ServiceEstimates.Pair, ServiceProfile> estimates,
      Map<String, NodeClassId> classes,
      long staleBefore) {
    ObservedService.Builder told = seen.toBuilder();
    OptionalLong latest = machine.measured().serviceLatestMs(seen.getFunction(), seen.getNode());
    latest.ifPresent(told::setLatestMs);
    told.setStale(latest.orElse(Long.MIN_VALUE) < staleBefore);
    Optional.ofNullable(classes.get(seen.getNode()))
        .map(of -> estimates.get(new ServiceEstimates.Pair(new FunctionId(seen.getFunction()), of)))
        .ifPresent(
            profile ->
                told.setPlannedServiceMs(profile.mean().toNanos() / 1e6)
                    .setPlannedScv(profile.scv()));
    return told.build();
  }

  /** Leading ended: what was gathered is not taken. */
  void refuse(RefusedException told) {
    if (!telemetry.isEmpty()) {
      var unused = telemetry.drain();
      telemetry.drainWaiting().refused(told);
    }
  }

  private void flushLater() {
    if (!flushing && !telemetry.isEmpty()) {
      flushing = true;
      var unused =
          loop.schedule(
              flushMillis,
              () -> {
                flushing = false;
                flush();
              });
    }
  }

  private void flush() {
    if (telemetry.isEmpty() || !machine.leading()) {
      return;
    }
    machine.append(Record.newBuilder().setObserved(telemetry.drain()), telemetry.drainWaiting());
  }
}
