package dev.continuum.service.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.service.proto.ContinuumProto.ObservedLimit;
import dev.continuum.service.proto.ContinuumProto.ObservedService;
import dev.continuum.service.proto.ContinuumProto.PlatformCount;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.proto.RecordProto.Observed;
import dev.continuum.service.proto.RecordProto.ServiceMinute;
import dev.continuum.service.proto.RecordProto.ServiceTotals;
import dev.continuum.service.state.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lost calls say of nodes. */
class ObservedLimitsTest {

  private static final long MINUTE = Measured.MINUTE_MS;
  private static final long START = 1_000_000 * MINUTE;

  private final Measured measured = new Measured();

  private void routed(int minute, String function, ServiceTotals.Builder counts) {
    add(minute, function, ServiceMinute.newBuilder().setRouted(counts));
  }

  private void counted(int minute, long calls, long throttled) {
    add(
        minute,
        "match",
        ServiceMinute.newBuilder()
            .setPlatform(PlatformCount.newBuilder().setCalls(calls).setThrottled(throttled)));
  }

  private void add(int minute, String function, ServiceMinute.Builder what) {
    measured.add(
        Observed.newBuilder()
            .addMinutes(
                what.setFunction(function).setNode("edge").setStartMs(START + minute * MINUTE))
            .build());
  }

  private static ServiceTotals.Builder counts(long served, long throttled) {
    return ServiceTotals.newBuilder().setCalls(served).setThrottled(throttled);
  }

  private List<ObservedLimit> limits(double minute) {
    return measured.limits(START + Math.round(minute * MINUTE));
  }

  @Test
  void aNodeThatThrottlesIsPlannedForWhatItServedUntilHalfAnHourLater() {
    routed(0, "extract", counts(40, 30));
    routed(0, "match", counts(20, 10));

    assertThat(limits(0.9)).as("the minute has not passed").isEmpty();
    ObservedLimit limit = limits(1).getFirst();
    assertThat(limit.getNode()).isEqualTo("edge");
    assertThat(limit.getRatePerS()).isEqualTo(1.0);
    assertThat(limit.getCordoned()).isFalse();
    assertThat(limit.getReason()).startsWith("40 of 100 calls throttled");
    assertThat(limits(30.9)).hasSize(1);
    assertThat(limits(31)).isEmpty();
  }

  @Test
  void theBestOfTheMinutesThatThrottledCountsInWhateverOrderTheyCome() {
    routed(3, "match", counts(50, 40));
    routed(2, "match", counts(70, 20));
    routed(1, "match", counts(900, 0));

    assertThat(limits(4).getFirst().getRatePerS()).isEqualTo(70 / 60.0);
  }

  @Test
  void aFewLostCallsSayNothing() {
    routed(0, "match", counts(4, 9));
    routed(1, "match", counts(1000, 20));
    routed(2, "match", ServiceTotals.newBuilder().setCalls(20).setLate(19));
    routed(3, "match", ServiceTotals.newBuilder().setRejected(500));

    assertThat(limits(4)).isEmpty();
  }

  @Test
  void aNodeOutOfReachTakesNothingNewForFiveMinutes() {
    routed(0, "match", ServiceTotals.newBuilder().setCalls(5).setLate(3).setUnavailable(9));

    ObservedLimit limit = limits(1).getFirst();
    assertThat(limit.getCordoned()).isTrue();
    assertThat(limit.hasRatePerS()).isFalse();
    assertThat(limits(6)).isEmpty();
  }

  @Test
  void aPlatformCorrectsItselfAndKnowsOfCallsThatRoutersDoNot() {
    routed(0, "match", counts(10, 12));
    counted(0, 120, 30);
    assertThat(limits(1).getFirst().getRatePerS()).isEqualTo(2.0);

    counted(0, 180, 36);

    assertThat(limits(1).getFirst().getRatePerS()).isEqualTo(3.0);
    ObservedService seen = measured.services().getFirst();
    assertThat(seen.getPlatform().getThrottled()).isEqualTo(36);
    assertThat(seen.getLostShare()).as("the worse of both").isEqualTo(12 / 22.0);
  }

  @Test
  void aSnapshotKeepsWhatIsKnown() {
    routed(0, "match", counts(60, 40));
    counted(1, 7, 0);
    ContinuumSnapshot.Builder snapshot = ContinuumSnapshot.newBuilder();
    measured.into(snapshot);

    Measured again = Measured.of(snapshot.build());

    assertThat(again.limits(START + 2 * MINUTE)).isEqualTo(limits(2)).isNotEmpty();
    assertThat(again.services()).isEqualTo(measured.services()).hasSize(1);
  }
}
