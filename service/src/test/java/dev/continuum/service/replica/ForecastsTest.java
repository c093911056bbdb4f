package dev.continuum.service.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.planner.DemandForecast;
import dev.continuum.service.proto.RecordProto.Bucket;
import dev.continuum.service.proto.RecordProto.Observed;
import dev.continuum.service.state.Measured;
import java.util.List;
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
        public Group start(String name) {
          return new Group() {
            private long last;

            @Override
            public void observe(long requests) {
              last = requests;
            }

            @Override
            public OptionalDouble next() {
              return OptionalDouble.of((double) last + 10);
            }
          };
        }
      };

  private final Measured measured = new Measured();

  @Test
  void wholeMinutesOfEventTimeAreForecastOnceThereAreSome() {
    Forecasts forecasts = new Forecasts(RISING, "rising");
    for (int minute = 0; minute < 5; minute++) {
      feed(forecasts, minute, 60);
    }
    assertThat(forecasts.ratePerSecond("people")).isEmpty();
    feed(forecasts, 5, 60);
    feed(forecasts, 6, 120);

    assertThat(forecasts.ratePerSecond("people")).hasValue((120 + 10) / 60.0);
  }

  @Test
  void aGroupThatWasSilentForLongBeginsAnew() {
    Forecasts forecasts = new Forecasts(RISING, "rising");
    for (int minute = 0; minute < 10; minute++) {
      feed(forecasts, minute, 60);
    }
    feed(forecasts, 200, 60);

    assertThat(forecasts.ratePerSecond("people")).isEmpty();
  }

  @Test
  void nobodyForetellsWithoutAForecaster() {
    Forecasts forecasts = new Forecasts(RISING, "unknown");
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
      forecasts.observed(List.of("people"), measured);
    }
  }
}
