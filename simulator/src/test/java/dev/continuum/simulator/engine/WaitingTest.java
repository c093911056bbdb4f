package dev.continuum.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingTest {

  @Test
  void aWaitingCallIsNeverTakenForAnother() {
    int[] slots = {0, 1, 1 << 20, Integer.MAX_VALUE};
    int[] calls = {0, 1, 255};
    int[] pools = {0, 1, 1 << 23, Waiting.MOST_POOLS - 1};
    for (int slot : slots) {
      for (int call : calls) {
        for (int pool : pools) {
          long waiting = Waiting.of(slot, call, pool);
          assertThat(Waiting.slot(waiting)).isEqualTo(slot);
          assertThat(Waiting.call(waiting)).isEqualTo(call);
          assertThat(Waiting.pool(waiting)).isEqualTo(pool);
        }
      }
    }
  }
}
