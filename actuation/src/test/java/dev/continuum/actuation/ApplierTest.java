package dev.continuum.actuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplierTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path directory;
  private final ScriptedPlatform east = new ScriptedPlatform("east");
  private final ScriptedPlatform west = new ScriptedPlatform("west");
  private final List<Duration> slept = new ArrayList<>();
  private StateDirectory state;
  private Applier applier;

  @BeforeEach
  void open() {
    state = StateDirectory.at(directory.resolve("state"));
    applier =
        new Applier(
            List.of(east, west),
            state,
            new Applier.Timing(InstantSource.fixed(NOW), slept::add, Duration.ofSeconds(10)),
            StepListener.SILENT);
  }

  private static Plan plan(String... places) {
    List<Deployment> deployments = new ArrayList<>();
    for (String place : places) {
      int at = place.indexOf('@');
      deployments.add(
          new Deployment(
              new FunctionId(place.substring(0, at)),
              new NodeId(place.substring(at + 1)),
              1,
              OptionalInt.empty(),
              Memory.mebibytes(128),
              Duration.ofSeconds(1),
              new Code("c", Code.Form.IMAGE, "image", Optional.empty(), "", ""),
              Collections.emptySortedMap()));
    }
    return Plan.of(
        "test", new TreeSet<>(List.of(new NodeId("east"), new NodeId("west"))), deployments);
  }

  @Test
  void applyingTwiceDoesNothingTheSecondTime() {
    assertThat(applier.apply(plan("f@east", "g@west")).state()).isEqualTo(Applied.State.APPLIED);
    assertThat(applier.apply(plan("f@east", "g@west")).state()).isEqualTo(Applied.State.UNCHANGED);
    assertThat(east.performed).containsExactly("create f@east");
  }

  @Test
  void aMovedFunctionIsCreatedBeforeItIsRemoved() {
    applier.apply(plan("f@east"));
    List<Step> steps = applier.preview(plan("f@west")).steps();
    assertThat(steps).extracting(Step::phase).containsExactly(Phase.CREATE, Phase.REMOVE);
  }

  @Test
  void whatFailsInOnePlaceKeepsTheFunctionInTheOther() {
    applier.apply(plan("f@east", "g@east"));
    west.failing.add("create f@west");
    Applied applied = applier.apply(plan("f@west"));
    assertThat(applied.state()).isEqualTo(Applied.State.FAILED);
    assertThat(applied.failures()).hasSize(1);
    assertThat(applied.skipped()).extracting(Step::object).containsExactly("f");
    assertThat(east.there).extracting(each -> each.function().value()).containsExactly("f");
    west.failing.clear();
    assertThat(applier.apply(plan("f@west")).state()).isEqualTo(Applied.State.APPLIED);
    assertThat(east.there).isEmpty();
  }

  @Test
  void aPlanForAnotherStateIsStale() {
    Optional<String> basis = Optional.of(applier.preview(plan("f@east")).basis());
    assertThat(applier.apply(plan("f@east").withBasis(basis)).state())
        .isEqualTo(Applied.State.APPLIED);
    assertThat(applier.apply(plan("g@east").withBasis(basis)).state())
        .isEqualTo(Applied.State.STALE);
    assertThat(east.performed).containsExactly("create f@east");
  }

  @Test
  void anOlderGenerationIsStale() {
    Plan plan = plan("f@east");
    Plan second =
        new Plan(
            plan.owner(),
            plan.nodes(),
            plan.deployments(),
            OptionalLong.of(2),
            plan.basis(),
            plan.demand());
    Plan older =
        new Plan(
            plan.owner(), plan.nodes(), List.of(), OptionalLong.of(1), plan.basis(), plan.demand());
    assertThat(applier.apply(second).state()).isEqualTo(Applied.State.APPLIED);
    assertThat(applier.apply(older).state()).isEqualTo(Applied.State.STALE);
  }

  @Test
  void aRefusedPlanDoesNothing() {
    Deployment many = plan("f@east").deployments().getFirst().withWarm(101);
    Plan plan = Plan.of("test", plan().nodes(), List.of(many));
    assertThat(applier.apply(plan).state()).isEqualTo(Applied.State.REFUSED);
    assertThat(east.performed).isEmpty();
  }

  @Test
  void aPlanThatSendsMoreCallsThanTheDomainTakesIsRefusedWithTheRemedy() {
    TreeMap<NodeId, Rate> demand = new TreeMap<>();
    demand.put(new NodeId("east"), Rate.perSecond(1));
    Plan plan = plan("f@east");
    assertThat(applier.preview(plan.withDemand(demand)).refusals()).isEmpty();

    demand.put(new NodeId("east"), Rate.perSecond(1.5));

    Applied applied = applier.apply(plan.withDemand(demand));
    assertThat(applied.state()).isEqualTo(Applied.State.REFUSED);
    assertThat(applied.changes().refusals().getFirst().message()).contains("1.5", "1.0");
    assertThat(applied.changes().refusals().getFirst().remedy()).contains("import limits");
    assertThat(east.performed).isEmpty();
  }

  @Test
  void aNodeWithoutTargetIsRefused() {
    Plan plan = Plan.nothing("test", new TreeSet<>(List.of(new NodeId("north"))));
    assertThatThrownBy(() -> applier.apply(plan))
        .isInstanceOf(ActuationException.class)
        .hasMessageContaining("north");
  }

  @Test
  void theCallOfAKilledRunMayStillLandSoTheLastLookWaits() throws Exception {
    Step step = applier.preview(plan("f@east")).steps().getFirst();
    try (Journal journal = Journal.open(state, InstantSource.fixed(NOW.minusSeconds(4)))) {
      journal.started(step);
    }
    Files.writeString(
        directory.resolve("state/journal.jsonl"), "{\"at\":\"2026-", StandardOpenOption.APPEND);
    assertThat(applier.apply(plan("f@east")).state()).isEqualTo(Applied.State.APPLIED);
    assertThat(slept).containsExactly(Duration.ofSeconds(6));
    assertThat(applier.apply(plan("f@east")).state()).isEqualTo(Applied.State.UNCHANGED);
  }

  @Test
  void theLeaseOfAnotherIsRespectedUntilItExpires() {
    InstantSource clock = InstantSource.fixed(NOW);
    Lease.Holder other = new Lease.Holder("elsewhere", 1, "");
    Lease lease = Lease.take(state, clock, Duration.ofMinutes(1), other);
    assertThatThrownBy(() -> applier.apply(plan("f@east")))
        .isInstanceOf(ActuationException.class)
        .hasMessageContaining("process 1 on elsewhere");
    InstantSource later = InstantSource.fixed(NOW.plusSeconds(61));
    try (Lease next = Lease.take(state, later, Duration.ofMinutes(1))) {
      assertThat(next.token()).isEqualTo(lease.token() + 1);
      assertThatThrownBy(lease::renew).hasMessageContaining("went to another");
    }
  }

  @Test
  void theLeaseOfADeadProcessIsFreeAtOnce() throws Exception {
    Lease.Holder self = Lease.Holder.self();
    Lease.Holder dead = new Lease.Holder(self.host(), self.process(), "another start");
    Lease.take(state, InstantSource.fixed(NOW), Duration.ofHours(1), dead);
    assertThat(applier.apply(plan("f@east")).state()).isEqualTo(Applied.State.APPLIED);
  }
}
