package dev.continuum.service.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.planner.DemandForecast;
import dev.continuum.service.proto.RecordProto.Bucket;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.proto.RecordProto.Observed;
import dev.continuum.service.state.Measured;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ForecastsTest {

  private static final long START = 1_000_000 * 60_000L;

  /** Expects ten more than in the last minute. */
  private static final DemandForecast RISING =
      new DemandForecast() {
        @Override
        public List<String> names() {
          return List.of("rising");
        }

        @Override
        public Group start(String name, int aheadMinutes) {
          return new Group() {
            private long last;

            @Override
            public void observe(long requests) {
              last = requests;
            }

            @Override
            public OptionalDouble next() {
              return OptionalDouble.of((double) last + 10 + 100.0 * aheadMinutes);
            }
          };
        }
      };

  private final Measured measured = new Measured();

  @Test
  void wholeMinutesOfEventTimeAreForecastOnceThereAreSome() {
    Forecasts forecasts = new Forecasts(RISING, "rising", Map.of());
    for (int minute = 0; minute < 5; minute++) {
      feed(forecasts, minute, 60);
    }
    assertThat(forecasts.ratePerSecond("people")).isEmpty();
    feed(forecasts, 5, 60);
    feed(forecasts, 6, 120);
    assertThat(forecasts.ratePerSecond("people")).as("a minute under way").hasValue(70 / 60.0);
    feed(forecasts, 7, 60);

    assertThat(forecasts.ratePerSecond("people")).hasValue((120 + 10) / 60.0);
  }

  @Test
  void aGroupThatWasSilentForLongBeginsAnew() {
    Forecasts forecasts = new Forecasts(RISING, "rising", Map.of());
    for (int minute = 0; minute < 10; minute++) {
      feed(forecasts, minute, 60);
    }
    feed(forecasts, 200, 60);

    assertThat(forecasts.ratePerSecond("people")).isEmpty();
  }

  @Test
  void aNewLeaderGoesOnWithWhatTheLogSawAndALaterMinuteIsForetoldForSlowStarts() {
    Forecasts first = new Forecasts(RISING, "rising", Map.of());
    for (int minute = 0; minute < 10; minute++) {
      feed(first, minute, 60 + minute * 6L);
    }
    ContinuumSnapshot.Builder snapshot = ContinuumSnapshot.newBuilder();
    measured.into(snapshot);
    Measured replayed = Measured.of(snapshot.build());
    Forecasts next = new Forecasts(RISING, "rising", Map.of());
    next.begin(replayed.demand());
    next.catchUp(replayed.demand(), 1);

    assertThat(next.ratePerSecond("people")).isEqualTo(first.ratePerSecond("people"));
    assertThat(next.ratePerSecond("people")).isPresent();
    Forecasts slow = new Forecasts(RISING, "rising", Map.of("people", 3));
    slow.begin(replayed.demand());
    slow.catchUp(replayed.demand(), 1);
    assertThat(slow.ratePerSecond("people").getAsDouble())
        .isCloseTo(first.ratePerSecond("people").getAsDouble() + 5, within(1e-9));
  }

  @Test
  void manyGroupsShareTheMinutesThatAreKept() {
    for (int minute = 0; minute < 4000; minute++) {
      measured.add(bucket("people", minute));
    }
    for (int group = 0; group < 999; group++) {
      measured.add(bucket("others-" + group, 4000));
    }
    measured.add(bucket("people", 4000));

    long kept =
        measured.demand().lastMinute("people").getAsLong()
            - measured.demand().firstMinute("people").getAsLong()
            + 1;
    assertThat(kept).isBetween(1000L, 1250L);
    assertThat(measured.demand().requests("people", START / 60_000 + 3999)).isEqualTo(7);
  }

  private static Observed bucket(String group, int minute) {
    return Observed.newBuilder()
        .addBuckets(
            Bucket.newBuilder().setGroup(group).setStartMs(START + minute * 60_000L).setRequests(7))
        .build();
  }

  @Test
  void nobodyForetellsWithoutAForecaster() {
    Forecasts forecasts = new Forecasts(RISING, "unknown", Map.of());
    for (int minute = 0; minute < 10; minute++) {
      feed(forecasts, minute, 60);
    }
    assertThat(forecasts.ratePerSecond("people")).isEmpty();
  }

  private void feed(Forecasts forecasts, int minute, long requests) {
    for (int tenth = 0; tenth < 6; tenth++) {
      measured.add(
          Observed.newBuilder()
              .addBuckets(
                  Bucket.newBuilder()
                      .setGroup("people")
                      .setStartMs(START + minute * 60_000L + tenth * 10_000L)
                      .setRequests(requests / 6))
              .build());
      forecasts.observed(List.of("people"), measured.demand());
    }
  }
}
