package dev.continuum.openwhisk.conformance;

import static dev.continuum.actuation.conformance.Check.may;

import com.google.gson.JsonObject;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What takes an idle period: at the end, when nothing else of ours crowds out what is watched. Both
 * are watched at once if there is time, else the shrinking alone.
 */
final class IdleChecks {

  private static final int CALLS = 30;

  private static final Duration SLACK = Duration.ofSeconds(10);
  private static final Duration WORK = Duration.ofSeconds(45);

  static final List<Check<Bench>> ALL =
      List.of(
          may("instances that nobody calls are gone after pause and idle time", IdleChecks::shrink),
          may("held calls keep instances warm beyond an idle period", IdleChecks::keepAlive));

  private IdleChecks() {}

  /**
   * What was seen.
   *
   * @param kept whether what was called stayed warm; empty if there was no time
   * @param gone whether what was not called was gone
   */
  record Seen(Optional<Boolean> kept, boolean gone) {}

  private static void shrink(Bench bench) throws IOException {
    Expect.that(bench.idle(IdleChecks::watch).gone(), "an old instance answered");
  }

  private static void keepAlive(Bench bench) throws IOException {
    boolean kept =
        bench
            .idle(IdleChecks::watch)
            .kept()
            .orElseThrow(
                () -> new Check.Skip("--max-minutes leaves no time for more than one life"));
    Expect.that(kept, "one of them was cold");
  }

  private static Seen watch(Bench bench) throws IOException {
    Duration life = bench.options().pauseGrace().plus(bench.options().idleContainer());
    Duration step = life.multipliedBy(7).dividedBy(10);
    Duration alone = life.plus(SLACK);
    Duration both = alone.compareTo(step.multipliedBy(2)) > 0 ? alone : step.multipliedBy(2);
    bench.requireTime(alone.plus(WORK));
    bench.ready(CALLS);
    boolean keep = bench.left().compareTo(both.plus(WORK).plus(WORK)) >= 0;
    String shrinking = bench.probe("shrink");
    bench.grow(shrinking, 2);
    Set<String> before = Calls.instances(bench.warmBurst(shrinking, 2, 1000));
    String alive = bench.probe("alive");
    if (keep) {
      bench.grow(alive, 2);
    }
    Optional<Boolean> kept = Optional.empty();
    Duration rest = alone;
    if (keep) {
      bench.sleep(step);
      boolean first = isWarm(bench, alive);
      bench.sleep(step);
      kept = Optional.of(isWarm(bench, alive) && first);
      rest = alone.minus(step.multipliedBy(2));
    }
    if (rest.isPositive()) {
      bench.sleep(rest);
    }
    Call after = bench.call(shrinking, new JsonObject());
    return new Seen(kept, after.cold() && !before.contains(after.instance()));
  }

  private static boolean isWarm(Bench bench, String name) {
    return bench.burst(name, 2, 1000).stream().noneMatch(Call::cold);
  }
}
