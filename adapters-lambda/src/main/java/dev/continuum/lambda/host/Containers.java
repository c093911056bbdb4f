package dev.continuum.lambda.host;

import dev.continuum.actuation.host.Engine;
import dev.continuum.actuation.host.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Images of a local Docker engine as execution environments: the container's memory is limited from
 * the start, its CPU once it is initialised. It reaches the Runtime API over the host's loopback.
 * Thread-safe.
 */
final class Containers {

  private static final String LABEL = "continuum-lambda";

  private final Engine engine;

  private Containers(Engine engine) {
    this.engine = engine;
  }

  /** If an engine answers. */
  static Optional<Containers> create() {
    try {
      return Optional.of(new Containers(Engine.answering(LABEL)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether the engine has an image; none is ever pulled. */
  boolean has(String image) {
    try {
      return !Programs.run(List.of("docker", "image", "inspect", "--format", "{{.Id}}", image))
          .isEmpty();
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
                engine.labelOfThisProcess(),
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
    Programs.run(List.of("docker", "update", "--cpus", share, name));
  }

  /** Its first process, as this machine sees it. */
  long pid(String name) throws IOException {
    return Long.parseLong(
        Programs.run(List.of("docker", "inspect", "--format", "{{.State.Pid}}", name)));
  }

  /** Ends it, if it is there. */
  void remove(String name) {
    engine.remove(name);
  }
}
