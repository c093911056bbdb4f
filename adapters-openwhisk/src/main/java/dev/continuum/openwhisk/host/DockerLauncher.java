package dev.continuum.openwhisk.host;

import dev.continuum.actuation.host.Engine;
import dev.continuum.actuation.host.Programs;
import dev.continuum.actuation.host.Runner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Starts images and kinds as containers of a Docker engine, with their memory limit; images that
 * have a command line as processes, and kinds too where no image of them can be made.
 */
final class DockerLauncher implements Launcher {

  private static final String LABEL = "continuum-host";
  private static final int PORT = 8080;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Engine engine;
  private final Launcher processes;
  private final Set<String> commands;
  private final boolean required;
  private final RuntimeImages runtimes = new RuntimeImages();

  private DockerLauncher(Engine engine, Launcher processes, HostOptions options) {
    this.engine = engine;
    this.processes = processes;
    this.commands = options.images().keySet();
    this.required = options.runner() == Runner.DOCKER;
  }

  /**
   * Containers if an engine answers, else processes.
   *
   * @throws IOException if containers are required and no engine answers
   */
  static Launcher over(Launcher processes, HostOptions options) throws IOException {
    if (options.runner() == Runner.PROCESS) {
      return processes;
    }
    try {
      return new DockerLauncher(Engine.answering(LABEL), processes, options);
    } catch (IOException e) {
      if (options.runner() == Runner.DOCKER) {
        throw e;
      }
      return processes;
    }
  }

  @Override
  public Sandbox launch(String id, String kind, String image, int memoryMb) throws IOException {
    if (kind.equals("blackbox")) {
      return commands.contains(image)
          ? processes.launch(id, kind, image, memoryMb)
          : started(id, memoryMb, List.of(image));
    }
    Optional<String> runtime = runtime(kind);
    if (runtime.isEmpty()) {
      return processes.launch(id, kind, image, memoryMb);
    }
    List<String> rest =
        new ArrayList<>(
            List.of(
                "-e", "CONTINUUM_PORT=" + PORT, "-e", "CONTINUUM_INSTANCE=" + id, runtime.get()));
    rest.addAll(RuntimeImages.command(kind, memoryMb));
    return started(id, memoryMb, rest);
  }

  /** The image of a kind; empty where none can be made, unless containers are required. */
  private Optional<String> runtime(String kind) throws IOException {
    try {
      return Optional.of(runtimes.of(kind));
    } catch (IOException e) {
      if (required) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** By the rest of its command line: options, image, and what runs instead of the image's own. */
  private Sandbox started(String id, int memoryMb, List<String> rest) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                "docker",
                "run",
                "-d",
                "--name",
                id,
                "--cap-drop",
                "NET_RAW",
                "--cap-drop",
                "NET_ADMIN",
                "--pids-limit",
                "1024",
                "-m",
                memoryMb + "m",
                "--memory-swap",
                memoryMb + "m"));
    line.addAll(engine.labels());
    line.addAll(rest);
    String container = Programs.run(line);
    Sandbox sandbox = new Container(engine, container, address(container));
    try {
      await(sandbox.address());
      return sandbox;
    } catch (IOException e) {
      sandbox.destroy();
      throw e;
    }
  }

  @Override
  public void close() {
    processes.close();
    engine.removeAll();
  }

  private static String address(String container) throws IOException {
    return Programs.run(
            List.of(
                "docker",
                "inspect",
                "--format",
                "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
                container))
        + ":"
        + PORT;
  }

  private static void await(String address) throws IOException {
    String host = address.substring(0, address.indexOf(':'));
    long give = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, PORT), 1000);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > give) {
          throw e;
        }
        try {
          Thread.sleep(10);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new IOException(interrupted);
        }
      }
    }
  }

  private record Container(Engine engine, String id, String address) implements Sandbox {

    @Override
    public void pause() {
      quietly("pause");
    }

    @Override
    public void resume() {
      quietly("unpause");
    }

    @Override
    public void destroy() {
      engine.remove(id);
    }

    private void quietly(String verb) {
      try {
        Programs.run(List.of("docker", verb, id));
      } catch (IOException e) {
        // Gone, or not running: the next call finds out.
      }
    }
  }
}
