package dev.continuum.openwhisk.host;

import com.google.gson.JsonObject;
import dev.continuum.openwhisk.runtime.JavaAction;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts instances as processes: our own small action-protocol servers for Java and JavaScript, and
 * for images the command line that was configured for them. The process writes the port it listens
 * on to a file, and ends by itself when this one is gone.
 */
final class ProcessLauncher implements Launcher {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Of an action's memory, as OpenWhisk's Java has it. */
  static final int HEAP_SHARE = 4;

  private final Path directory;
  private final Map<String, List<String>> images;
  private final Set<Process> started = ConcurrentHashMap.newKeySet();
  private final MemoryWatch watch = new MemoryWatch();
  private volatile boolean closed;

  ProcessLauncher(Path directory, Map<String, List<String>> images) {
    this.directory = directory;
    this.images = images;
  }

  @Override
  public Sandbox launch(String id, String kind, String image, int memoryMb) throws IOException {
    Path home = directory.resolve(id);
    Files.createDirectories(home);
    Path port = home.resolve("port");
    ProcessBuilder builder =
        new ProcessBuilder(command(kind, image, memoryMb, home))
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile());
    builder.environment().put("CONTINUUM_PORT_FILE", port.toString());
    builder.environment().put("CONTINUUM_PARENT", Long.toString(ProcessHandle.current().pid()));
    builder.environment().put("CONTINUUM_INSTANCE", id);
    Process process = builder.start();
    started.add(process);
    var unused = process.onExit().thenAccept(started::remove);
    if (closed) {
      process.destroyForcibly();
    }
    watch.limit(process, memoryMb);
    long give = System.nanoTime() + START_LIMIT.toNanos();
    while (!Files.exists(port)) {
      if (!process.isAlive() || System.nanoTime() > give) {
        process.destroyForcibly();
        throw new IOException("The instance did not start: " + log(home));
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
    return new ProcessSandbox(process, Integer.parseInt(Files.readString(port).strip()), home);
  }

  @Override
  public void close() {
    closed = true;
    started.forEach(Process::destroyForcibly);
    watch.close();
  }

  private static String log(Path home) throws IOException {
    String text = Files.readString(home.resolve("log"));
    return text.substring(0, Math.min(500, text.length())).strip();
  }

  private List<String> command(String kind, String image, int memoryMb, Path home)
      throws IOException {
    int heap = memoryMb / HEAP_SHARE;
    if (kind.equals("blackbox")) {
      List<String> line =
          Optional.ofNullable(images.get(image))
              .orElseThrow(
                  () -> new IOException("Failed to pull container image '" + image + "'."));
      return line.stream()
          .map(word -> word.replace("{memory}", "" + memoryMb).replace("{heap}", "" + heap))
          .toList();
    }
    if (kind.startsWith("nodejs")) {
      Path script = home.resolve("launcher.js");
      try (InputStream in = JavaAction.class.getResourceAsStream("node-action.js")) {
        Files.write(script, Optional.ofNullable(in).orElseThrow().readAllBytes());
      }
      return List.of("node", "--max-old-space-size=" + heap, script.toString());
    }
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Xmx" + heap + "m");
    // What it unpacks goes with it: an instance is killed.
    line.add("-Djava.io.tmpdir=" + home.toAbsolutePath());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    line.add("-cp");
    line.add(place(JavaAction.class).toString() + File.pathSeparator + place(JsonObject.class));
    line.add(JavaAction.class.getName());
    return line;
  }

  /** The jar or directory a class is from. */
  static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
