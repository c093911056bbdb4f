package dev.continuum.lambda.conformance;

import static dev.continuum.actuation.conformance.Check.must;

import dev.continuum.actuation.Answer;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Digests;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.StepListener;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import dev.continuum.lambda.LambdaPlatform;
import dev.continuum.lambda.LambdaSettings;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** The adapter itself at work in this region. */
final class AdapterChecks {

  private static final NodeId CLOUD = new NodeId("cloud");
  private static final FunctionId PROBE = new FunctionId("probe");

  static final List<Check<Bench>> ALL =
      List.of(
          must("a plan is applied, called, changed and removed", AdapterChecks::lives),
          must("applying it again writes nothing", AdapterChecks::idempotent));

  private AdapterChecks() {}

  private interface Body {
    void run(Site site) throws IOException;
  }

  private record Site(LambdaPlatform platform, Applier applier, String owner, Code code) {

    Applied apply(int warm, int memoryMb) {
      Applied applied =
          applier.apply(
              Plan.of(
                  owner,
                  nodes(),
                  List.of(
                      new Deployment(
                          PROBE,
                          CLOUD,
                          warm,
                          OptionalInt.empty(),
                          Memory.mebibytes((double) memoryMb),
                          Duration.ofSeconds(20),
                          code,
                          Collections.emptySortedMap()))));
      Expect.that(
          applied.failures().isEmpty() && applied.changes().refusals().isEmpty(),
          "was " + applied.failures() + applied.changes().refusals());
      return applied;
    }

    Answer call() {
      return platform.caller().call(PROBE, CLOUD, "{}", Duration.ofSeconds(30));
    }
  }

  private static SortedSet<NodeId> nodes() {
    return new TreeSet<>(List.of(CLOUD));
  }

  private static void with(Bench bench, Body body) throws IOException {
    bench.requireTime(Duration.ofMinutes(10));
    Path directory = Files.createTempDirectory("continuum-conformance");
    String owner = "conf" + Long.toString(System.nanoTime() & 0xffffff, 36);
    bench.alsoRemove("continuum-" + owner + "-cloud-probe");
    byte[] zip = ProbeCode.zip("adapter");
    Path file = Files.write(directory.resolve("probe.zip"), zip);
    Code code =
        new Code(
            "probe",
            Code.Form.ZIP,
            file.toString(),
            Optional.of(Digests.sha256(zip)),
            ProbeCode.RUNTIME,
            ProbeCode.HANDLER);
    try (LambdaPlatform platform =
        new LambdaPlatform(
            nodes(),
            bench.endpoint(),
            LambdaSettings.of(bench.options().role()),
            new LambdaPlatform.Surroundings(
                owner,
                new ArtifactStore(directory.resolve("artifacts"), directory),
                bench.sleeper()))) {
      Applier applier =
          new Applier(
              List.of(platform),
              StateDirectory.at(directory.resolve("state")),
              new Applier.Timing(bench.clock(), bench.sleeper(), Duration.ofSeconds(1)),
              StepListener.SILENT);
      body.run(new Site(platform, applier, owner, code));
      applier.apply(Plan.nothing(owner, nodes()));
      Expect.equal(List.of(), platform.observe(owner).managed(), "functions left");
    } finally {
      try (var files = Files.walk(directory)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  private static void lives(Bench bench) throws IOException {
    with(
        bench,
        site -> {
          Expect.equal(Applied.State.APPLIED, site.apply(1, 1024).state(), "first");
          Answer answer = site.call();
          Expect.equal(Answer.Outcome.SUCCESS, answer.outcome(), "call: " + answer.body());
          Expect.equal(Optional.of(false), answer.coldStart(), "cold");
          Expect.equal(Applied.State.APPLIED, site.apply(1, 512).state(), "other memory");
          Answer after = site.call();
          Expect.contains(after.body(), "\"memory\":\"512\"", "answer");
          Expect.equal(Optional.of(false), after.coldStart(), "cold after the change");
        });
  }

  private static void idempotent(Bench bench) throws IOException {
    with(
        bench,
        site -> {
          site.apply(1, 1024);
          String before = site.platform().observe(site.owner()).fingerprint();
          Expect.equal(Applied.State.UNCHANGED, site.apply(1, 1024).state(), "second time");
          Expect.equal(before, site.platform().observe(site.owner()).fingerprint(), "fingerprint");
        });
  }
}
