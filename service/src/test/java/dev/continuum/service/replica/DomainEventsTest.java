package dev.continuum.service.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.continuum.service.proto.DomainServiceProto.DomainEvent;
import dev.continuum.service.proto.DomainServiceProto.MicroserviceAcquired;
import dev.continuum.service.proto.RecordProto.Created;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.proto.RecordProto.Registered;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever follows the log tells what was announced. */
class DomainEventsTest {

  private static final ByteString EDGE = ByteString.copyFromUtf8("edge's lease");
  private static final ByteString PHONE = ByteString.copyFromUtf8("phone's lease");
  private static final DomainEvent ACQUIRED =
      DomainEvent.newBuilder()
          .setMicroserviceAcquired(
              MicroserviceAcquired.newBuilder().setFunction("hello").setNode("edge"))
          .build();

  private final DomainEvents follower = new DomainEvents();
  private final List<DomainEvent> toPhone = new ArrayList<>();
  private final List<DomainEvent> toEdge = new ArrayList<>();
  private ContinuumState state =
      ContinuumState.ABSENT
          .after(Record.newBuilder().setCreated(Created.getDefaultInstance()).build())
          .after(registered(Registered.newBuilder().setLeaseHash(EDGE).setNode("edge")))
          .after(
              registered(
                  Registered.newBuilder()
                      .setLeaseHash(PHONE)
                      .setDevice("phone")
                      .setGroup("people")));

  @Test
  void aReaderOfAFollowerHearsWhatTheLeaderWasTold() {
    var unused = follower.listen(PHONE, state, toPhone::add).orElseThrow();
    var other = follower.listen(EDGE, state, toEdge::add).orElseThrow();
    toPhone.clear();
    toEdge.clear();
    announce(EDGE, ACQUIRED);

    assertThat(toPhone).containsExactly(ACQUIRED);
    assertThat(toEdge).isEmpty();
    announce(PHONE, ACQUIRED);
    assertThat(toEdge).containsExactly(ACQUIRED);
    assertThat(state.revisions().getDeclared()).isEqualTo(1);
    assertThat(state.revisions().getObserved()).isEqualTo(2);
    unused.cancel();
    other.cancel();
  }

  @Test
  void whoHoldsNoLeaseAnnouncesNothing() {
    assertThatThrownBy(() -> announce(ByteString.copyFromUtf8("no"), ACQUIRED))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no such lease");
  }

  @Test
  void anAnnouncementIsNoPlaceToKeepThings() {
    DomainEvent large =
        DomainEvent.newBuilder()
            .setMicroserviceAcquired(
                MicroserviceAcquired.newBuilder().setFunction("x".repeat(5000)))
            .build();
    assertThatThrownBy(() -> announce(EDGE, large)).hasMessageContaining("at most 4096");
  }

  /** As the leader decides it and as a follower reads it. */
  private void announce(ByteString lease, DomainEvent event) {
    var decision = Commands.announce(lease, event, Commands.Caller.SERVICE).decide(state);
    for (Record.Builder each : decision.records()) {
      ContinuumState before = state;
      state = state.after(each.build());
      follower.applied(before, each.build(), state);
    }
  }

  private static Record registered(Registered.Builder who) {
    return Record.newBuilder().setRegistered(who).build();
  }
}
