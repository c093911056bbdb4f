package dev.continuum.service.api;

import dev.continuum.service.access.Names;
import dev.continuum.service.access.Principal;
import dev.continuum.service.proto.ContinuumProto.Continuum;
import dev.continuum.service.replica.ContinuumMachine;
import dev.continuum.service.replica.ContinuumView;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import java.util.Optional;

/** Finds continua of a tenant; what is another tenant's is not there. */
final class Continua {

  private Continua() {}

  /** The stream of a continuum of this name. */
  static String stream(String tenant, String name) {
    return Replica.stream(tenant, Names.required("continuum", name));
  }

  /** A continuum that is there. */
  static ContinuumView present(Replica replica, String tenant, String name) {
    return replica
        .known(stream(tenant, name))
        .map(machine -> machine.view())
        .filter(view -> view.state().present())
        .orElseThrow(() -> new RefusedException(Kind.NOT_FOUND, "There is no such continuum."));
  }

  /** A continuum of the caller's that is there. */
  static ContinuumView ofCaller(Replica replica, String name) {
    return present(replica, Principal.current().tenant(), name);
  }

  /** The machine of a continuum of the caller's. */
  static ContinuumMachine machineOfCaller(Replica replica, String name) {
    return replica.machine(stream(Principal.current().tenant(), name));
  }

  static Continuum wire(String name, ContinuumState state) {
    Continuum.Builder wire =
        Continuum.newBuilder()
            .setName(name)
            .setRevisions(state.revisions())
            .setPolicy(state.policy())
            .setPaused(state.content().getPaused())
            .setPlanningFault(state.content().getPlanningFault())
            .addAllPins(state.content().getPinsList())
            .setNodes(state.problem().getNodesCount())
            .setGroups(state.problem().getGroupsCount());
    Optional<dev.continuum.service.proto.ContinuumProto.Plan> applied = state.appliedPlan();
    applied.ifPresent(plan -> wire.setAppliedPlan(plan.getRevision()));
    return wire.build();
  }
}
