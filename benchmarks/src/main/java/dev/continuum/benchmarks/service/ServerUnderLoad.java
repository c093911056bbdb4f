package dev.continuum.benchmarks.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, from its start to its end. */
final class ServerUnderLoad implements AutoCloseable {

  private static final Path LAUNCHER = Path.of("continuum");
  private static final double TICKS_PER_SECOND = 100;

  private final Process process;
  private final int port;
  private final int metricsPort;
  private final double startedSeconds;

  private ServerUnderLoad(Process process, int port, int metricsPort, double startedSeconds) {
    this.process = process;
    this.port = port;
    this.metricsPort = metricsPort;
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
    int metrics = freePort();
    command.addAll(List.of("--metrics-port", Integer.toString(metrics)));
    command.addAll(List.of(more));
    return start(command, metrics);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The peer, on threads of a kind. */
  static ServerUnderLoad echo(EchoServer.Threads threads) throws IOException {
    List<String> command = new ArrayList<>(java(EchoServer.class.getName()));
    command.add(threads.name());
    return start(command, 0);
  }

  int port() {
    return port;
  }

  /** From the start of the process to the line that says it takes calls. */
  double startedSeconds() {
    return startedSeconds;
  }

  /** What the service tells Prometheus now, by name with labels. */
  Map<String, Double> metrics() throws IOException {
    Map<String, Double> metrics = new HashMap<>();
    URL page = URI.create("http://127.0.0.1:" + metricsPort + "/metrics").toURL();
    try (InputStream in = page.openStream()) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        int end = line.lastIndexOf(' ');
        if (end > 0 && line.charAt(0) != '#') {
          metrics.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
        }
      }
    }
    return metrics;
  }

  /** CPU seconds so far by kind of thread: names without their numbers. */
  Map<String, Double> cpuSeconds() throws IOException {
    return cpuSeconds(process.pid());
  }

  /** The same of any process. */
  static Map<String, Double> cpuSeconds(long pid) throws IOException {
    Map<String, Double> seconds = new TreeMap<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads.toList()) {
        String name = Files.readString(thread.resolve("comm")).strip().replaceAll("[-#0-9 ]+$", "");
        String stat = Files.readString(thread.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
        seconds.merge(name, ticks / TICKS_PER_SECOND, Double::sum);
      }
    }
    return seconds;
  }

  /** Heap in use once what is garbage has been collected, MiB. */
  double liveMebibytes() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    int code =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("The server's heap cannot be collected.");
    }
    return metrics().entrySet().stream()
            .filter(each -> each.getKey().startsWith("jvm_memory_used_bytes"))
            .filter(each -> each.getKey().contains("area=\"heap\""))
            .mapToDouble(Map.Entry::getValue)
            .sum()
        / (1 << 20);
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

  private static ServerUnderLoad start(List<String> command, int metrics) throws IOException {
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
        process,
        Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).strip()),
        metrics,
        seconds);
  }
}
