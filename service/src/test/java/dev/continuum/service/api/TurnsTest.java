package dev.continuum.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private long now;
  private final Turns turns = new Turns(1, 4, () -> now);

  @Test
  void tenantsTakeTurnsHoweverManyOfOneCameFirst() {
    assertThat(entered(turns.ask("a"))).isTrue();
    Turns.Ticket second = turns.ask("a");
    Turns.Ticket third = turns.ask("a");
    Turns.Ticket other = turns.ask("b");

    turns.leave();
    assertThat(entered(second)).isTrue();
    turns.leave();
    assertThat(entered(other)).isTrue();
    assertThat(third.answer()).isNotDone();
    turns.leave();
    assertThat(entered(third)).isTrue();
    turns.leave();
    assertThat(entered(turns.ask("b"))).isTrue();
  }

  @Test
  void theLastOfTheLongestLineGivesWayToOneWhoseLineIsShorter() {
    assertThat(entered(turns.ask("a"))).isTrue();
    List<Turns.Ticket> crowd = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      crowd.add(turns.ask("a"));
    }
    assertThat(turns.full("a", Long.MAX_VALUE)).isTrue();
    assertThat(refused(turns.ask("a"))).isTrue();
    assertThat(turns.full("b", Long.MAX_VALUE)).isFalse();
    Turns.Ticket first = turns.ask("b");
    Turns.Ticket second = turns.ask("b");

    assertThat(refused(crowd.get(3))).isTrue();
    assertThat(first.answer()).isNotDone();
    // Three and one were waiting, now two and two: nobody is owed more.
    assertThat(refused(crowd.get(2))).isTrue();
    assertThat(second.answer()).isNotDone();
    assertThat(refused(turns.ask("b"))).isTrue();
    assertThat(turns.waiting()).isEqualTo(4);
  }

  @Test
  void whoGivesUpLeavesTheLineAndWhoWasGivenAPlaceMeanwhileHasIt() {
    assertThat(entered(turns.ask("a"))).isTrue();
    Turns.Ticket impatient = turns.ask("a");
    Turns.Ticket lucky = turns.ask("b");
    assertThat(turns.giveUp(impatient)).isTrue();
    turns.leave();

    assertThat(turns.giveUp(lucky)).isFalse();
    assertThat(turns.waiting()).isZero();
    turns.leave();
    assertThat(entered(turns.ask("c"))).isTrue();
  }

  @Test
  void aTenantWhoseCallsWaitLongIsToldBeforeOthersAre() {
    assertThat(entered(turns.ask("a"))).isTrue();
    Turns.Ticket waited = turns.ask("a");
    turns.ask("a");
    now = 1000;
    turns.leave();

    assertThat(entered(waited)).isTrue();
    assertThat(turns.full("a", 900)).isTrue();
    assertThat(turns.full("b", 900)).isFalse();
  }

  @Test
  void ofLongWorkEachTenantHasOnePieceInTheThreadsLine() throws Exception {
    Deque<Runnable> line = new ArrayDeque<>();
    List<String> done = new ArrayList<>();
    TenantQueue queue = new TenantQueue(line::add);
    for (String each : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
      var unused = queue.submit(each.substring(0, 1), () -> done.add(each));
    }
    assertThat(line).hasSize(3);
    while (!line.isEmpty()) {
      line.remove().run();
    }

    assertThat(done).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
  }

  private static boolean entered(Turns.Ticket ticket) {
    return ticket.answer().getNow(false);
  }

  private static boolean refused(Turns.Ticket ticket) {
    return !ticket.answer().getNow(true);
  }
}
