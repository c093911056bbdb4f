package dev.continuum.service.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server on loopback for one test, as a user that it accepts. */
public final class PostgresServer implements AutoCloseable {

  private final Path binaries;
  private final Path data;
  private final int port;

  private PostgresServer(Path binaries, Path data, int port) {
    this.binaries = binaries;
    this.data = data;
    this.port = port;
  }

  /** Starts one, if the programs are installed. */
  public static Optional<PostgresServer> start() throws Exception {
    Optional<Path> binaries = binaries();
    if (binaries.isEmpty()) {
      return Optional.empty();
    }
    Path data = Files.createTempDirectory("continuum-postgres");
    PostgresServer server = new PostgresServer(binaries.get(), data, freePort());
    if (root()) {
      run(List.of("chown", "-R", "postgres", data.toString()));
    }
    server.as("initdb", "-D", data.resolve("db").toString(), "-U", "continuum", "-A", "trust");
    server.as(
        "pg_ctl",
        "-D",
        data.resolve("db").toString(),
        "-l",
        data.resolve("log").toString(),
        "-w",
        "-o",
        "-p " + server.port + " -c listen_addresses=127.0.0.1 -k " + data,
        "start");
    return Optional.of(server);
  }

  /** Makes a database; its address. */
  public String database(String name) throws Exception {
    try (var connection = DriverManager.getConnection(address("postgres"));
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return address(name);
  }

  @Override
  public void close() throws IOException {
    try {
      as("pg_ctl", "-D", data.resolve("db").toString(), "-m", "immediate", "-w", "stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while PostgreSQL stops", e);
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private String address(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=continuum";
  }

  private void as(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .directory(Path.of("/tmp").toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Optional<Path> binaries() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(java.util.Comparator.naturalOrder());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
