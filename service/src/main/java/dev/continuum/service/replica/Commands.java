package dev.continuum.service.replica;

import com.google.protobuf.ByteString;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.planner.PlanProposal;
import dev.continuum.service.proto.ContinuumProto.ObservedLimit;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PinnedFunction;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.proto.ContinuumProto.PlanTrigger;
import dev.continuum.service.proto.DomainServiceProto.DomainEvent;
import dev.continuum.service.proto.RecordProto.Announced;
import dev.continuum.service.proto.RecordProto.Created;
import dev.continuum.service.proto.RecordProto.Deleted;
import dev.continuum.service.proto.RecordProto.Observed;
import dev.continuum.service.proto.RecordProto.Patched;
import dev.continuum.service.proto.RecordProto.PlanMoved;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.proto.RecordProto.Registered;
import dev.continuum.service.proto.RecordProto.Unregistered;
import dev.continuum.service.replica.Command.Decision;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything that can be done to a continuum. */
public final class Commands {

  private static final int LARGEST_ANNOUNCEMENT = 4096;

  private Commands() {}

  /**
   * Who asks, and what makes a repeated call harmless.
   *
   * @param actor id of the caller's key; empty without one
   * @param idempotencyKey the caller's; empty for none
   */
  public record Caller(String actor, String idempotencyKey) {

    /** The service itself. */
    public static final Caller SERVICE = new Caller("", "");

    private Record.Builder entry() {
      return Record.newBuilder().setActor(actor).setIdempotencyKey(idempotencyKey);
    }
  }

  /** Creates the continuum; answers its state. */
  public static Command<ContinuumState> create(Created created, Caller caller) {
    return state -> {
      if (state.remembered(caller.idempotencyKey()).isPresent()) {
        return new Decision<>(List.of(), after -> after);
      }
      if (state.present()) {
        throw new RefusedException(Kind.EXISTS, "There is a continuum of this name already.");
      }
      Record.Builder entry = caller.entry().setCreated(created);
      var unused = state.after(entry.build()).declared();
      return new Decision<>(List.of(entry), after -> after);
    };
  }

  /** Patches what is declared; answers the declared revision. */
  public static Command<Long> patch(
      long expected,
      List<Patch> patches,
      Caller caller,
      java.util.function.Consumer<ContinuumState> check) {
    return declaring(
        caller,
        state -> {
          if (expected != 0 && expected != state.revisions().getDeclared()) {
            throw new RefusedException(
                Kind.PRECONDITION,
                "The expected revision ("
                    + expected
                    + ") must be the declared one ("
                    + state.revisions().getDeclared()
                    + ").");
          }
          if (patches.isEmpty()) {
            throw new RefusedException(Kind.INVALID, "There must be at least one patch.");
          }
          Record.Builder entry =
              caller.entry().setPatched(Patched.newBuilder().addAllPatches(patches));
          check.accept(state.after(entry.build()));
          return entry;
        });
  }

  /** Pins a function; answers the declared revision. */
  public static Command<Long> pin(PinnedFunction pin, Caller caller) {
    return declaring(caller, state -> caller.entry().setPinned(pin));
  }

  /** Unpins a function; answers the declared revision. */
  public static Command<Long> unpin(String function, Caller caller) {
    return declaring(
        caller,
        state -> {
          if (state.content().getPinsList().stream()
              .noneMatch(pin -> pin.getFunction().equals(function))) {
            throw new RefusedException(Kind.NOT_FOUND, "The function is not pinned.");
          }
          return caller.entry().setUnpinned(function);
        });
  }

  /** Pauses or resumes planning. */
  public static Command<Boolean> pause(boolean paused, Caller caller) {
    return state -> {
      requirePresent(state);
      return new Decision<>(
          state.content().getPaused() == paused
              ? List.of()
              : List.of(caller.entry().setPaused(paused)),
          after -> true);
    };
  }

  /** Forgets the continuum. */
  public static Command<Boolean> delete(Caller caller) {
    return state -> {
      requirePresent(state);
      return new Decision<>(
          List.of(caller.entry().setDeleted(Deleted.getDefaultInstance())), after -> true);
    };
  }

  /** Publishes an earlier plan again and pauses; answers the new plan's revision. */
  public static Command<Long> rollback(long revision, Caller caller) {
    return state -> {
      requirePresent(state);
      var earlier = state.remembered(caller.idempotencyKey());
      if (earlier.isPresent()) {
        return new Decision<>(List.of(), after -> earlier.get().getPlanRevision());
      }
      Plan old =
          state
              .plan(revision)
              .orElseThrow(
                  () -> new RefusedException(Kind.NOT_FOUND, "There is no such plan any more."));
      Plan again =
          old.toBuilder()
              .setRevision(state.revisions().getPlan() + 1)
              .setState(PlanState.PLAN_STATE_APPROVED)
              .setTrigger(PlanTrigger.PLAN_TRIGGER_ROLLBACK)
              .clearFault()
              .clearChanges()
              .clearChangesAllowed()
              .build();
      return new Decision<>(
          List.of(
              Record.newBuilder().setActor(caller.actor()).setPaused(true),
              caller.entry().setPlanned(again)),
          after -> again.getRevision());
    };
  }

