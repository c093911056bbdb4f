package dev.continuum.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.Answer;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.ChangeSet;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.PlatformMinute;
import dev.continuum.actuation.Refusal;
import dev.continuum.actuation.Step;
import dev.continuum.lambda.host.HostOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;

/** Plans applied to a local host by the SDK. */
class LambdaPlatformIT {

  @TempDir private Path directory;

  @Test
  void aPlanBecomesAVersionWithInstancesThatTheAliasMeans() throws IOException {
    try (Region region = Region.fast(directory)) {
      Applied applied = region.apply(region.probe(2, 256, "a"));

      assertThat(applied.failures()).isEmpty();
      assertThat(applied.state()).isEqualTo(Applied.State.APPLIED);
      assertThat(verbs(applied.changes()))
          .containsExactly(
              "fetch-artifact",
              "put-function",
              "publish-version",
              "provision-instances",
              "move-alias");
      assertThat(region.host.provisioned()).isEqualTo(Map.of(Region.NAME + ":1", 2));
      Answer answer = region.call("{}");
      assertThat(answer.outcome()).as(answer.body()).isEqualTo(Answer.Outcome.SUCCESS);
      assertThat(answer.coldStart()).contains(false);
      assertThat(answer.instance()).isPresent();
      assertThat(region.platform.counts()).containsEntry("probe@cloud provisioned", 1L);
      assertThat(region.apply(region.probe(2, 256, "a")).state())
          .isEqualTo(Applied.State.UNCHANGED);
    }
  }

  @Test
  void anotherSpecIsWarmBeforeTheAliasMovesAndNothingIsStranded() throws IOException {
    try (Region region = Region.fast(directory)) {
      for (String text : List.of("a", "b", "c", "d")) {
        Applied applied = region.apply(region.probe(2, 256, text));
        assertThat(applied.state())
            .as(applied.failures().toString())
            .isEqualTo(Applied.State.APPLIED);
        assertThat(region.call("{}").body()).contains("\"mark\":\"" + text + "\"");
      }
      assertThat(region.host.provisioned()).isEqualTo(Map.of(Region.NAME + ":4", 2));
      assertThat(region.host.metric(Region.NAME, "ColdStarts")).isZero();
      List<String> objects =
          region.platform.observe("it").managed().stream().map(Managed::object).toList();
      assertThat(objects)
          .containsExactlyInAnyOrder(Region.NAME, Region.NAME + ":3", Region.NAME + ":4");
    }
  }

  private record ProbePlan(int count, int memory, String mark) {}

