package dev.continuum.service.server;

import dev.continuum.planner.RecordingActuator;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, to be killed or frozen. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Its arguments are the store and the port, 0 for any. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
      ServerConfig standard = ServerConfig.DEFAULT;
      ServerConfig config =
          new ServerConfig(
              arguments[0],
              standard.host(),
              Integer.parseInt(arguments[1]),
              "",
              Optional.empty(),
              standard.keys(),
              Optional.empty(),
              Optional.empty(),
              1,
              Duration.ofSeconds(5));
      var server =
          ContinuumServer.start(config, new RecordingActuator(), System::currentTimeMillis);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      System.out.println(server.port());
      server.awaitEnd();
    }
  }

  /** Starts one and waits until it takes calls. */
  static ServerProcess start(String store, int port) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-Dcontinuum.natives=" + System.getProperty("continuum.natives", ""),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                store,
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      throw new IOException("The server did not start.");
    }
    return new ServerProcess(process, Integer.parseInt(line));
  }

  int port() {
    return port;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  /** SIGTERM; the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  /** Sends a signal by its name. */
  void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " failed");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
