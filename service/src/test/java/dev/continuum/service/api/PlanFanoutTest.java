package dev.continuum.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.planner.Loop;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanResponse;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.replica.ContinuumView;
import dev.continuum.service.state.ContinuumState;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanFanoutTest {

  private final LaterLoop later = new LaterLoop();
  private final Reader reader = new Reader();
  private final PlanFanout fanout =
      new PlanFanout(
          new WatchThreads(Runnable::run, later, () -> 0L, nanos -> {}),
          view(1, 1, PlanState.PLAN_STATE_APPLIED));

  PlanFanoutTest() {
    PlanWatch watch =
        new PlanWatch(reader, new PlanMessages(), view(1, 1, PlanState.PLAN_STATE_APPLIED), 0);
    fanout.add(watch);
    watch.send();
  }

  @Test
  void aNewPlanIsToldAtOnce() {
    fanout.changed(view(2, 2, PlanState.PLAN_STATE_PROPOSED));
    assertThat(reader.revisions()).containsExactly(1L, 2L);
  }

  @Test
  void stepsInItsLifeThatFollowEachOtherAreOneMessage() {
    fanout.changed(view(2, 2, PlanState.PLAN_STATE_APPROVED));
    fanout.changed(view(3, 2, PlanState.PLAN_STATE_APPLYING));
    fanout.changed(view(4, 2, PlanState.PLAN_STATE_APPLIED));
    assertThat(reader.revisions()).containsExactly(1L, 2L);
    assertThat(later.runAll()).as("waits").isEqualTo(1);
    assertThat(reader.told.getLast().getPlan().getState()).isEqualTo(PlanState.PLAN_STATE_APPLIED);
    assertThat(reader.revisions()).containsExactly(1L, 2L, 2L);
    fanout.changed(view(5, 2, PlanState.PLAN_STATE_FAILED));
    assertThat(later.runAll()).as("waits").isEqualTo(1);
    assertThat(reader.told.getLast().getPlan().getState()).isEqualTo(PlanState.PLAN_STATE_FAILED);
  }

  @Test
  void aNewPlanDoesNotWaitForThem() {
    fanout.changed(view(2, 1, PlanState.PLAN_STATE_FAILED));
    fanout.changed(view(3, 2, PlanState.PLAN_STATE_PROPOSED));
    assertThat(reader.revisions()).containsExactly(1L, 2L);
    assertThat(later.runAll()).isEqualTo(1);
    assertThat(reader.revisions()).containsExactly(1L, 2L);
  }

  @Test
  void aDeletedContinuumIsToldAtOnce() {
    fanout.changed(
        new ContinuumView(
            ContinuumState.of(ContinuumSnapshot.newBuilder().setDeleted(true).build()),
            2,
            true,
            0));
    assertThat(reader.failed).isTrue();
  }

  private static ContinuumView view(long sequence, long revision, PlanState state) {
    return new ContinuumView(
        ContinuumState.of(
            ContinuumSnapshot.newBuilder()
                .addPlans(Plan.newBuilder().setRevision(revision).setState(state))
                .build()),
        sequence,
        true,
        0);
  }

  private static final class LaterLoop implements Loop {

    private final Deque<Runnable> waiting = new ArrayDeque<>();

    int runAll() {
      int ran = 0;
      for (; !waiting.isEmpty(); ran++) {
        waiting.remove().run();
      }
      return ran;
    }

    @Override
    public long nowMillis() {
      return 0;
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
      waiting.add(task);
      return () -> waiting.remove(task);
    }
  }

  private static final class Reader extends ServerCallStreamObserver<WatchPlanResponse> {

    final List<WatchPlanResponse> told = new ArrayList<>();
    boolean failed;

    List<Long> revisions() {
      return told.stream().map(each -> each.getPlan().getRevision()).toList();
    }

    @Override
    public void onNext(WatchPlanResponse message) {
      told.add(message);
    }

    @Override
    public void onError(Throwable t) {
      failed = true;
    }

    @Override
    public void onCompleted() {
      // Watches do not end.
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      // Nobody cancels.
    }

    @Override
    public void setCompression(@Nullable String compression) {
      // As it comes.
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      // Always ready.
    }

    @Override
    public void disableAutoInboundFlowControl() {
      // Nothing comes in.
    }

    @Override
    public void request(int count) {
      // Nothing comes in.
    }

    @Override
    public void setMessageCompression(boolean enable) {
      // As it comes.
    }
  }
}
