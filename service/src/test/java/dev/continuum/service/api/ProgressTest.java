package dev.continuum.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.service.proto.PlacementServiceProto.SolveStreamResponse;
import dev.continuum.solver.SolveEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Events of a solve on the wire. */
class ProgressTest {

  @Test
  void failuresOfBackendsReachTheCaller() {
    SolveStreamResponse wire =
        PlacementApi.progress(
            new SolveEvent.BackendFailed("OR-Tools does not load.", Duration.ofMillis(12)));
    assertThat(wire.getFailure().getReason()).isEqualTo("OR-Tools does not load.");
    assertThat(wire.getElapsedMs()).isEqualTo(12);
  }
}
