package dev.continuum.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.Applied;
import dev.continuum.actuation.LateProxy;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StepListener;
import dev.continuum.lambda.conformance.ProbeCode;
import dev.continuum.lambda.host.LocalLambda;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An apply that is killed, before and after every step and at random moments, also with its last
 * call landing late, is completed by the next one: same versions, alias and counts.
 */
class KillNineIT {

  /** Random moments; the full fifty take minutes: -Dkill.points=50. */
  private static final int RANDOM_POINTS = Integer.getInteger("kill.points", 4);

  /** Every so manieth step is the last one; 1 for all of them: -Dkill.stride=1. */
  private static final int STRIDE = Integer.getInteger("kill.stride", 3);

  private static final int MOST_STEPS = 30;

  @TempDir private Path directory;

  @Test
  void everyStepMayBeTheLast() throws Exception {
    int points = 0;
    for (String when : List.of("before", "after")) {
      boolean killed = true;
      for (int step = when.equals("before") ? 0 : STRIDE / 2; killed; step += STRIDE) {
        assertThat(step).as("steps").isLessThan(MOST_STEPS);
        killed = converges(when, step, 0);
        points++;
      }
    }
    assertThat(points).isGreaterThan(24 / STRIDE);
  }

  @Test
  void anyMomentMayBeTheLastAndItsCallMayLandLate() throws Exception {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < RANDOM_POINTS; i++) {
      converges("in", random.nextInt(2500), i % 2 == 0 ? 0 : 100);
    }
  }

  /** Whether the process died; in any case the second run must end in the plan's state. */
  private boolean converges(String when, int at, int delay) throws Exception {
    String where = when + " " + at + ", " + delay + " ms late";
    Path home = directory.resolve(when + at + "-" + delay);
    try (LocalLambda host = LocalLambda.start(Region.options(home), InstantSource.system());
        LateProxy proxy = new LateProxy(host.address());
        LambdaCalls calls = new LambdaCalls(Region.endpoint(host), Sleeper.THREAD)) {
      String foreign = foreign(calls);
      apply(host, home, "first");
      proxy.delay(delay);
      int first = run(proxy, home, when, at);
      proxy.delay(0);
      apply(host, home, "second");
      assertLikeThePlan(host, home, where);
      assertThat(
              calls.lambda().getFunctionConfiguration(r -> r.functionName("foreign")).revisionId())
          .as(where)
          .isEqualTo(foreign);
      return first != 0;
    }
  }

  private static void apply(LocalLambda host, Path home, String variant) {
    Applied applied =
        KilledApply.apply(
            host.address(), home, KilledApply.plan(home.toString(), variant), StepListener.SILENT);
    assertThat(applied.state())
        .as(applied.failures().toString())
        .isIn(Applied.State.APPLIED, Applied.State.UNCHANGED);
  }

  private static void assertLikeThePlan(LocalLambda host, Path home, String where) {
    Plan plan = KilledApply.plan(home.toString(), "second");
    try (LambdaPlatform platform = KilledApply.platform(host.address(), home)) {
      List<Managed> managed = platform.observe("it").managed();
      assertThat(managed)
          .as(where)
          .filteredOn(Managed::serving)
          .extracting(each -> each.function() + " " + each.warm() + " " + each.memory().mebibytes())
          .containsExactlyInAnyOrder("one 2 2048.0", "three 1 1024.0");
      assertThat(managed)
          .as(where)
          .filteredOn(each -> !each.serving())
          .allMatch(each -> new Facts(each).provisioned() == 0);
      assertThat(managed).as(where).noneMatch(each -> each.function().value().equals("two"));
      // The same versions, however often it was killed: one has its old and its new one.
      assertThat(managed)
          .as(where)
          .filteredOn(each -> each.function().value().equals("one"))
          .hasSize(3);
      assertThat(platform.difference(plan, platform.observe("it"))).as(where).isEmpty();
    }
    assertThat(host.provisioned())
        .as(where)
        .isEqualTo(Map.of("continuum-it-cloud-one:2", 2, "continuum-it-cloud-three:1", 1));
  }

  /** A function of nobody we know; its revision. */
  private static String foreign(LambdaCalls calls) {
    calls
        .lambda()
        .createFunction(
            r ->
                r.functionName("foreign")
                    .role(Region.ROLE)
                    .runtime(ProbeCode.RUNTIME)
                    .handler(ProbeCode.HANDLER)
                    .code(c -> c.zipFile(SdkBytes.fromByteArray(ProbeCode.zip("foreign")))));
    return calls.lambda().getFunctionConfiguration(r -> r.functionName("foreign")).revisionId();
  }

  private static int run(LateProxy proxy, Path home, String when, int at) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledApply.class.getName(),
            proxy.address().toString(),
            home.toString(),
            "second",
            when,
            Integer.toString(at))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
