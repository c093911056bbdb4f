package dev.continuum.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store must do, whatever it is made of. */
abstract class StoreContract {

  static final Duration LONG = Duration.ofMinutes(5);

  abstract Store store();

  /** Lets leases of a given time expire. */
  abstract void pass(Duration time) throws InterruptedException;

  @Test
  void entriesComeBackInOrderAndFromAnywhere() {
    store().append("a", 0, 0, List.of(bytes("1"), bytes("2")));
    store().append("a", 2, 0, List.of(bytes("3")));

    assertThat(texts(store().read("a", 0, 10))).containsExactly("1=1", "2=2", "3=3");
    assertThat(texts(store().read("a", 1, 1))).containsExactly("2=2");
    assertThat(store().read("a", 3, 10)).isEmpty();
    assertThat(store().read("nothing", 0, 10)).isEmpty();
  }

  @Test
  void headsAreThoseOfThePrefix() {
    store().append("b/x", 0, 0, List.of(bytes("1")));
    store().append("b/y", 0, 0, List.of(bytes("1"), bytes("2")));
    store().append("c/z", 0, 0, List.of(bytes("1")));

    assertThat(store().heads("b/")).extracting(Store.Head::stream).containsExactly("b/x", "b/y");
    assertThat(store().heads("b/")).extracting(Store.Head::sequence).containsExactly(1L, 2L);
  }

  @Test
  void aStaleWriterIsRefusedAndWritesNothing() {
    store().append("a", 0, 0, List.of(bytes("1")));

    assertThatThrownBy(() -> store().append("a", 0, 0, List.of(bytes("x"), bytes("y"))))
        .isInstanceOf(StoreException.Stale.class);
    assertThatThrownBy(() -> store().append("a", 5, 0, List.of(bytes("x"))))
        .isInstanceOf(StoreException.Stale.class);
    assertThat(texts(store().read("a", 0, 10))).containsExactly("1=1");
  }

  @Test
  void aLeaseHasOneHolderAndEachChangeMakesALargerFence() throws Exception {
    Duration brief = Duration.ofMillis(200);
    long first = store().lease(List.of("a"), "one", brief).get("a");
    assertThat(store().lease(List.of("a"), "two", brief)).isEmpty();
    assertThat(store().lease(List.of("a"), "one", brief)).containsEntry("a", first);
    pass(brief);

    long second = store().lease(List.of("a"), "two", LONG).get("a");
    assertThat(second).isGreaterThan(first);
    assertThatThrownBy(() -> store().append("a", 0, first, List.of(bytes("late"))))
        .isInstanceOf(StoreException.Fenced.class);
    store().append("a", 0, second, List.of(bytes("1")));
    assertThat(texts(store().read("a", 0, 10))).containsExactly("1=1");
  }

  @Test
  void aLeaseThatRanOutStaysItsHoldersUnderTheSameFenceWhileNobodyTakesIt() throws Exception {
    Duration brief = Duration.ofMillis(50);
    long fence = store().lease(List.of("a"), "one", brief).get("a");
    pass(brief);

    store().append("a", 0, fence, List.of(bytes("late, but nobody else wrote")));
    assertThat(store().lease(List.of("a"), "one", LONG)).containsEntry("a", fence);
  }

  @Test
  void aLeaseThatIsGivenBackCanBeTakenAtOnce() throws Exception {
    store().lease(List.of("a", "b"), "one", LONG);
    store().release("a", "two");
    assertThat(store().lease(List.of("a"), "two", LONG)).isEmpty();
    store().release("a", "one");
    pass(Duration.ofMillis(2));
    assertThat(store().lease(List.of("a", "b"), "two", LONG)).containsOnlyKeys("a");
  }

  @Test
  void theLatestSnapshotIsKeptAndOldEntriesAreForgotten() {
    store().append("a", 0, 0, List.of(bytes("1"), bytes("2"), bytes("3")));
    store().keep("a", new Store.Entry(2, bytes("two")), 1);
    store().keep("a", new Store.Entry(1, bytes("one")), 0);

    assertThat(store().snapshot("a").map(Store.Entry::sequence)).contains(2L);
    assertThat(texts(store().read("a", 0, 10))).containsExactly("2=2", "3=3");
    store().append("a", 3, 0, List.of(bytes("4")));
    assertThat(texts(store().read("a", 2, 10))).containsExactly("3=3", "4=4");
  }

  @Test
  void whatIsBackedUpCanBeRestoredIntoAnEmptyStoreOnly() throws Exception {
    store().append("b", 0, 0, List.of(bytes("x")));
    long fence = store().lease(List.of("a"), "one", LONG).get("a");
    store().append("a", 0, fence, List.of(bytes("1"), bytes("2"), bytes("3")));
    store().keep("a", new Store.Entry(2, bytes("two")), 1);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Backup.write(store(), file, 5);
    byte[] backup = file.toByteArray();

    assertThatThrownBy(() -> Backup.restore(store(), new ByteArrayInputStream(backup)))
        .isInstanceOf(StoreException.Occupied.class);
    SimulatedStore other = new SimulatedStore(() -> 1, SimulatedStore.Bug.NONE);
    assertThat(Backup.restore(other, new ByteArrayInputStream(backup)).entries()).isEqualTo(3);
    assertThat(other.heads("")).extracting(Store.Head::sequence).containsExactly(3L, 1L);
    assertThat(other.heads("a").getFirst().fence()).isEqualTo(fence);
    assertThat(texts(other.read("a", 0, 10))).containsExactly("2=2", "3=3");
    assertThat(other.snapshot("a").orElseThrow().data()).isEqualTo(bytes("two"));
    assertThat(other.lease(List.of("a"), "two", LONG).get("a")).isGreaterThan(fence);
  }

  @Test
  void ofWritersAtOnceOneWins() throws Exception {
    if (store() instanceof SimulatedStore) {
      return;
    }
    AtomicInteger won = new AtomicInteger();
    List<Throwable> others = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      String text = Integer.toString(i);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  store().append("race", 0, 0, List.of(bytes(text)));
                  won.incrementAndGet();
                } catch (RuntimeException e) {
                  others.add(e);
                } finally {
                  done.countDown();
                }
              });
    }
    done.await();
    assertThat(won).hasValue(1);
    assertThat(others).hasSize(7).allMatch(StoreException.Stale.class::isInstance);
    assertThat(store().read("race", 0, 10)).hasSize(1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<String> texts(List<Store.Entry> entries) {
    return entries.stream()
        .map(e -> e.sequence() + "=" + new String(e.data(), StandardCharsets.UTF_8))
        .toList();
  }
}