  @Test
  void noCallIsColdForWantOfCapacityWhilePlansChange() throws Exception {
    try (Region region = Region.fast(directory);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      region.apply(region.probe(3, 256, "a"));
      AtomicBoolean done = new AtomicBoolean();
      AtomicInteger made = new AtomicInteger();
      List<Future<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        clients.add(
            threads.submit(
                () -> {
                  int calls = 0;
                  while (!done.get()) {
                    Answer answer = region.call("{\"hold\":20}");
                    assertThat(answer.outcome())
                        .as(answer.body())
                        .isEqualTo(Answer.Outcome.SUCCESS);
                    // Ten requests a second and instance: stay well below.
                    Thread.sleep(130);
                    calls++;
                    made.incrementAndGet();
                  }
                  return calls;
                }));
      }
      // Quick changes want more of them, so that there are calls during each.
      while (made.get() <= 20) {
        for (ProbePlan plan :
            List.of(
                new ProbePlan(3, 512, "a"),
                new ProbePlan(3, 512, "b"),
                new ProbePlan(4, 512, "b"),
                new ProbePlan(3, 256, "a"))) {
          assertThat(region.apply(region.probe(plan.count(), plan.memory(), plan.mark())).state())
              .isEqualTo(Applied.State.APPLIED);
        }
      }
      done.set(true);
      int calls = 0;
      for (Future<Integer> client : clients) {
        calls += client.get();
      }
      assertThat(calls).isGreaterThan(20);
      assertThat(region.host.metric(Region.NAME, "ColdStarts")).as("cold of " + calls).isZero();
    }
  }

  @Test
  void callsBeyondTheInstancesSpillOverAndAreCounted() throws Exception {
    try (Region region = Region.fast(directory);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      region.apply(region.probe(2, 256, "a"));
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        answers.add(threads.submit(() -> region.call("{\"hold\":1500}")));
      }
      int cold = 0;
      for (Future<Answer> each : answers) {
        assertThat(each.get().outcome()).as(each.get().body()).isEqualTo(Answer.Outcome.SUCCESS);
        cold += each.get().coldStart().orElseThrow() ? 1 : 0;
      }
      assertThat(cold).isEqualTo(3);
      assertThat(region.platform.counts())
          .containsEntry("probe@cloud provisioned", 2L)
          .containsEntry("probe@cloud spill-over", 3L)
          .containsEntry("probe@cloud cold starts", 3L);
      assertThat(region.host.metric(Region.NAME, "ProvisionedConcurrencySpilloverInvocations"))
          .isEqualTo(3);
      Instant now = Instant.now();
      assertThat(
              region.platform.metrics(
                  "it", now.minus(Duration.ofMinutes(5)), now.plus(Duration.ofMinutes(2))))
          .containsExactly(
              new FunctionMetrics(Region.PROBE, Region.CLOUD, 5, 0, 0, 2, 3, OptionalDouble.of(1)));
      List<PlatformMinute> minutes =
          region.platform.minutes(
              "it", now.minus(Duration.ofMinutes(5)), now.plus(Duration.ofMinutes(2)));
      assertThat(minutes.stream().mapToLong(PlatformMinute::provisioned).sum()).isEqualTo(2);
      assertThat(minutes.stream().mapToLong(PlatformMinute::spillOver).sum()).isEqualTo(3);
      assertThat(minutes)
          .allSatisfy(each -> assertThat(each.start().getEpochSecond() % 60).isZero());
      assertThat(
              region.platform.metrics(
                  "it", now.minus(Duration.ofHours(2)), now.minus(Duration.ofHours(1))))
          .containsExactly(
              new FunctionMetrics(
                  Region.PROBE, Region.CLOUD, 0, 0, 0, 0, 0, OptionalDouble.empty()));
    }
  }

  @Test
  void aFunctionThatDoesNotInitialiseFailsAndTheOldVersionServes() throws IOException {
    try (Region region = Region.fast(directory)) {
      region.apply(region.probe(1, 256, "a"));
      Applied applied = region.apply(region.probe(1, 256, "b", Map.of("INIT_FAILS", "yes")));
      assertThat(applied.state()).isEqualTo(Applied.State.FAILED);
      assertThat(applied.failures().getFirst().message()).contains("FUNCTION_ERROR_INIT_FAILURE");
      assertThat(applied.failures().getFirst().remedy()).contains("initialisation");
      assertThat(region.call("{}").body()).contains("\"mark\":\"a\"");
      assertThat(region.apply(region.probe(1, 256, "a")).state()).isEqualTo(Applied.State.APPLIED);
      assertThat(region.host.provisioned()).isEqualTo(Map.of(Region.NAME + ":1", 1));
    }
  }

  @Test
  void aCapIsReservedRaisedAndRemoved() throws IOException {
    try (Region region = Region.fast(directory);
        LambdaCalls calls = region.calls()) {
      region.apply(Region.capped(region.probe(1, 256, "a"), 3));
      assertThat(reserved(calls)).isEqualTo(3);
      region.apply(Region.capped(region.probe(5, 256, "a"), 7));
      assertThat(reserved(calls)).isEqualTo(7);
      region.apply(Region.capped(region.probe(1, 256, "a"), 1));
      assertThat(reserved(calls)).isEqualTo(1);
      region.apply(region.probe(1, 256, "a"));
      assertThat(reserved(calls)).isNull();
    }
  }

  private static Integer reserved(LambdaCalls calls) {
    GetFunctionConcurrencyResponse response =
        calls.lambda().getFunctionConcurrency(r -> r.functionName(Region.NAME));
    return response.reservedConcurrentExecutions();
  }

  @Test
  void withoutQuotaForBothVersionsThePlanIsRefusedOrSteppedDownAsChosen() throws IOException {
    HostOptions small = Region.options(directory).withQuotas(new HostOptions.Quotas(105, 100, 10));
    try (Region region = new Region(directory, small, Region.settings())) {
      region.apply(region.probe(3, 256, "a"));
      Applied applied = region.apply(region.probe(3, 512, "a"));
      assertThat(applied.state()).isEqualTo(Applied.State.REFUSED);
      assertThat(applied.changes().refusals())
          .extracting(Refusal::remedy)
          .anyMatch(remedy -> remedy.contains("overlap: step"));

      try (LambdaPlatform stepping =
          Region.platform(
              region.host, directory, Region.settings().withOverlap(LambdaSettings.Overlap.STEP))) {
        Plan plan = Region.plan(region.probe(3, 512, "a"));
        List<Step> steps = stepping.difference(plan, stepping.observe("it"));
        assertThat(steps.getFirst().verb()).isEqualTo("step-down-instances");
        assertThat(steps.getFirst().arguments()).containsEntry("count", "2");
        steps.stream()
            .sorted(java.util.Comparator.comparing(Step::phase))
            .forEach(step -> stepping.perform(step, plan));
      }
      assertThat(region.host.provisioned()).isEqualTo(Map.of(Region.NAME + ":2", 3));
      assertThat(region.apply(region.probe(6, 512, "a")).state()).isEqualTo(Applied.State.REFUSED);
    }
  }

  @Test
  void instancesFoundOnTheAliasMoveToAVersion() throws IOException {
    try (Region region = Region.fast(directory);
        LambdaCalls calls = region.calls()) {
      region.apply(region.probe(0, 256, "a"));
      calls
          .lambda()
          .putProvisionedConcurrencyConfig(
              r ->
                  r.functionName(Region.NAME).qualifier("live").provisionedConcurrentExecutions(2));
      Applied applied = region.apply(region.probe(2, 256, "a"));
      assertThat(applied.state())
          .as(applied.failures().toString())
          .isEqualTo(Applied.State.APPLIED);
      assertThat(region.host.provisioned()).isEqualTo(Map.of(Region.NAME + ":2", 2));
      assertThat(region.apply(region.probe(2, 256, "a")).state())
          .isEqualTo(Applied.State.UNCHANGED);
    }
  }

  @Test
  void aScalableTargetIsRefusedOrBounded() throws IOException {
    try (Region region = Region.fast(directory);
        LambdaCalls calls = region.calls()) {
      region.apply(region.probe(0, 256, "a"));
      calls
          .scaling()
          .registerScalableTarget(
              r ->
                  r.serviceNamespace(ServiceNamespace.LAMBDA)
                      .scalableDimension(ScalableDimension.LAMBDA_FUNCTION_PROVISIONED_CONCURRENCY)
                      .resourceId("function:" + Region.NAME + ":live")
                      .minCapacity(1)
                      .maxCapacity(5));
      Applied refused = region.apply(region.probe(2, 256, "a"));
      assertThat(refused.state()).isEqualTo(Applied.State.REFUSED);
      assertThat(refused.changes().refusals().getFirst().message())
          .contains("Application Auto Scaling keeps 1 to 5 instances");
    }
  }

  @Test
  void withBoundsTheScalableTargetKeepsWhatThePlanWants() throws IOException {
    try (Region region =
            new Region(
                directory,
                Region.options(directory),
                Region.settings().withScaling(LambdaSettings.Scaling.BOUNDS));
        LambdaCalls calls = region.calls()) {
      region.apply(region.probe(0, 256, "a"));
      calls
          .scaling()
          .registerScalableTarget(
              r ->
                  r.serviceNamespace(ServiceNamespace.LAMBDA)
                      .scalableDimension(ScalableDimension.LAMBDA_FUNCTION_PROVISIONED_CONCURRENCY)
                      .resourceId("function:" + Region.NAME + ":live")
                      .minCapacity(1)
                      .maxCapacity(5));
      Applied applied = region.apply(region.probe(3, 256, "a"));
      assertThat(applied.state())
          .as(applied.failures().toString())
          .isEqualTo(Applied.State.APPLIED);
      assertThat(region.host.provisioned()).isEqualTo(Map.of(Region.NAME + ":1", 3));
    }
  }

  @Test
  void functionsOfOthersAreNotTouched() throws IOException {
    try (Region region = Region.fast(directory);
        LambdaCalls calls = region.calls()) {
      byte[] zip = dev.continuum.lambda.conformance.ProbeCode.zip("other");
      calls
          .lambda()
          .createFunction(
              r ->
                  r.functionName(Region.NAME)
                      .role(Region.ROLE)
                      .runtime("provided.al2023")
                      .handler("x")
                      .code(
                          c -> c.zipFile(software.amazon.awssdk.core.SdkBytes.fromByteArray(zip))));
      Applied applied = region.apply(region.probe(1, 256, "a"));
      assertThat(applied.state()).isEqualTo(Applied.State.FAILED);
      assertThat(applied.failures().getFirst().message()).contains("belongs to nobody we know");
      assertThat(region.applier.apply(Region.nothing()).state()).isEqualTo(Applied.State.UNCHANGED);
      assertThat(calls.lambda().listFunctions(r -> {}).functions()).hasSize(1);
    }
  }

  @Test
  void anEmptyPlanRemovesWhatIsOurs() throws IOException {
    try (Region region = Region.fast(directory);
        LambdaCalls calls = region.calls()) {
      region.apply(region.probe(2, 256, "a"));
      ChangeSet changes = region.applier.preview(Region.nothing());
      assertThat(verbs(changes))
          .containsExactly("delete-alias", "release-instances", "delete-function");
      assertThat(region.applier.apply(Region.nothing()).state()).isEqualTo(Applied.State.APPLIED);
      assertThat(calls.lambda().listFunctions(r -> {}).functions()).isEmpty();
      assertThat(region.call("{}").outcome()).isEqualTo(Answer.Outcome.REJECTED);
    }
  }

  @Test
  void aPreviewTellsThePriceOfTheChange() throws IOException {
    try (Region region = Region.fast(directory)) {
      ChangeSet changes = region.applier.preview(Region.plan(region.probe(2, 1024, "a")));
      // 2 GB for 730 hours at 0.0000041667 dollars a gigabyte-second.
      assertThat(changes.notes()).anyMatch(note -> note.contains("21.90 USD a month, 0.00 before"));
    }
  }

  private static List<String> verbs(ChangeSet changes) {
    return changes.steps().stream().map(Step::verb).toList();
  }
}
