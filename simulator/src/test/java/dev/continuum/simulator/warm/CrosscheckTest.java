package dev.continuum.simulator.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.simulator.warm.policy.FixedKeepAlive;
import dev.continuum.simulator.warm.trace.Fleet;
import dev.continuum.simulator.warm.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our accounting against the figures FeMux published for 19 apps with 5-minute keep-alive. */
class CrosscheckTest {

  @Test
  void coldStartsOfEveryAppInTheSecondBlockAreThePublishedOnes() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Published app : published()) {
      if (run(app).coldStarts() != app.coldStarts()) {
        wrong.add(app + " " + run(app));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void memoryHeldByEveryAppInTheSecondBlockIsThePublishedOne() throws IOException {
    for (Published app : published()) {
      assertThat(run(app).gigabyteSeconds()).as(app.id()).isCloseTo(app.heldGbs(), within(0.01));
    }
  }

  @Test
  void busyMemoryIsThePublishedOne() throws IOException {
    for (Published app : published()) {
      assertThat(run(app).busyGigabyteSeconds())
          .as(app.id())
          .isCloseTo(app.busyGbs(), within(Math.max(0.02, 0.001 * app.busyGbs())));
    }
  }

  private record Published(String id, long coldStarts, double heldGbs, double busyGbs) {}

  private static WarmOutcome run(Published app) throws IOException {
    Trace trace = Fixtures.crosscheck();
    Fleet alone =
        Fleet.of(
            new Trace(
                trace.minutes(),
                trace.functions().stream()
                    .filter(each -> each.profile().id().value().equals(app.id()))
                    .toList()));
    return new WarmSimulation(alone, 504, minute -> {})
        .run(List.of(new FixedKeepAlive(5)))
        .getFirst();
  }

  private static List<Published> published() throws IOException {
    List<String> lines =
        Files.readAllLines(Fixtures.DATASETS.resolve("crosscheck").resolve("apps.csv"));
    List<String> names = Arrays.asList(lines.getFirst().split(",", -1));
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(
            cells ->
                new Published(
                    cells[0],
                    Long.parseLong(cells[names.indexOf("b1_cold_starts_published")]),
                    Double.parseDouble(cells[names.indexOf("b1_alloc_gbs_published")]),
                    Double.parseDouble(cells[names.indexOf("b1_used_gbs_published")])))
        .toList();
  }
}
