package dev.continuum.lambda.host;

import dev.continuum.lambda.host.FunctionEntity.Version;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * An execution environment: a process or container, its Runtime API, its log and its share of the
 * CPU. One call at a time. What the fleet keeps with it is guarded by the registry's lock.
 */
final class Environment {

  private static final int MOST_LOG_BYTES = 3500;

  final Version version;
  final RateWindow rate = new RateWindow(Duration.ofSeconds(1));
  boolean busy;
  boolean surplus;
  long generation;

  private final Path home;
  private final Sandbox sandbox;
  private final long pid;
  private final RuntimeServer server;
  private final Duration initialisation;
  private volatile boolean reported;

  /**
   * What an environment belongs to.
   *
   * @param function name of the function
   * @param version what it runs
   * @param provisioned whether it is initialised ahead
   */
  record Purpose(String function, Version version, boolean provisioned) {}

  /** The initialisation failed. */
  static final class InitFailure extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;
    private final transient byte[] payload;

    InitFailure(String type, byte[] payload) {
      super(type, null, false, false);
      this.payload = payload;
    }

    byte[] payload() {
      return payload;
    }
  }

  private Environment(
      Version version, Path home, Sandbox sandbox, RuntimeServer server, Duration initialisation) {
    this.version = version;
    this.home = home;
    this.sandbox = sandbox;
    this.pid = sandbox.pid();
    this.server = server;
    this.initialisation = initialisation;
  }

  /** What starts environments. */
  record Site(HostOptions options, Launcher launcher) {}

  /**
   * Starts one and waits until it is initialised, at full CPU.
   *
   * @throws InitFailure if it fails or takes longer than the limit
   */
  static Environment start(Site site, Purpose purpose, Duration limit)
      throws InitFailure, InterruptedException {
    Configuration configuration = purpose.version().configuration();
    Path home = null;
    Sandbox sandbox = null;
    RuntimeServer server = null;
    try {
      site.launcher().prepare(configuration);
      long begin = System.nanoTime();
      home = Files.createTempDirectory(site.options().directory(), "environment");
      server = new RuntimeServer();
      sandbox =
          site.launcher()
              .launch(
                  new Launcher.Launch(
                      "continuum-" + home.getFileName(),
                      configuration,
                      variables(site, purpose, home, server),
                      home));
      RuntimeServer own = server;
      var unused =
          sandbox
              .process()
              .onExit()
              .thenAccept(
                  ended ->
                      own.abort(
                          new RuntimeServer.Outcome(
                              RuntimeServer.error(
                                  "Runtime.ExitError",
                                  "Error: Runtime exited with error: exit status "
                                      + ended.exitValue()),
                              true)));
      Optional<RuntimeServer.Failure> failure =
          server.initialised().get(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (failure.isPresent()) {
        end(sandbox, server, home);
        throw new InitFailure(failure.get().type(), failure.get().payload());
      }
      sandbox.limit(configuration.memoryMb());
      return new Environment(
          purpose.version(), home, sandbox, server, Duration.ofNanos(System.nanoTime() - begin));
    } catch (TimeoutException e) {
      end(sandbox, server, home);
      throw new InitFailure(
          "Sandbox.Timedout",
          RuntimeServer.error(
              "Sandbox.Timedout", "Init timed out after " + limit.toMillis() / 1e3 + " seconds"));
    } catch (IOException | ExecutionException e) {
      end(sandbox, server, home);
      throw new InitFailure(
          "Runtime.InvalidEntrypoint",
          RuntimeServer.error("Runtime.InvalidEntrypoint", String.valueOf(e.getMessage())));
    }
  }

  private static SortedMap<String, String> variables(
      Site site, Purpose purpose, Path home, RuntimeServer server) {
    Configuration configuration = purpose.version().configuration();
    Configuration.Program program = configuration.program();
    SortedMap<String, String> environment = new TreeMap<>(configuration.environment());
    environment.put("AWS_LAMBDA_RUNTIME_API", server.address());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", purpose.function());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", purpose.version().number());
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "" + configuration.memoryMb());
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + purpose.function());
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", home.getFileName().toString());
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        purpose.provisioned() ? "provisioned-concurrency" : "on-demand");
    environment.put("AWS_REGION", site.options().region());
    environment.put("AWS_DEFAULT_REGION", site.options().region());
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + program.runtime());
    environment.put("LAMBDA_TASK_ROOT", program.code().home().toString());
    environment.put("LAMBDA_RUNTIME_DIR", program.code().home().toString());
    environment.put("_HANDLER", program.handler());
    return environment;
  }

  boolean isAlive() {
    return sandbox.process().isAlive();
  }

  /** How long it took to initialise. */
  Duration initialisation() {
    return initialisation;
  }

  /** Once per environment: whether a report must tell of its initialisation. */
  boolean firstReport() {
    boolean first = !reported;
    reported = true;
    return first;
  }

  /**
   * Runs a call.
   *
   * @return what it answered; empty if it took longer than the limit
   */
  Optional<RuntimeServer.Outcome> run(RuntimeServer.Event event, Duration limit)
      throws InterruptedException {
    sandbox.begin();
    server.hand(event);
    if (!isAlive()) {
      server.abort(
          new RuntimeServer.Outcome(
              RuntimeServer.error("Runtime.ExitError", "Error: Runtime exited"), true));
    }
    try {
      RuntimeServer.Outcome answer = event.answer().get(limit.toNanos(), TimeUnit.NANOSECONDS);
      sandbox.pay();
      return Optional.of(answer);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Bytes of its log. */
  long logSize() {
    return home.resolve("log").toFile().length();
  }

  /** The end of what was logged since a size. */
  String logSince(long size) {
    try (RandomAccessFile log = new RandomAccessFile(home.resolve("log").toFile(), "r")) {
      long from = Math.max(size, log.length() - MOST_LOG_BYTES);
      byte[] bytes = new byte[(int) Math.max(0, log.length() - from)];
      log.seek(from);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** The most resident memory it had, where /proc tells; else 0. */
  int mostMemoryMb() {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Ends it at once and removes what it left. */
  void close() {
    end(sandbox, server, home);
  }

  private static void end(
      @org.jspecify.annotations.Nullable Sandbox sandbox,
      @org.jspecify.annotations.Nullable RuntimeServer server,
      @org.jspecify.annotations.Nullable Path home) {
    if (sandbox != null) {
      sandbox.end();
    }
    if (server != null) {
      server.close();
    }
    if (home != null) {
      try (Stream<Path> files = Files.walk(home)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      } catch (IOException e) {
        // Left behind in a directory of our own.
      }
    }
  }
}
