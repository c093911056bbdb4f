package dev.continuum.openwhisk.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Starts images as containers of a Docker engine, with their memory limit; everything else, and
 * images that have a command line, as processes.
 */
final class DockerLauncher implements Launcher {

  private static final String LABEL = "continuum-host";
  private static final String ID_AND_PROCESS = "{{.ID}} {{.Label \"continuum-host\"}}";
  private static final int PORT = 8080;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Launcher processes;
  private final Set<String> commands;

  /** Tells this host's containers from those of others in this process. */
  private final String pool = "continuum-pool=" + UUID.randomUUID();

  private DockerLauncher(Launcher processes, Set<String> commands) {
    this.processes = processes;
    this.commands = commands;
  }

  /** Containers if an engine answers, else processes. */
  static Launcher over(Launcher processes, Set<String> commands) {
    if (!Programs.has("docker")) {
      return processes;
    }
    try {
      Programs.run(List.of("docker", "version", "--format", "{{.Server.Version}}"));
      removeOrphans();
      return new DockerLauncher(processes, commands);
    } catch (IOException e) {
      return processes;
    }
  }

  /** Containers of hosts that were killed. */
  private static void removeOrphans() throws IOException {
    String listed =
        Programs.run(
            List.of(
                "docker", "ps", "-a", "--filter", "label=" + LABEL, "--format", ID_AND_PROCESS));
    for (String line : listed.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length == 2
          && words[1].matches("[0-9]{1,18}")
          && ProcessHandle.of(Long.parseLong(words[1])).isEmpty()) {
        new Container(words[0], "").destroy();
      }
    }
  }

  @Override
  public Sandbox launch(String id, String kind, String image, int memoryMb) throws IOException {
    if (!kind.equals("blackbox") || commands.contains(image)) {
      return processes.launch(id, kind, image, memoryMb);
    }
    String container =
        Programs.run(
            List.of(
                "docker",
                "run",
                "-d",
                "--name",
                id,
                "--label",
                LABEL + "=" + ProcessHandle.current().pid(),
                "--label",
                pool,
                "--cap-drop",
                "NET_RAW",
                "--cap-drop",
                "NET_ADMIN",
                "--pids-limit",
                "1024",
                "-m",
                memoryMb + "m",
                "--memory-swap",
                memoryMb + "m",
                image));
    Sandbox sandbox = new Container(container, address(container));
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
    try {
      Programs.run(List.of("docker", "ps", "-a", "-q", "--filter", "label=" + pool))
          .lines()
          .forEach(each -> new Container(each, "").destroy());
    } catch (IOException e) {
      // The engine is gone, or the next host removes them.
    }
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

  private record Container(String id, String address) implements Sandbox {

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
      try {
        Programs.run(List.of("docker", "rm", "-f", id));
      } catch (IOException e) {
        // Gone already.
      }
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
