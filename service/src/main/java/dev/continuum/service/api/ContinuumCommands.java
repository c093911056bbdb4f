package dev.continuum.service.api;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.service.access.Directory;
import dev.continuum.service.access.Principal;
import dev.continuum.service.access.Refusals;
import dev.continuum.service.proto.AdminServiceProto.Quota;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceProto.UpdateContinuumRequest;
import dev.continuum.service.proto.RecordProto.Created;
import dev.continuum.service.replica.Command;
import dev.continuum.service.replica.Commands;
import dev.continuum.service.replica.ContinuumView;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import dev.continuum.service.state.SpentBudget;
import dev.continuum.simulator.warm.forecast.Forecaster;
import dev.continuum.simulator.warm.forecast.Forecasters;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Function;

/**
 * What callers ask to change of their continua: checked against quotas and policies that exist,
 * then submitted to the machine; answered once it is durable. Thread-safe.
 */
final class ContinuumCommands {

  private final Replica replica;
  private final Directory directory;

  ContinuumCommands(Replica replica, Directory directory) {
    this.replica = replica;
    this.directory = directory;
  }

  /** Who asks now, and by which key the same command is known again. */
  static Commands.Caller caller(String idempotencyKey) {
    return caller(Principal.current(), idempotencyKey);
  }

  private static Commands.Caller caller(Principal who, String idempotencyKey) {
    return new Commands.Caller(who.key(), idempotencyKey);
  }

  /**
   * A continuum to be made.
   *
   * @param name of the tenant's choice
   * @param problem what it is at first
   * @param policy how it is planned
   * @param idempotencyKey by which the same command is known again
   */
  record Wanted(String name, Problem problem, PlannerPolicy policy, String idempotencyKey) {}

  /** Creates a continuum, within the tenant's quota. */
  <A> void create(
      Principal who, Wanted wanted, StreamObserver<A> to, Function<ContinuumState, A> message) {
    try {
      Quota quota = directory.quota(who.tenant());
      requireQuota(quota, wanted.problem());
      requireValid(wanted.policy());
      String stream = Continua.stream(who.tenant(), wanted.name());
      long present =
          replica.machines(Replica.stream(who.tenant(), "")).values().stream()
              .filter(each -> !each.stream().equals(stream) && each.view().state().present())
              .count();
      if (quota.getContinua() > 0 && present >= quota.getContinua()) {
        throw new RefusedException(Kind.QUOTA, "The tenant has as many continua as it may.");
      }
      Created created =
          Created.newBuilder().setProblem(wanted.problem()).setPolicy(wanted.policy()).build();
      replica
          .machine(stream)
          .submit(
              Commands.create(created, caller(who, wanted.idempotencyKey())),
              Replies.to(to, message));
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  /** Patches a continuum, within the tenant's quota. */
  <A> void patch(UpdateContinuumRequest request, StreamObserver<A> to, Function<Long, A> message) {
    Quota quota = directory.quota(Principal.current().tenant());
    try {
      request.getPatchesList().forEach(patch -> requireValid(patch.getPolicy()));
    } catch (RefusedException e) {
      to.onError(Refusals.status(e));
      return;
    }
    submit(
        request.getName(),
        Commands.patch(
            request.getExpectedRevision(),
            request.getPatchesList(),
            caller(request.getIdempotencyKey()),
            state -> requireQuota(quota, state.problem())),
        to,
        message);
  }

  /** Submits a command to a continuum that is there. */
  <R, A> void submit(
      String name, Command<R> command, StreamObserver<A> to, Function<R, A> message) {
    try {
      ContinuumView unused = Continua.ofCaller(replica, name);
      Continua.machineOfCaller(replica, name).submit(command, Replies.to(to, message));
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  private static void requireQuota(Quota quota, Problem problem) {
    if (quota.getNodes() > 0 && problem.getNodesCount() > quota.getNodes()) {
      throw new RefusedException(Kind.QUOTA, "The continuum has more nodes than the tenant may.");
    }
    if (quota.getGroups() > 0 && problem.getGroupsCount() > quota.getGroups()) {
      throw new RefusedException(Kind.QUOTA, "The continuum has more groups than the tenant may.");
    }
  }

  private static void requireValid(PlannerPolicy policy) {
    SpentBudget.requireValid(policy);
    List<String> names = Forecasters.all().stream().map(Forecaster::name).toList();
    if (!policy.getForecaster().isEmpty() && !names.contains(policy.getForecaster())) {
      throw new RefusedException(
          Kind.INVALID,
          "The forecaster (" + policy.getForecaster() + ") must be one of " + names + ".");
    }
  }
}
