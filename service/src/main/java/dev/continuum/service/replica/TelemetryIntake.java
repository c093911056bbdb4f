package dev.continuum.service.replica;

import dev.continuum.planner.Loop;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.proto.TelemetryServiceProto.Sample;
import dev.continuum.service.state.RefusedException;
import java.util.List;

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
        machine.measured().services(),
        machine.measured().limits(now),
        now);
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
