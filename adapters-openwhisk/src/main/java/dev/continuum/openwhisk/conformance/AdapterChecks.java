package dev.continuum.openwhisk.conformance;

import static dev.continuum.actuation.conformance.Check.must;

import com.google.gson.JsonObject;
import dev.continuum.actuation.Answer;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Digests;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.StepListener;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import dev.continuum.openwhisk.WhiskPlatform;
import dev.continuum.openwhisk.WhiskSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** The adapter itself at work on this server. */
final class AdapterChecks {

  /** After so long all warmed instances are surely back, on a server under load too. */
  private static final Duration BACK = Duration.ofMillis(1500);

  private static final NodeId EDGE = new NodeId("edge");
  private static final FunctionId PROBE = new FunctionId("probe");

  static final List<Check<Bench>> ALL =
      List.of(
          must("a plan of 2 warm instances is applied, and 2 are warm", AdapterChecks::applies),
          must("applying it again writes nothing", AdapterChecks::idempotent),
          must("another memory is warmed under a new name, then served", AdapterChecks::switches),
          must("an overwrite by others is shown as drift and warmed again", AdapterChecks::drift),
          must("an action of another owner is never touched", AdapterChecks::foreign),
          must("an empty plan removes what is ours", AdapterChecks::removes));

  private AdapterChecks() {}

  private interface Body {
    void run(Site site) throws IOException;
  }

  /** A platform with a state directory of its own, removed in the end. */
  private record Site(
      Bench bench, WhiskPlatform platform, Applier applier, Code code, String owner) {

    Plan plan(int warm) {
      return plan(warm, bench.small());
    }

    Plan plan(int warm, int memory) {
      return Plan.of(
          owner,
          nodes(),
          List.of(
              new Deployment(
                  PROBE,
                  EDGE,
                  warm,
                  OptionalInt.empty(),
                  Memory.mebibytes((double) memory),
                  Duration.ofSeconds(30),
                  code,
                  Collections.emptySortedMap())));
    }

    Applied apply(Plan plan) {
      if (bench.leftovers().isStopped()) {
        throw new AssertionError("it was stopped");
      }
      bench.pace(plan.deployments().stream().mapToInt(each -> 2 * each.warm()).sum());
      Applied applied = applier.apply(plan);
      bench.sleep(BACK);
      return applied;
    }

    void applied(Plan plan) {
      Applied applied = apply(plan);
      Expect.that(
          applied.state() == Applied.State.APPLIED,
          "was " + applied.state() + " " + applied.failures() + applied.changes().refusals());
    }

    Answer call() {
      bench.pace(1);
      return platform.caller().call(PROBE, EDGE, "{}", Duration.ofSeconds(30));
    }
  }

  private static SortedSet<NodeId> nodes() {
    return new TreeSet<>(List.of(EDGE));
  }

  private static void with(Bench bench, Body body) throws IOException {
    Path directory = Files.createTempDirectory("continuum-conformance");
    StateDirectory state = StateDirectory.at(directory.resolve("state"));
    WhiskSettings settings =
        WhiskSettings.STOCK.withTimes(
            bench.options().pauseGrace(), bench.options().idleContainer());
    // So that the names of its actions begin with the prefix of the run.
    String owner = bench.name("a").replaceFirst("^continuum-", "");
    try (WhiskPlatform platform =
        new WhiskPlatform(
            nodes(),
            bench.connection().endpoint(),
            settings,
            new WhiskPlatform.Surroundings(
                state,
                new ArtifactStore(directory.resolve("artifacts"), directory),
                bench.clock(),
                Sleeper.THREAD))) {
      Applier applier =
          new Applier(
              List.of(platform),
              state,
              new Applier.Timing(bench.clock(), Sleeper.THREAD, Duration.ofSeconds(1)),
              StepListener.SILENT);
      Site site = new Site(bench, platform, applier, code(bench, directory), owner);
      body.run(site);
      applier.apply(Plan.nothing(owner, nodes()));
    } finally {
      try (var files = Files.walk(directory)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  private static Code code(Bench bench, Path directory) throws IOException {
    String text = bench.code().exec("adapter").get("code").getAsString();
    boolean java = bench.code().isJava();
    byte[] bytes = java ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(directory.resolve("probe"), bytes);
    return new Code(
        "probe",
        java ? Code.Form.JAR : Code.Form.SOURCE,
        file.toString(),
        Optional.of(Digests.sha256(bytes)),
        bench.code().kind(),
        java ? "Probe" : "");
  }

  private static void applies(Bench bench) throws IOException {
    with(
        bench,
        site -> {
          site.applied(site.plan(2));
          String action = site.platform().observe(site.owner()).managed().getFirst().object();
          List<Call> calls = bench.warmBurst(action, 2, 1500);
          Expect.equal(2, Calls.instances(calls).size(), "instances");
        });
  }

  private static void idempotent(Bench bench) throws IOException {
    with(
        bench,
        site -> {
          site.applied(site.plan(1));
          String before = site.platform().observe(site.owner()).fingerprint();
          Expect.equal(Applied.State.UNCHANGED, site.apply(site.plan(1)).state(), "second time");
          Expect.equal(before, site.platform().observe(site.owner()).fingerprint(), "fingerprint");
        });
  }

  private static void switches(Bench bench) throws IOException {
    with(
        bench,
        site -> {
          site.applied(site.plan(1));
          String before = site.platform().observe(site.owner()).managed().getFirst().object();
          site.applied(site.plan(1, bench.large()));
          var managed = site.platform().observe(site.owner()).managed();
          Expect.equal(1, managed.size(), "actions of ours");
          Expect.that(!managed.getFirst().object().equals(before), "the old action was changed");
          Answer answer = site.call();
          Expect.equal(Answer.Outcome.SUCCESS, answer.outcome(), "call");
          Expect.equal(false, answer.coldStart().orElse(true), "cold");
        });
  }

  private static void drift(Bench bench) throws IOException {
    with(
        bench,
        site -> {
          site.applied(site.plan(1));
          String action = site.platform().observe(site.owner()).managed().getFirst().object();
          JsonObject touched = new JsonObject();
          touched.add("limits", Bench.params("timeout", 31_000));
          Expect.equal(200, bench.put(action, touched, true).status(), "PUT of another");
          var managed = site.platform().observe(site.owner()).managed().getFirst();
          Expect.that(!managed.drift().isEmpty(), "no drift is shown");
          Expect.equal(0, managed.warm(), "warm instances after the overwrite");
          site.applied(site.plan(1));
          Expect.equal(false, site.call().coldStart().orElse(true), "cold");
          JsonObject limits =
              bench.get("/actions/" + action + "?code=false").object().getAsJsonObject("limits");
          Expect.equal(30_000, limits.get("timeout").getAsInt(), "timeout after the repair");
        });
  }

  private static void foreign(Bench bench) throws IOException {
    String other = bench.probe("foreign");
    with(
        bench,
        site -> {
          site.applied(site.plan(1));
          site.apply(Plan.nothing(site.owner(), nodes()));
        });
    JsonObject after = bench.get("/actions/" + other + "?code=false").object();
    Expect.equal("0.0.1", after.get("version").getAsString(), "version");
  }

  private static void removes(Bench bench) throws IOException {
    with(
        bench,
        site -> {
          site.applied(site.plan(1));
          site.applied(Plan.nothing(site.owner(), nodes()));
          Expect.equal(0, site.platform().observe(site.owner()).managed().size(), "actions");
          Expect.equal(Answer.Outcome.REJECTED, site.call().outcome(), "call");
        });
  }
}
