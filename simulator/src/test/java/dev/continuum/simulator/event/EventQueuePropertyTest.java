package dev.continuum.simulator.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.simulator.random.RandomStream;
import java.util.Comparator;
import java.util.PriorityQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class EventQueuePropertyTest {

  private record Entry(long time, long payload) {}

  @Property(tries = 200)
  void eventsComeInOrderOfTimeAndThenPayload(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.01, max = 1e7) double expectedRate,
      @ForAll @LongRange(min = 1, max = 3_000_000_000_000L) long spread) {
    RandomStream random = new RandomStream(seed);
    EventQueue queue = new EventQueue(expectedRate, 100);
    PriorityQueue<Entry> reference =
        new PriorityQueue<>(
            Comparator.comparingLong(Entry::time).thenComparingLong(Entry::payload));
    long payload = 0;
    long now = 0;
    for (int i = 0; i < 2000; i++) {
      if (reference.isEmpty() || random.nextInt(100) < 52) {
        long far = random.nextInt(50) == 0 ? 1000 * spread : spread;
        long at = now + (random.nextInt(5) == 0 ? 0 : random.nextLong(1 + far));
        queue.add(at, payload, ~payload);
        reference.add(new Entry(at, payload++));
      } else {
        Entry expected = reference.remove();
        assertThat(queue.advance()).isTrue();
        assertThat(new Entry(queue.time(), queue.payload())).isEqualTo(expected);
        assertThat(queue.extra()).isEqualTo(~expected.payload());
        now = expected.time();
      }
      assertThat(queue.size()).isEqualTo(reference.size());
    }
  }
}
