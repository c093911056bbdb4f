package dev.continuum.lambda.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts environments as processes: AWS's own runtime interface client for Java, the {@code
 * bootstrap} of custom runtimes, and for images what was configured for them.
 */
final class ProcessLauncher implements Launcher {

  private final Map<String, List<String>> images;
  private final RuntimeClient client;
  private final CpuShares shares;

  ProcessLauncher(Map<String, List<String>> images, RuntimeClient client, CpuShares shares) {
    this.images = images;
    this.client = client;
    this.shares = shares;
  }

  @Override
  public void prepare(Configuration configuration) {
    // Nothing: a process needs what is here.
  }

  @Override
  public Sandbox launch(Launch launch) throws IOException {
    return new Sandbox.OfProcess(started(command(launch.configuration()), launch), shares);
  }

  @Override
  public void close() {
    shares.close();
  }

  /** A program with an environment's variables, directory and log. */
  static Process started(List<String> command, Launch launch) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(launch.configuration().program().code().home().toFile())
            .redirectErrorStream(true)
            .redirectOutput(launch.log().toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("AWS_"));
    builder.environment().putAll(launch.variables());
    return builder.start();
  }

  /**
   * The command line.
   *
   * @throws IOException if this machine cannot run it
   */
  private List<String> command(Configuration configuration) throws IOException {
    Configuration.Program program = configuration.program();
    int memory = configuration.memoryMb();
    if (program.code().isImage()) {
      List<String> line =
          Optional.ofNullable(images.get(program.code().image()))
              .orElseThrow(() -> new IOException("there is no image " + program.code().image()));
      RuntimeClient.Layout layout = client.here(program.code().home());
      return line.stream()
          .map(word -> word.replace("{memory}", "" + memory))
          .map(word -> word.replace("{heap}", "" + RuntimeClient.heapMb(memory)))
          .map(word -> word.replace("{client}", String.join(File.pathSeparator, layout.client())))
          .map(word -> word.replace("{jni}", layout.libraryOption()))
          .toList();
    }
    Path home = program.code().home();
    if (program.runtime().startsWith("java")) {
      return client.here(home).java(configuration);
    }
    Path bootstrap = home.resolve("bootstrap");
    if (program.runtime().startsWith("provided") && Files.isExecutable(bootstrap)) {
      return List.of(bootstrap.toString());
    }
    throw noBootstrap(program);
  }

  /** The runtime cannot be started here. */
  static IOException noBootstrap(Configuration.Program program) {
    return new IOException(
        "Couldn't find valid bootstrap(s) for runtime " + program.runtime() + " on this machine");
  }
}
