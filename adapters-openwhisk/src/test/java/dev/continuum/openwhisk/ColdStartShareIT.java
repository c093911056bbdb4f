package dev.continuum.openwhisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.Answer;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.Caller;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.StepListener;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.queueing.ErlangB;
import dev.continuum.openwhisk.host.LocalOpenWhisk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls at the planned rate meet no more cold starts than the plan promises; with too few instances
 * the same test fails.
 */
class ColdStartShareIT {

  private static final int CALLS = 500;
  private static final double PER_SECOND = 50;
  private static final int HOLD_MILLIS = 160;
  private static final double EPSILON = 0.01;
  private static final double CONFIDENCE = 0.99;

  /** Of 32 instances: more cold starts than that are calls that wait, as on a real edge. */
  private static final int MEMORY_MB = 32 * 128;

  @TempDir private Path directory;

  @Test
  void asManyInstancesAsPlannedMeetThePromise() throws Exception {
    int planned = ErlangB.servers(PER_SECOND * HOLD_MILLIS / 1000, EPSILON);
    assertThat(coldStarts(planned)).isLessThanOrEqualTo(mostColdStarts());
  }

  @Test
  void tooFewInstancesFailTheSameTest() throws Exception {
    int planned = ErlangB.servers(PER_SECOND * HOLD_MILLIS / 1000, EPSILON);
    assertThat(coldStarts(planned / 4)).isGreaterThan(mostColdStarts());
  }

  /** The most cold starts that a share of epsilon explains: a quantile of the binomial law. */
  private static int mostColdStarts() {
    double probability = Math.pow(1 - EPSILON, CALLS);
    double sum = probability;
    int count = 0;
    while (sum < CONFIDENCE) {
      probability *= (double) (CALLS - count) / (count + 1) * EPSILON / (1 - EPSILON);
      count++;
      sum += probability;
    }
    return count;
  }

  private int coldStarts(int warm) throws Exception {
    Path state = directory.resolve("state");
    Duration minute = Duration.ofMinutes(1);
    try (LocalOpenWhisk host =
            LocalOpenWhisk.start(
                Stubs.host(directory, "share-" + warm, MEMORY_MB, minute, minute),
                InstantSource.system());
        WhiskPlatform platform =
            Stubs.platform(
                host.address(),
                state,
                WhiskSettings.STOCK.withTimes(minute, minute).withWarmUpsPerMinute(100_000))) {
      Applied applied =
          new Applier(
                  List.of(platform),
                  StateDirectory.at(state),
                  Applier.Timing.system(),
                  StepListener.SILENT)
              .apply(Stubs.plan("poisson", Stubs.deployment("probe", warm, 128)));
      assertThat(applied.state()).as(applied.toString()).isEqualTo(Applied.State.APPLIED);
      assertThat(Stubs.instances("share-" + warm)).isEqualTo(warm);
      return run(platform.caller());
    }
  }

  /** Seeded Poisson arrivals; how many of the calls were cold. */
  private static int run(Caller caller) throws Exception {
    SplittableRandom random = new SplittableRandom(20);
    String payload = "{\"hold\":" + HOLD_MILLIS + "}";
    List<Future<Answer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      double at = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        at -= Math.log(1 - random.nextDouble()) / PER_SECOND * 1e9;
        TimeUnit.NANOSECONDS.sleep((long) at - System.nanoTime());
        answers.add(
            threads.submit(
                () ->
                    caller.call(
                        new FunctionId("probe"), Stubs.EDGE, payload, Duration.ofSeconds(30))));
      }
    }
    int cold = 0;
    for (Future<Answer> each : answers) {
      assertThat(each.get().outcome()).isEqualTo(Answer.Outcome.SUCCESS);
      cold += each.get().coldStart().orElseThrow() ? 1 : 0;
    }
    return cold;
  }
}
