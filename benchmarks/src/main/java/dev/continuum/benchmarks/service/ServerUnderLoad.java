package dev.continuum.benchmarks.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, from its start to its end. */
final class ServerUnderLoad implements AutoCloseable {

  private static final Path LAUNCHER = Path.of("continuum");

  private final Process process;
  private final int port;
  private final double startedSeconds;

  private ServerUnderLoad(Process process, int port, double startedSeconds) {
    this.process = process;
    this.port = port;
    this.startedSeconds = startedSeconds;
  }

  /** The service on a store, by the launcher of the source tree where there is one. */
  static ServerUnderLoad service(Path store, List<String> before, String... more)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    if (Files.isExecutable(LAUNCHER)) {
      command.add("./" + LAUNCHER);
    } else {
      command.addAll(java("dev.continuum.cli.ContinuumCommand"));
    }
    command.addAll(List.of("serve", "--store", "sqlite:" + store, "--port", "0"));
    command.addAll(List.of("--metrics-port", "0"));
    command.addAll(List.of(more));
    return start(command);
  }

  /** The peer. */
  static ServerUnderLoad echo() throws IOException {
    return start(java(EchoServer.class.getName()));
  }

  int port() {
    return port;
  }

  /** From the start of the process to the line that says it takes calls. */
  double startedSeconds() {
    return startedSeconds;
  }

  /** Resident memory, MiB. */
  double residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("The system does not tell memory.");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> java(String main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        main);
  }

  private static ServerUnderLoad start(List<String> command) throws IOException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null || !line.startsWith("listening on ")) {
      process.destroyForcibly();
      throw new IOException("The server did not start: " + String.join(" ", command));
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new ServerUnderLoad(
        process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).strip()), seconds);
  }
}
