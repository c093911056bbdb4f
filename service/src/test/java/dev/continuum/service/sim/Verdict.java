package dev.continuum.service.sim;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.placement.Placement;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.store.SimulatedStore;
import dev.continuum.service.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the log as an auditor would. */
final class Verdict {

  private final String stream;
  private final SimulatedStore store;
  private final List<String> faults;
  private final Map<String, Integer> keys = new HashMap<>();
  private ContinuumState state = ContinuumState.ABSENT;
  private long plans;

  Verdict(String stream, SimulatedStore store) {
    this.stream = stream;
    this.store = store;
    this.faults = new ArrayList<>(store.violations());
  }

  /**
   * What is against the rules.
   *
   * @param asked keys of all that clients asked for
   * @param acknowledged what they were told, by key
   * @param replicas what each replica holds, by name
   */
  List<String> faults(
      Set<String> asked, Map<String, Long> acknowledged, Map<String, ContinuumState> replicas) {
    long sequence = 0;
    for (Store.Entry entry : store.read(stream, 0, Integer.MAX_VALUE)) {
      if (entry.sequence() != ++sequence) {
        faults.add("sequence " + entry.sequence() + " follows " + (sequence - 1));
      }
      read(entry, acknowledged);
    }
    for (String key : asked) {
      if (!acknowledged.containsKey(key)) {
        faults.add(key + " was never acknowledged");
      }
    }
    acknowledged
        .keySet()
        .forEach(
            key -> {
              if (keys.getOrDefault(key, 0) != 1) {
                faults.add(
                    key
                        + " was acknowledged and is in the log "
                        + keys.getOrDefault(key, 0)
                        + " times");
              }
            });
    replicas.forEach(this::agree);
    return faults;
  }

  private void read(Store.Entry entry, Map<String, Long> acknowledged) {
    Record read;
    try {
      read = Record.parseFrom(entry.data());
    } catch (InvalidProtocolBufferException e) {
      faults.add("entry " + entry.sequence() + " cannot be read");
      return;
    }
    if (read.hasPlanned()) {
      plan(read);
    }
    state = state.after(read);
    if (!read.getIdempotencyKey().isEmpty()) {
      keys.merge(read.getIdempotencyKey(), 1, Integer::sum);
      Long told = acknowledged.get(read.getIdempotencyKey());
      if (told != null && told != state.revisions().getDeclared()) {
        faults.add(
            read.getIdempotencyKey()
                + " was told revision "
                + told
                + ", the log says "
                + state.revisions().getDeclared());
      }
    }
  }

  private void plan(Record read) {
    if (read.getPlanned().getRevision() != ++plans) {
      faults.add("plan " + read.getPlanned().getRevision() + " is number " + plans);
    }
    if (read.getPlanned().getDeclaredRevision() != state.revisions().getDeclared()) {
      faults.add("plan " + plans + " is for what was declared before");
    }
    PlacementProblem declared = state.declared();
    Placement placement =
        PlacementWire.model(
            read.getPlanned().getPlacement().toBuilder().clearUnserved().build(),
            declared.groups());
    if (!PlacementEvaluator.evaluate(declared, placement).broken().isEmpty()) {
      faults.add("plan " + plans + " breaks a rule");
    }
  }

  private void agree(String name, ContinuumState seen) {
    if (!seen.equals(state)) {
      faults.add("replica " + name + " disagrees with the log");
    }
    if (state.present() && state.appliedPlan().isEmpty()) {
      faults.add("no plan is in force at the end");
    }
    if (state.present() && !state.content().getPlanningFault().isEmpty()) {
      faults.add("planning still fails at the end: " + state.content().getPlanningFault());
    }
  }
}
