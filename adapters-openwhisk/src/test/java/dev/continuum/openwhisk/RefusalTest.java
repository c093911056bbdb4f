package dev.continuum.openwhisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.NodeLimits;
import dev.continuum.actuation.Observation;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Refusal;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans above the limits of a namespace, which allows 30 calls at once and 128 to 512 MB. */
class RefusalTest {

  @TempDir private Path directory;

  private List<String> refusals(Plan plan) {
    NodeLimits limits =
        new NodeLimits(
            30,
            Rate.perSecond(1),
            Rate.UNLIMITED,
            Memory.mebibytes(128.0),
            Memory.mebibytes(512.0));
    Observation seen = new Observation(List.of(), new TreeMap<>(Map.of(Stubs.EDGE, limits)));
    try (WhiskPlatform platform =
        Stubs.platform(
            URI.create("http://127.0.0.1:1"),
            directory,
            WhiskSettings.STOCK.withWarmUpsPerMinute(25))) {
      return platform.refusals(plan, seen).stream().map(Refusal::message).toList();
    }
  }

  @Test
  void whatTheNamespaceCanHoldIsNotRefused() {
    assertThat(
            refusals(
                Stubs.plan("o", Stubs.deployment("a", 20, 128), Stubs.deployment("b", 10, 512))))
        .isEmpty();
  }

  @Test
  void moreInstancesThanCallsAtOnceAreRefusedAlsoTogether() {
    assertThat(
            refusals(
                Stubs.plan("o", Stubs.deployment("a", 20, 128), Stubs.deployment("b", 11, 128))))
        .singleElement()
        .asString()
        .contains("(31)", "(30)");
  }

  @Test
  void memoryOutsideTheLimitsAndMoreThanTheWarmUpBudgetAreRefused() {
    assertThat(refusals(Stubs.plan("o", Stubs.deployment("a", 1, 64)))).hasSize(1);
    assertThat(refusals(Stubs.plan("o", Stubs.deployment("a", 1, 1024)))).hasSize(1);
    assertThat(refusals(Stubs.plan("o", Stubs.deployment("a", 26, 128))))
        .singleElement()
        .asString()
        .contains("budget");
  }
}
