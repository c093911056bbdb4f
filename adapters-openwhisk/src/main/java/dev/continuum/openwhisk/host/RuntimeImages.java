package dev.continuum.openwhisk.host;

import com.google.gson.JsonObject;
import dev.continuum.actuation.host.Programs;
import dev.continuum.actuation.host.ScratchImage;
import dev.continuum.openwhisk.runtime.JavaAction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Images of the kinds, made from nothing but what this machine has: a runtime of Java cut by jlink,
 * or this machine's node; the shared libraries they link to; our action-protocol server. Made when
 * the first instance of a kind is started, named by what they are made of, and kept by the engine.
 * No registry is asked. Thread-safe.
 */
final class RuntimeImages {

  private static final String NAME = "continuum/openwhisk-";

  private final Map<String, String> made = new ConcurrentHashMap<>();

  /**
   * The image of a kind.
   *
   * @throws IOException if it cannot be made here
   */
  String of(String kind) throws IOException {
    synchronized (made) {
      String known = made.get(kind);
      if (known == null) {
        known = kind.startsWith("nodejs") ? node() : java();
        made.put(kind, known);
      }
      return known;
    }
  }

  /** How an image of a kind is started; the heap is what the process launcher gives it. */
  static List<String> command(String kind, int memoryMb) {
    int heap = memoryMb / ProcessLauncher.HEAP_SHARE;
    return kind.startsWith("nodejs")
        ? List.of("/opt/node", "--max-old-space-size=" + heap, "/opt/node-action.js")
        : List.of(
            ScratchImage.JAVA + "/bin/java",
            "-Xmx" + heap + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            "/opt/action:/opt/gson.jar",
            JavaAction.class.getName());
  }

  private static String java() throws IOException {
    Path server = ProcessLauncher.place(JavaAction.class);
    Path gson = ProcessLauncher.place(JsonObject.class);
    byte[] main = resource(JavaAction.class.getSimpleName() + ".class");
    String made = System.getProperty("java.home") + " " + Runtime.version() + gson;
    return ScratchImage.of(
            NAME + "java",
            List.of("ENV LD_LIBRARY_PATH=" + ScratchImage.JAVA + "/lib"),
            List.of(main, made.getBytes(StandardCharsets.UTF_8)))
        .made(
            root -> {
              ScratchImage.java(root, "java.base,java.logging,jdk.httpserver,jdk.unsupported");
              Path action = Files.createDirectories(root.resolve("opt/action"));
              classes(server, action);
              Files.copy(gson, root.resolve("opt/gson.jar"));
            });
  }

  private static String node() throws IOException {
    Path program = Path.of(Programs.run(List.of("node", "-p", "process.execPath")));
    byte[] script = resource("node-action.js");
    String made = program + " " + Files.size(program) + " " + Files.getLastModifiedTime(program);
    return ScratchImage.of(
            NAME + "nodejs", List.of(), List.of(script, made.getBytes(StandardCharsets.UTF_8)))
        .made(
            root -> {
              Path there = Files.createDirectories(root.resolve("opt")).resolve("node");
              Files.copy(program, there, StandardCopyOption.COPY_ATTRIBUTES);
              Files.write(root.resolve("opt/node-action.js"), script);
              ScratchImage.libraries(root, List.of(program));
            });
  }

  /** Ours only: what else is on the class path does not belong into an instance. */
  private static void classes(Path place, Path to) throws IOException {
    String folder = JavaAction.class.getPackageName().replace('.', '/');
    if (Files.isDirectory(place)) {
      Path target = Files.createDirectories(to.resolve(folder));
      try (Stream<Path> files = Files.list(place.resolve(folder))) {
        for (Path each : files.filter(Files::isRegularFile).toList()) {
          Files.copy(each, target.resolve(each.getFileName().toString()));
        }
      }
    } else {
      Programs.run(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
              "--extract",
              "--dir",
              to.toString(),
              "--file",
              place.toString(),
              folder));
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = JavaAction.class.getResourceAsStream(name)) {
      return Optional.ofNullable(in).orElseThrow().readAllBytes();
    }
  }
}
