package dev.continuum.cli;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.generator.AssignmentFamily;
import dev.continuum.datasets.generator.CflpFamily;
import dev.continuum.datasets.generator.CityFamily;
import dev.continuum.datasets.generator.DemandsFamily;
import dev.continuum.datasets.generator.NeptuneFamily;
import dev.continuum.datasets.generator.SingleSourceFamily;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.server.ContinuumServer;
import dev.continuum.service.server.ServerConfig;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Runs the usual commands once, their output thrown away, so that the JVM can write its start-up
 * cache from what they loaded. Only the launcher calls this, after a build.
 */
final class StartupTraining {
  private StartupTraining() {}

  private static final Duration SHORT = Duration.ofSeconds(1);

  /** The first second of a city with very many groups ends before its bound begins. */
  private static final Duration LONGER = Duration.ofSeconds(4);

  /** Kicks come late: with 4 s a city of 60 sites stood at 2.2 % after 10 s, with this at 1.8 %. */
  private static final Duration LONGEST = Duration.ofSeconds(8);

  /**
   * Runs help and version; short solves of the problems given, and of one of each family that has a
   * core of its own, so that the JVM knows their methods' profiles, too; longer ones of cities,
   * with very many groups and with fewer; and a service that plans the first problem.
   *
   * @param args paths of small problems
   * @throws IOException if no service can be started on this machine
   */
  public static void main(String[] args) throws IOException {
    List<List<String>> always =
        List.of(List.of("--version"), List.of("--help"), List.of("serve", "--print-config"));
    Stream.concat(
            always.stream(),
            Stream.of(args).map(problem -> List.of("solve", problem, "--time", "1s")))
        .forEach(StartupTraining::execute);
    families().forEach(problem -> solve(problem, SHORT));
    solve(CityFamily.city(600, 20_000, 50, 1), LONGER);
    solve(CityFamily.city(40, 400, 10, 1), LONGEST);
    if (args.length > 0) {
      serve(args[0]);
    }
  }

  private static List<PlacementProblem> families() {
    return List.of(
        NeptuneFamily.generate(50, 15, 1),
        AssignmentFamily.generate(AssignmentFamily.Type.D, 20, 200, 1),
        CflpFamily.generate(300, 5, 1),
        SingleSourceFamily.generate(50, 50, 2, 1),
        DemandsFamily.generate(10_000, 200, 1));
  }

  private static void solve(PlacementProblem problem, Duration time) {
    var unused = new PlacementSolver().solve(problem, SolveOptions.DEFAULT.withTimeLimit(time));
  }

  /** A service from its start to its end, on a store of its own, with one continuum. */
  private static void serve(String problem) throws IOException {
    Path directory = Files.createTempDirectory("continuum-training");
    ServerConfig standard = ServerConfig.DEFAULT;
    ServerConfig config =
        new ServerConfig(
            "sqlite:" + directory.resolve("training.db"),
            standard.host(),
            0,
            "",
            Optional.empty(),
            standard.keys(),
            Optional.empty(),
            Optional.of(0),
            standard.solverThreads(),
            standard.drain());
    try (ContinuumServer server =
            ContinuumServer.start(config, new RecordingActuator(), System::currentTimeMillis);
        ContinuumClient client = ContinuumClient.local(server.port())) {
      var unused =
          client.create(
              "training",
              ProblemWire.wire(ProblemFiles.read(Path.of(problem))),
              PlannerPolicy.newBuilder().setSteps(1).build(),
              "");
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private static void execute(List<String> command) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    String[] args = command.toArray(String[]::new);
    CommandLine commandLine = ContinuumCommand.commandLineFor(args).setOut(nowhere).setErr(nowhere);
    int ignored = commandLine.execute(args);
  }
}
