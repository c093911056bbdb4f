package dev.continuum.service.api;

import dev.continuum.service.access.Refusals;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanRequest;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanResponse;
import dev.continuum.service.replica.ContinuumMachine;
import dev.continuum.service.replica.ContinuumView;
import dev.continuum.service.replica.Replica;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Watchers of plans, by continuum, until they go or are sent elsewhere. Thread-safe. */
final class PlanWatches {

  private final Replica replica;
  private final WatchThreads threads;
  private final Map<String, PlanFanout> fanouts = new ConcurrentHashMap<>();
  private final PlanMessages messages = new PlanMessages();

  /** On a replica, with threads to tell watchers on. */
  PlanWatches(Replica replica, WatchThreads threads) {
    this.replica = replica;
    this.threads = threads;
  }

  /** Tells a caller of the plans of a continuum of its own, from now on. */
  void watch(WatchPlanRequest request, StreamObserver<WatchPlanResponse> to) {
    var call = (ServerCallStreamObserver<WatchPlanResponse>) to;
    try {
      ContinuumView now = Continua.ofCaller(replica, request.getName());
      ContinuumMachine machine = Continua.machineOfCaller(replica, request.getName());
      PlanWatch watch = new PlanWatch(call, messages, now, request.getFromRevision());
      PlanFanout fanout = fanouts.computeIfAbsent(machine.stream(), stream -> fanout(machine));
      fanout.add(watch);
      Runnable forget = () -> fanout.remove(watch);
      call.setOnCancelHandler(forget);
      call.setOnCloseHandler(forget);
      call.setOnReadyHandler(watch::send);
      // What came between the view and the watch.
      watch.changed(machine.view());
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  private PlanFanout fanout(ContinuumMachine machine) {
    PlanFanout fanout = new PlanFanout(threads, machine.view());
    var unused = machine.watch(fanout::changed);
    return fanout;
  }

  /** Ends all watches: their readers go elsewhere. */
  void drain() {
    fanouts.values().forEach(PlanFanout::drain);
  }
}
