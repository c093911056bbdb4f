package dev.continuum.lambda.host;

import dev.continuum.actuation.host.Engine;
import dev.continuum.actuation.host.Programs;
import dev.continuum.actuation.host.Runner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Starts environments as containers of a Docker engine: the container's memory is limited from the
 * start, its CPU once it is initialised, and it reaches the Runtime API over the host's loopback.
 * Zip functions see their code, the runtime and {@code /tmp} where Lambda has them, and may write
 * to {@code /tmp} only. Images that have a command line run as processes, and zip functions too
 * where no image for them can be made. No image is ever pulled. Thread-safe.
 */
final class DockerLauncher implements Launcher {

  static final String TASK = "/var/task";
  static final String RUNTIME = "/var/runtime";

  private static final String LABEL = "continuum-lambda";

  /** Lambda's own, where this process may choose. */
  private static final String USER = "993:990";

  private final Engine engine;
  private final Launcher processes;
  private final RuntimeClient client;
  private final Set<String> commands;
  private final boolean required;
  private final boolean throttled;
  private final BaseImage base = new BaseImage();

  private DockerLauncher(
      Engine engine, Launcher processes, RuntimeClient client, HostOptions options) {
    this.engine = engine;
    this.processes = processes;
    this.client = client;
    this.commands = options.images().keySet();
    this.required = options.runner() == Runner.DOCKER;
    this.throttled = options.throttle() != HostOptions.Throttle.OFF;
  }

  /**
   * Containers if an engine answers, else processes.
   *
   * @throws IOException if containers are required and no engine answers
   */
  static Launcher over(Launcher processes, RuntimeClient client, HostOptions options)
      throws IOException {
    if (options.runner() == Runner.PROCESS) {
      return processes;
    }
    try {
      return new DockerLauncher(Engine.answering(LABEL), processes, client, options);
    } catch (IOException e) {
      if (options.runner() == Runner.DOCKER) {
        processes.close();
        throw e;
      }
      return processes;
    }
  }

  @Override
  public void prepare(Configuration configuration) throws IOException {
    if (!configuration.program().code().isImage()) {
      base();
    }
  }

  @Override
  public Sandbox launch(Launch launch) throws IOException {
    Configuration.Program program = launch.configuration().program();
    if (program.code().isImage()) {
      String image = program.code().image();
      return commands.contains(image)
          ? processes.launch(launch)
          : started(launch, List.of(), List.of(present(image)));
    }
    Optional<String> image = base();
    return image.isEmpty() ? processes.launch(launch) : zip(launch, image.get());
  }

  /** The image of zip functions; empty where it cannot be made, unless containers are required. */
  private Optional<String> base() throws IOException {
    try {
      return Optional.of(base.name());
    } catch (IOException e) {
      if (required) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Sandbox zip(Launch launch, String image) throws IOException {
    Configuration.Program program = launch.configuration().program();
    Path code = program.code().home();
    Path bundle = client.bundle();
    Path temporary = Files.createDirectory(launch.home().resolve("tmp"));
    Programs.run(List.of("chmod", "1777", temporary.toString()));
    List<String> options = new ArrayList<>(List.of("--read-only", "--user", user(launch.home())));
    options.addAll(List.of("--workdir", TASK));
    options.addAll(mount(code, TASK, ",readonly"));
    options.addAll(mount(bundle, RUNTIME, ",readonly"));
    options.addAll(mount(Path.of(System.getProperty("java.home")), BaseImage.JAVA, ",readonly"));
    options.addAll(mount(temporary, "/tmp", ""));
    List<String> rest = new ArrayList<>(List.of(image));
    if (program.runtime().startsWith("java")) {
      rest.addAll(
          client.mounted(code, bundle, BaseImage.JAVA + "/bin/java").java(launch.configuration()));
    } else if (program.runtime().startsWith("provided")
        && Files.isExecutable(code.resolve("bootstrap"))) {
      rest.add(TASK + "/bootstrap");
    } else {
      throw ProcessLauncher.noBootstrap(program);
    }
    return started(launch, options, rest);
  }

  /** What is written to the mounted directories must be this user's to remove. */
  private static String user(Path home) throws IOException {
    Object uid = Files.getAttribute(home, "unix:uid");
    return uid.equals(0) ? USER : uid + ":" + Files.getAttribute(home, "unix:gid");
  }

  private static List<String> mount(Path from, String to, String how) {
    return List.of("--mount", "type=bind,source=" + from.toAbsolutePath() + ",target=" + to + how);
  }

  /** Runs until it ends; its client is a process of this machine. */
  private Sandbox started(Launch launch, List<String> options, List<String> rest)
      throws IOException {
    String memory = launch.configuration().memoryMb() + "m";
    List<String> line = new ArrayList<>(List.of("docker", "run", "--rm", "--pull", "never"));
    line.addAll(List.of("--name", launch.name()));
    line.addAll(engine.labels());
    line.addAll(List.of("--network", "host", "--cap-drop", "ALL"));
    line.addAll(List.of("--security-opt", "no-new-privileges", "--pids-limit", "1024"));
    line.addAll(List.of("-m", memory, "--memory-swap", memory));
    line.addAll(variables(launch));
    line.addAll(options);
    line.addAll(rest);
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(launch.log().toFile())
            .start();
    return new Sandbox.OfContainer(process, engine, launch.name(), throttled);
  }

  /**
   * By a file: the engine's client itself would heed some, and its command line is for all to see.
   */
  private static List<String> variables(Launch launch) throws IOException {
    SortedMap<String, String> all = new TreeMap<>(launch.variables());
    all.put("LAMBDA_TASK_ROOT", TASK);
    all.put("LAMBDA_RUNTIME_DIR", RUNTIME);
    List<String> options = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    all.forEach(
        (name, value) -> {
          if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
            text.append(name).append('=').append(value).append('\n');
          } else {
            options.addAll(List.of("-e", name + "=" + value));
          }
        });
    Path file = launch.home().resolve("variables");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    options.addAll(List.of("--env-file", file.toString()));
    return options;
  }

  private static String present(String image) throws IOException {
    try {
      Programs.run(List.of("docker", "image", "inspect", "--format", "{{.Id}}", image));
      return image;
    } catch (IOException e) {
      throw new IOException("there is no image " + image, e);
    }
  }

  @Override
  public void close() {
    processes.close();
    engine.removeAll();
  }
}