  /** Approves a proposed plan. */
  public static Command<Boolean> approve(long revision, Caller caller) {
    return state -> {
      requirePresent(state);
      Plan plan =
          state
              .plan(revision)
              .orElseThrow(() -> new RefusedException(Kind.NOT_FOUND, "There is no such plan."));
      if (plan.getState() == PlanState.PLAN_STATE_APPROVED
          || plan.getState() == PlanState.PLAN_STATE_APPLYING
          || plan.getState() == PlanState.PLAN_STATE_APPLIED) {
        return new Decision<>(List.of(), after -> true);
      }
      if (plan.getState() != PlanState.PLAN_STATE_PROPOSED) {
        throw new RefusedException(
            Kind.PRECONDITION, "The plan must be PROPOSED; it is " + plan.getState() + ".");
      }
      return new Decision<>(
          List.of(
              caller
                  .entry()
                  .setPlanMoved(
                      PlanMoved.newBuilder()
                          .setRevision(revision)
                          .setState(PlanState.PLAN_STATE_APPROVED))),
          after -> true);
    };
  }

  /** Registers a domain or a device. */
  public static Command<Boolean> register(Registered who, Caller caller) {
    return state -> {
      requirePresent(state);
      boolean known =
          who.getNode().isEmpty()
              ? state.problem().getGroupsList().stream()
                  .anyMatch(group -> group.getId().equals(who.getGroup()))
              : state.problem().getNodesList().stream()
                  .anyMatch(node -> node.getId().equals(who.getNode()));
      if (!known) {
        throw new RefusedException(
            Kind.NOT_FOUND,
            who.getNode().isEmpty()
                ? "The group of the device is not declared."
                : "The node of the domain is not declared.");
      }
      return new Decision<>(List.of(caller.entry().setRegistered(who)), after -> true);
    };
  }

  /** Ends a lease; answers whether there was one. */
  public static Command<Boolean> unregister(ByteString lease, boolean expired) {
    return state -> {
      boolean there =
          state.content().getRegisteredList().stream()
              .anyMatch(each -> each.getLeaseHash().equals(lease));
      return new Decision<>(
          there
              ? List.of(
                  Record.newBuilder()
                      .setUnregistered(
                          Unregistered.newBuilder().setLeaseHash(lease).setExpired(expired)))
              : List.of(),
          after -> there);
    };
  }

  /**
   * Passes on what the holder of a lease announces; as the log has it, readers on every replica
   * hear it.
   */
  public static Command<Boolean> announce(ByteString lease, DomainEvent event, Caller caller) {
    return state -> {
      requirePresent(state);
      if (state.content().getRegisteredList().stream()
          .noneMatch(each -> each.getLeaseHash().equals(lease))) {
        throw RefusedException.noLease();
      }
      if (event.getSerializedSize() > LARGEST_ANNOUNCEMENT) {
        throw new RefusedException(
            Kind.INVALID,
            "The event (" + event.getSerializedSize() + " bytes) must be at most 4096 bytes.");
      }
      return new Decision<>(
          List.of(
              caller
                  .entry()
                  .setObserved(
                      Observed.newBuilder()
                          .addAnnouncements(
                              Announced.newBuilder().setLeaseHash(lease).setEvent(event)))),
          after -> true);
    };
  }

  /**
   * Publishes what the planner found, unless what it was made for is not so any more, or the
   * policy's budget has too few changes left for it.
   *
   * @param now ms since 1970
   */
  static Command<Boolean> publish(
      PlanProposal proposal, long fence, long now, List<ObservedLimit> limits) {
    return state -> {
      boolean stands =
          state.present()
              && !state.content().getPaused()
              && state.revisions().getDeclared() == proposal.request().declaredRevision();
      if (!stands) {
        return new Decision<>(List.of(), after -> false);
      }
      Plan.Builder plan = PlanRecords.plan(proposal, state, fence).addAllLimits(limits);
      return BudgetedPlans.within(plan, proposal, state, now)
          .map(
              held ->
                  new Decision<>(
                      state.content().getPlanningFault().equals(held)
                          ? List.of()
                          : List.of(Record.newBuilder().setPlanningFailed(held)),
                      after -> false))
          .orElseGet(
              () -> new Decision<>(List.of(Record.newBuilder().setPlanned(plan)), after -> true));
    };
  }

  /** Moves a plan on; answers false if it was superseded or is in an end state. */
  static Command<Boolean> move(
      long revision, PlanState to, String fault, List<WarmInstances> observed) {
    return state -> {
      Optional<Plan> plan = state.plan(revision);
      boolean can =
          plan.map(
                  each ->
                      each.getState() == PlanState.PLAN_STATE_APPLYING
                          || (each.getState() == PlanState.PLAN_STATE_APPROVED
                              && to == PlanState.PLAN_STATE_APPLYING))
              .orElse(false);
      boolean same = plan.map(each -> each.getState() == to).orElse(false);
      return new Decision<>(
          can && !same
              ? List.of(
                  Record.newBuilder()
                      .setPlanMoved(
                          PlanMoved.newBuilder()
                              .setRevision(revision)
                              .setState(to)
                              .setFault(fault)
                              .addAllInstances(
                                  observed.isEmpty()
                                      ? List.of()
                                      : PlanRecords.counts(plan.get(), observed))))
              : List.of(),
          after -> can);
    };
  }

  private static Command<Long> declaring(
      Caller caller, Function<ContinuumState, Record.Builder> write) {
    return state -> {
      requirePresent(state);
      var earlier = state.remembered(caller.idempotencyKey());
      if (earlier.isPresent()) {
        return new Decision<>(List.of(), after -> earlier.get().getDeclaredRevision());
      }
      Record.Builder entry = write.apply(state);
      var unused = state.after(entry.build()).declared();
      return new Decision<>(List.of(entry), after -> after.revisions().getDeclared());
    };
  }

  private static void requirePresent(ContinuumState state) {
    if (!state.present()) {
      throw new RefusedException(Kind.NOT_FOUND, "There is no such continuum.");
    }
  }
}
