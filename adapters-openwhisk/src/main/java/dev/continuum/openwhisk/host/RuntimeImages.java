package dev.continuum.openwhisk.host;

import com.google.gson.JsonObject;
import dev.continuum.actuation.host.Programs;
import dev.continuum.openwhisk.runtime.JavaAction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
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

  /** Whose shared libraries the images take. */
  private static final String LIBRARY = "\\s*(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)";

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
            "/opt/java/bin/java",
            "-Xmx" + heap + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            "/opt/action:/opt/gson.jar",
            JavaAction.class.getName());
  }

  private static String java() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    Path server = ProcessLauncher.place(JavaAction.class);
    Path gson = ProcessLauncher.place(JsonObject.class);
    byte[] main = resource(JavaAction.class.getSimpleName() + ".class");
    String name =
        NAME
            + "java:"
            + hash(main, (home + " " + Runtime.version() + gson).getBytes(StandardCharsets.UTF_8));
    return made(
        name,
        root -> {
          Path java = root.resolve("opt/java");
          Programs.run(
              List.of(
                  home.resolve("bin/jlink").toString(),
                  "--add-modules",
                  "java.base,java.logging,jdk.httpserver,jdk.unsupported",
                  "--strip-java-debug-attributes",
                  "--no-header-files",
                  "--no-man-pages",
                  "--output",
                  java.toString()));
          Programs.run(List.of(java.resolve("bin/java").toString(), "-Xshare:dump"));
          Path action = Files.createDirectories(root.resolve("opt/action"));
          classes(server, action);
          Files.copy(gson, root.resolve("opt/gson.jar"));
          libraries(root, binaries(java));
        });
  }

  private static String node() throws IOException {
    Path program = Path.of(Programs.run(List.of("node", "-p", "process.execPath")));
    byte[] script = resource("node-action.js");
    String name =
        NAME
            + "nodejs:"
            + hash(
                script,
                (program + " " + Files.size(program) + " " + Files.getLastModifiedTime(program))
                    .getBytes(StandardCharsets.UTF_8));
    return made(
        name,
        root -> {
          Path there = Files.createDirectories(root.resolve("opt")).resolve("node");
          Files.copy(program, there, StandardCopyOption.COPY_ATTRIBUTES);
          Files.write(root.resolve("opt/node-action.js"), script);
          libraries(root, List.of(program));
        });
  }

  private interface Filling {
    void fill(Path root) throws IOException;
  }

  /** Makes an image, unless the engine has it. */
  private static String made(String name, Filling filling) throws IOException {
    if (!Programs.run(List.of("docker", "images", "-q", name)).isEmpty()) {
      return name;
    }
    Path root = Files.createTempDirectory("continuum-image");
    Path archive = Files.createTempFile("continuum-image", ".tar");
    try {
      Files.createDirectories(root.resolve("etc"));
      Files.writeString(root.resolve("etc/passwd"), "action:x:1000:1000::/tmp:/bin/false\n");
      Path temporary = Files.createDirectories(root.resolve("tmp"));
      Programs.run(List.of("chmod", "1777", temporary.toString()));
      filling.fill(root);
      Programs.run(
          List.of(
              "tar",
              "-C",
              root.toString(),
              "--owner=0",
              "--group=0",
              "--mode=a+rX",
              "-cf",
              archive.toString(),
              "."));
      Programs.run(
          List.of(
              "docker",
              "import",
              "--change",
              "USER 1000",
              "--change",
              "ENV LD_LIBRARY_PATH=/opt/java/lib",
              archive.toString(),
              name));
      return name;
    } finally {
      Files.deleteIfExists(archive);
      remove(root);
    }
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

  private static List<Path> binaries(Path java) throws IOException {
    try (Stream<Path> files = Files.walk(java)) {
      return files
          .filter(Files::isRegularFile)
          .filter(each -> each.endsWith("bin/java") || each.toString().endsWith(".so"))
          .toList();
    }
  }

  /** Copies what programs link to from where it is on this machine. */
  private static void libraries(Path root, List<Path> programs) throws IOException {
    List<String> line = new ArrayList<>(List.of("ldd"));
    programs.forEach(each -> line.add(each.toString()));
    for (String each : Programs.run(line).lines().toList()) {
      Optional<Path> file =
          Optional.of(each)
              .filter(text -> text.matches(LIBRARY))
              .map(text -> Path.of(text.replaceFirst(LIBRARY, "$1")))
              .filter(path -> !path.startsWith(root));
      if (file.isPresent()) {
        Path to = root.resolve(file.get().toString().substring(1));
        Files.createDirectories(Optional.ofNullable(to.getParent()).orElseThrow());
        Files.copy(file.get(), to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = JavaAction.class.getResourceAsStream(name)) {
      return Optional.ofNullable(in).orElseThrow().readAllBytes();
    }
  }

  private static String hash(byte[] code, byte[] rest) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(code);
      digest.update(rest);
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void remove(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
