package dev.continuum.openwhisk.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An instance as a process of this machine, listening on the loopback. */
final class ProcessSandbox implements Sandbox {

  private final Process process;
  private final String address;
  private final Path directory;

  ProcessSandbox(Process process, int port, Path directory) {
    this.process = process;
    this.address = "127.0.0.1:" + port;
    this.directory = directory;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public void pause() {
    signal("-STOP");
  }

  @Override
  public void resume() {
    signal("-CONT");
  }

  @Override
  public void destroy() {
    process.destroyForcibly();
    try {
      var unused = process.waitFor(5, java.util.concurrent.TimeUnit.SECONDS);
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(directory);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // Left behind in a directory of our own.
    }
  }

  private void signal(String signal) {
    try {
      Process kill =
          new ProcessBuilder("kill", signal, Long.toString(process.pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor();
    } catch (IOException e) {
      // No such program on this system: the instance then is not paused, which harms nothing.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
