package dev.continuum.lambda.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Images of a local Docker engine as execution environments: the container's memory is limited from
 * the start, its CPU once it is initialised. It reaches the Runtime API over the host's loopback.
 * Thread-safe.
 */
final class Containers {

  private static final String LABEL = "continuum-lambda";
  private static final String ID_AND_PROCESS = "{{.ID}} {{.Label \"" + LABEL + "\"}}";
  private static final long SECONDS = 60;

  private Containers() {}

  /** If an engine answers. */
  static Optional<Containers> create() {
    if (!isInstalled()) {
      return Optional.empty();
    }
    try {
      var unused = run(List.of("docker", "version", "--format", "{{.Server.Version}}"));
      removeOrphans();
      return Optional.of(new Containers());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isInstalled() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String each : path.split(java.io.File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(each, "docker"))) {
        return true;
      }
    }
    return false;
  }

  /** Containers of hosts that were killed. */
  private static void removeOrphans() throws IOException {
    String listed =
        run(
            List.of(
                "docker", "ps", "-a", "--filter", "label=" + LABEL, "--format", ID_AND_PROCESS));
    for (String line : listed.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length == 2
          && words[1].matches("[0-9]{1,18}")
          && ProcessHandle.of(Long.parseLong(words[1])).isEmpty()) {
        remove(words[0]);
      }
    }
  }

  /** Whether the engine has an image; none is ever pulled. */
  boolean has(String image) {
    try {
      return !run(List.of("docker", "image", "inspect", "--format", "{{.Id}}", image)).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The command line that runs an image until it ends.
   *
   * @param name of the container
   * @param image which image
   * @param memoryMb its limit
   * @param variables names of environment variables that are handed on, with their values
   */
  List<String> command(String name, String image, int memoryMb, Collection<String> variables) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "docker",
                "run",
                "--rm",
                "--pull",
                "never",
                "--name",
                name,
                "--label",
                LABEL + "=" + ProcessHandle.current().pid(),
                "--network",
                "host",
                "--cap-drop",
                "ALL",
                "--security-opt",
                "no-new-privileges",
                "--pids-limit",
                "1024",
                "-m",
                memoryMb + "m",
                "--memory-swap",
                memoryMb + "m"));
    variables.forEach(
        each -> {
          line.add("-e");
          line.add(each);
        });
    line.add(image);
    return line;
  }

  /** From now on it gets memory / 1,769 MB of a core. */
  void limit(String name, int memoryMb) throws IOException {
    String share = String.format(Locale.ROOT, "%.3f", memoryMb / CpuShares.MEGABYTES_PER_CORE);
    var unused = run(List.of("docker", "update", "--cpus", share, name));
  }

  /** Its first process, as this machine sees it. */
  long pid(String name) throws IOException {
    return Long.parseLong(run(List.of("docker", "inspect", "--format", "{{.State.Pid}}", name)));
  }

  /** Ends it, if it is there. */
  static void remove(String name) {
    try {
      var unused = run(List.of("docker", "rm", "-f", name));
    } catch (IOException e) {
      // Gone already.
    }
  }

  private static String run(List<String> line) throws IOException {
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(line.get(0) + " " + line.get(1) + ": " + text.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return text.strip();
  }
}
