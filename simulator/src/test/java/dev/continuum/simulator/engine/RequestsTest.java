package dev.continuum.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.topology.Tier;
import org.junit.jupiter.api.Test;

class RequestsTest {

  private static Program program(int index, int... pools) {
    Program.Calls calls = new Program.Calls(pools.length);
    for (int i = 0; i < pools.length; i++) {
      calls.pool()[i] = pools[i];
      calls.feeders()[i] = i + 1;
    }
    Program.Arc[][] out = new Program.Arc[pools.length][0];
    return new Program(index, 0, Tier.EDGE, calls, new Program.Arc[0], out, 1);
  }

  @Test
  void aRequestKnowsThePoolsOfItsCallsWhateverElseIsCountedOfThem() {
    Requests requests = new Requests(3);
    int slot = requests.open(5, 9, 1_000_000, program(7, 12, Program.LOCAL, (1 << 24) - 1), 0);

    requests.arrived(slot, 0, 123);
    requests.copies(slot, 0, 70_000);
    requests.copies(slot, 2, 1);

    assertThat(requests.pool(slot, 0)).isEqualTo(12);
    assertThat(requests.pool(slot, 1)).isEqualTo(Program.LOCAL);
    assertThat(requests.pool(slot, 2)).isEqualTo((1 << 24) - 1);
    assertThat(requests.arrived(slot, 0)).isEqualTo(123);
    assertThat(requests.copies(slot, 0)).isEqualTo(70_000);
    assertThat(requests.device(slot)).isEqualTo(1_000_000);
    assertThat(requests.program(slot)).isEqualTo(7);
    assertThat(requests.fed(slot, 1)).isFalse();
    assertThat(requests.fed(slot, 1)).isTrue();
  }

  /** A look ahead may be older than the request whose place it looks at. */
  @Test
  void aCallThatARequestDoesNotHaveIsServedNowhereOrWhereAnEarlierOneWas() {
    Requests requests = new Requests(3);
    int slot = requests.open(0, 0, 0, program(0, 4, 5), 0);
    requests.release(slot);
    int again = requests.open(0, 0, 0, program(1, 6), 0);

    assertThat(again).isEqualTo(slot);
    assertThat(requests.pool(slot, 0)).isEqualTo(6);
    assertThat(requests.pool(slot, 1)).isEqualTo(5);
    assertThat(requests.pool(slot, 2)).isEqualTo(Program.LOCAL);
  }

  @Test
  void twinsAndFetchesLeaveTheRestOfARequestAlone() {
    for (int calls = 1; calls <= 3; calls++) {
      Requests requests = new Requests(calls);
      int[] pools = new int[calls];
      pools[0] = 3;
      int one = requests.open(1, 2, 3, program(4, pools), 0);
      int other = requests.open(5, 6, 7, program(8, pools), 1);
      assertThat(requests.twin(one)).isEqualTo(-1);

      requests.twins(one, other);
      var unused = requests.fetch(one) + requests.fetch(other);

      assertThat(requests.twin(one)).isEqualTo(other);
      assertThat(requests.twin(other)).isEqualTo(one);
      assertThat(requests.pool(one, 0)).isEqualTo(3);
      assertThat(requests.pool(other, 0)).isEqualTo(3);
      assertThat(requests.start(other)).isEqualTo(5);
      assertThat(requests.seed(other)).isEqualTo(6);
      assertThat(requests.device(other)).isEqualTo(7);
      assertThat(requests.program(other)).isEqualTo(8);
      assertThat(requests.attempt(other)).isEqualTo(1);
      assertThat(requests.copies(one, 0)).isZero();
      assertThat(requests.fed(one, 0)).isTrue();

      requests.single(other);
      assertThat(requests.twin(one)).isEqualTo(-1);
      assertThat(requests.twin(other)).isEqualTo(-1);
      assertThat(requests.pool(one, 0)).isEqualTo(3);
    }
  }
}
