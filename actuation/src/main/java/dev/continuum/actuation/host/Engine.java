package dev.continuum.actuation.host;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * The Docker engine of this machine. Containers carry the process that started them as a label, so
 * that those of a host that was killed are found by the next one. Thread-safe.
 *
 * @param label name of the label: one for each kind of host
 * @param host tells the containers of this host from those of others in this process
 */
public record Engine(String label, String host) {

  private static final String HOST = "continuum-pool=";

  /**
   * An engine that answers; removes the containers of hosts that are gone.
   *
   * @throws IOException if none answers
   */
  public static Engine answering(String label) throws IOException {
    if (!Programs.has("docker")) {
      throw new IOException("There is no docker on the path.");
    }
    Programs.run(List.of("docker", "version", "--format", "{{.Server.Version}}"));
    Engine engine = new Engine(label, UUID.randomUUID().toString());
    engine.removeOrphans();
    return engine;
  }

  /** Options that give a container what one of this host carries. */
  public List<String> labels() {
    return List.of("--label", label + "=" + ProcessHandle.current().pid(), "--label", HOST + host);
  }

  /** Ends all of this host's, also those that are only just starting. */
  public void removeAll() {
    try {
      Programs.run(List.of("docker", "ps", "-a", "-q", "--filter", "label=" + HOST + host))
          .lines()
          .forEach(this::remove);
    } catch (IOException e) {
      // The engine is gone, or the next host removes them.
    }
  }

  private void removeOrphans() throws IOException {
    String listed =
        Programs.run(
            List.of(
                "docker",
                "ps",
                "-a",
                "--filter",
                "label=" + label,
                "--format",
                "{{.ID}} {{.Label \"" + label + "\"}}"));
    for (String line : listed.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length == 2
          && words[1].matches("[0-9]{1,18}")
          && ProcessHandle.of(Long.parseLong(words[1])).isEmpty()) {
        remove(words[0]);
      }
    }
  }

  /** Ends a container, if it is there. */
  public void remove(String container) {
    try {
      Programs.run(List.of("docker", "rm", "-f", container));
    } catch (IOException e) {
      // Gone already.
    }
  }
}
