package dev.continuum.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.host.Runner;
import dev.continuum.lambda.LambdaEndpoint;
import dev.continuum.lambda.MemoryProfiler;
import dev.continuum.lambda.host.HostOptions;
import dev.continuum.lambda.host.LocalLambda;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs the functions' jar on a local Lambda host, size by size, and reads its report lines. */
final class LambdaProfileRun {

  static final String PLATFORM =
      "local Lambda host: AWS's runtime interface client, CPU held to memory / 1769 MB of a core"
          + " once initialised";

  /**
   * Until the compiler has seen the code, and the heap has been gone through once: a page that is
   * new to the process costs more than the work on it, and larger sizes have larger heaps.
   */
  private static final int WARM_UPS = 60;

  private static final int INITIALISATIONS = 3;

  /** Calls of a size in its turn, after one that does not count. */
  private static final int TURN = 10;

  private static final String ROLE = "arn:aws:iam::" + HostOptions.ACCOUNT + ":role/profile";

  private final Path jar;
  private final List<Integer> memoryMb;
  private final int runs;
  private final HostOptions.Throttle throttle;

  LambdaProfileRun(Path jar, List<Integer> memoryMb, int runs, HostOptions.Throttle throttle) {
    this.jar = jar;
    this.throttle = throttle;
    this.memoryMb = memoryMb;
    this.runs = runs;
  }

  /** Extraction, and matching of what it found against itself, at every size. */
  List<FunctionProfile> measure(String algorithm, int width, int height) {
    try {
      Path home = Files.createTempDirectory("continuum-profile");
      try (LocalLambda host = LocalLambda.start(options(home), InstantSource.system())) {
        return measure(host, algorithm, width, height);
      } finally {
        remove(home);
      }
    } catch (IOException | ActuationException e) {
      throw new InvalidInputException(
          Finding.ofFile(
              "functions",
              jar.toString(),
              "The functions cannot be measured: " + e.getMessage() + ".",
              "Maybe it is another jar, or a size is too small."));
    }
  }

  /**
   * As fast as it can, by processes alone, and one environment for all calls: its rate is not
   * limited.
   */
  private HostOptions options(Path home) {
    return HostOptions.stock(home)
        .withThrottle(throttle)
        .withRunner(Runner.PROCESS)
        .withQuotas(new HostOptions.Quotas(1000, 100, 100_000))
        .withTimes(
            HostOptions.Times.FAST
                .withKeepAlive(Duration.ofMinutes(5))
                .withInitialisation(Duration.ofMinutes(1)));
  }

  private List<FunctionProfile> measure(LocalLambda host, String algorithm, int width, int height)
      throws IOException {
    LambdaEndpoint endpoint =
        new LambdaEndpoint(
            "eu-central-1", Optional.of(host.address()), LambdaHostCommand.publicKey());
    MemoryProfiler.Program program =
        new MemoryProfiler.Program(
            Files.readAllBytes(jar), "java21", "dev.continuum.functions.LambdaEntry", ROLE);
    SortedMap<Integer, MemoryProfiler> profilers = new TreeMap<>();
    try {
      for (int memory : memoryMb) {
        profilers.put(
            memory,
            new MemoryProfiler(endpoint, Sleeper.THREAD, "profile-" + memory, program, memory));
      }
      SortedMap<Integer, Integer> inits = initialisations(profilers);
      String extract = ProfileRun.extraction(algorithm, width, height).toString();
      SortedMap<Integer, MemoryProfiler.Runs> extraction = inTurns(profilers, extract);
      JsonObject features =
          JsonParser.parseString(extraction.firstEntry().getValue().answer()).getAsJsonObject();
      if (features.has("error")) {
        throw new IOException(features.get("error").getAsString());
      }
      String match = ProfileRun.matching(features).toString();
      SortedMap<Integer, MemoryProfiler.Runs> matching = inTurns(profilers, match);
      List<FunctionProfile> profiles = new ArrayList<>();
      String size = width + "x" + height;
      inits.forEach(
          (memory, init) -> {
            Measured measured = new Measured(algorithm, size, memory, init);
            profiles.add(measured.profile("extract", of(extraction, memory)));
            profiles.add(measured.profile("match", of(matching, memory)));
          });
      return profiles;
    } finally {
      profilers.values().forEach(MemoryProfiler::close);
    }
  }

  private static MemoryProfiler.Runs of(SortedMap<Integer, MemoryProfiler.Runs> runs, int memory) {
    return Objects.requireNonNull(runs.get(memory));
  }

  private record Measured(String algorithm, String size, int memory, int init) {

    FunctionProfile profile(String function, MemoryProfiler.Runs runs) {
      List<Double> millis = runs.runs().stream().map(each -> each.toNanos() / 1e6).toList();
      return new FunctionProfile(
          function, algorithm, size, memory, millis, runs.mostMemoryMb(), init);
    }
  }

  /** Medians in milliseconds. */
  private static SortedMap<Integer, Integer> initialisations(
      SortedMap<Integer, MemoryProfiler> profilers) {
    SortedMap<Integer, List<Duration>> all = new TreeMap<>();
    for (int i = 0; i < INITIALISATIONS; i++) {
      profilers.forEach(
          (memory, profiler) ->
              all.computeIfAbsent(memory, key -> new ArrayList<>())
                  .addAll(profiler.initialisations("{\"function\":\"ping\"}", 1)));
    }
    SortedMap<Integer, Integer> medians = new TreeMap<>();
    all.forEach(
        (memory, times) ->
            medians.put(
                memory, (int) times.stream().sorted().toList().get(times.size() / 2).toMillis()));
    return medians;
  }

  /**
   * A few calls of each size after the other: what disturbs the machine disturbs all of them, and
   * no size lives on what it saved while it was idle.
   */
  private SortedMap<Integer, MemoryProfiler.Runs> inTurns(
      SortedMap<Integer, MemoryProfiler> profilers, String payload) {
    profilers.values().forEach(each -> each.runs(payload, WARM_UPS, 0));
    SortedMap<Integer, MemoryProfiler.Runs> all = new TreeMap<>();
    for (int left = runs; left > 0; left -= TURN) {
      int turn = Math.min(left, TURN);
      profilers.forEach(
          (memory, profiler) ->
              all.merge(memory, profiler.runs(payload, 1, turn), MemoryProfiler.Runs::and));
    }
    return all;
  }

  private static void remove(Path home) {
    for (int i = 0; i < 50 && Files.exists(home); i++) {
      try (Stream<Path> files = Files.walk(home)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      } catch (IOException | UncheckedIOException e) {
        // Its environments are still ending.
        Sleeper.THREAD.sleep(Duration.ofMillis(100));
      }
    }
  }
}
