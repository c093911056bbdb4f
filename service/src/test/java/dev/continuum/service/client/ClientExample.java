package dev.continuum.service.client;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import io.grpc.InsecureChannelCredentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The example of docs/client.md. */
final class ClientExample {

  private ClientExample() {}

  /** Creates a continuum, watches its plans, and lets its demand grow; the plan for it. */
  @SuppressWarnings("try") // A watch works by itself for as long as it is open.
  static Plan run(List<String> addresses, Path file) throws Exception {
    // tag::client[]
    try (var client =
        ContinuumClient.to(addresses, InsecureChannelCredentials.create(), Optional.empty())) {
      var problem = ProblemWire.wire(ProblemFiles.read(file));
      client.create("city", problem, PlannerPolicy.getDefaultInstance(), "create-city");
      BlockingQueue<Plan> plans = new LinkedBlockingQueue<>();
      try (var watch = client.watch("city", plans::add)) {
        var demand = DemandPatch.newBuilder().setGroup("people").setDevices(400);
        long revision =
            client.update("city", "crowd", Patch.newBuilder().setDemand(demand).build());
        Plan plan = plans.take();
        while (plan.getDeclaredRevision() < revision
            || plan.getState() != PlanState.PLAN_STATE_APPLIED) {
          plan = plans.take();
        }
        return plan;
      }
    }
    // end::client[]
  }
}
