package dev.continuum.actuation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossingTest {

  @TempDir private Path directory;
  private final ScriptedPlatform east = new ScriptedPlatform("east");
  private final ScriptedPlatform west = new ScriptedPlatform("west");

  @BeforeEach
  void fIsInTheEast() {
    applier(east).apply(plan("east", "f", "g"));
    east.performed.clear();
  }

  private Applier applier(ScriptedPlatform platform) {
    return new Applier(
        List.of(platform),
        StateDirectory.at(directory.resolve(platform.nodes().first().value())),
        new Applier.Timing(InstantSource.system(), Sleeper.THREAD, Duration.ZERO),
        StepListener.SILENT);
  }

  private static Plan plan(String node, String... functions) {
    NodeId there = new NodeId(node);
    return Plan.of(
        "test",
        new TreeSet<>(List.of(there)),
        Arrays.stream(functions)
            .map(
                each ->
                    new Deployment(
                        new FunctionId(each),
                        there,
                        1,
                        OptionalInt.empty(),
                        Memory.mebibytes(128),
                        Duration.ofSeconds(1),
                        new Code("c", Code.Form.IMAGE, "image", Optional.empty(), "", ""),
                        Collections.emptySortedMap()))
            .toList());
  }

  /** Both domains at once, as one order; the east's outcome first. */
  private List<Applied> cross(Duration patience, Plan eastern, Plan western) {
    Crossing crossing = new Crossing(List.of(eastern, western), patience);
    CompletableFuture<Applied> other =
        CompletableFuture.supplyAsync(() -> crossing.apply(applier(west), western, () -> true));
    Applied here = crossing.apply(applier(east), eastern, () -> true);
    return List.of(here, other.join());
  }

  @Test
  void whatMovesIsThereBeforeItGoes() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    west.before =
        () -> {
          Sleeper.THREAD.sleep(Duration.ofMillis(200));
          assertThat(east.performed).isEmpty();
          slow.countDown();
        };
    List<Applied> ends = cross(Duration.ofMinutes(1), plan("east", "g"), plan("west", "f"));
    assertThat(ends).extracting(Applied::state).containsOnly(Applied.State.APPLIED);
    assertThat(slow.getCount()).isZero();
    assertThat(east.performed).containsExactly("remove f@east");
    assertThat(west.performed).containsExactly("create f@west");
  }

  @Test
  void whatDoesNotComeUpElsewhereStaysAndIsReported() {
    west.failing.add("create f@west");
    List<Applied> ends = cross(Duration.ofMinutes(1), plan("east", "h"), plan("west", "f"));
    assertThat(ends).extracting(Applied::state).containsOnly(Applied.State.FAILED);
    assertThat(east.performed).containsExactly("create h@east", "remove g@east");
    assertThat(ends.getFirst().failures())
        .singleElement()
        .satisfies(each -> assertThat(each.message()).contains("f is not warm"));
    west.failing.clear();
    assertThat(cross(Duration.ofMinutes(1), plan("east", "h"), plan("west", "f")))
        .extracting(Applied::state)
        .containsOnly(Applied.State.APPLIED);
    assertThat(east.there).extracting(each -> each.function().value()).containsExactly("h");
  }

  @Test
  void aDomainThatHangsHoldsUpOnlyWhatItIsToTakeOver() throws Exception {
    CountDownLatch hung = new CountDownLatch(1);
    west.before =
        () -> {
          try {
            hung.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Plan eastern = plan("east", "h");
    Plan western = plan("west", "f");
    Crossing crossing = new Crossing(List.of(eastern, western), Duration.ofMillis(100));
    CompletableFuture<Applied> other =
        CompletableFuture.supplyAsync(() -> crossing.apply(applier(west), western, () -> true));
    Applied here = crossing.apply(applier(east), eastern, () -> true);
    assertThat(here.state()).isEqualTo(Applied.State.FAILED);
    assertThat(east.performed).containsExactly("create h@east", "remove g@east");
    hung.countDown();
    assertThat(other.get().state()).isEqualTo(Applied.State.APPLIED);
  }
}
