package dev.continuum.actuation.host;

import dev.continuum.actuation.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image made from nothing but what this machine has, named by what it is made of, and kept by
 * the engine. No registry is asked.
 *
 * @param name with a tag
 * @param changes Dockerfile instructions: environment, user
 */
public record ScratchImage(String name, List<String> changes) {

  /** Where an image has its Java. */
  public static final String JAVA = "/opt/java";

  /** Whose shared libraries the images take. */
  private static final String LIBRARY = "\\s*(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)";

  /** Puts the files of an image into a directory. */
  @FunctionalInterface
  public interface Filling {
    /**
     * Fills it.
     *
     * @throws IOException if this machine lacks something
     */
    void fill(Path root) throws IOException;
  }

  /** Copies. */
  public ScratchImage {
    changes = List.copyOf(changes);
  }

  /** One whose tag is the digest of its parts. */
  public static ScratchImage of(String repository, List<String> changes, List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    changes.forEach(each -> all.writeBytes(each.getBytes(StandardCharsets.UTF_8)));
    String digest = Digests.sha256(all.toByteArray()).substring(0, 16);
    return new ScratchImage(repository + ":" + digest, changes);
  }

  /**
   * Makes it, unless the engine has it. It has a user 1000 and a {@code /tmp} for everybody.
   *
   * @return its name
   * @throws IOException if it cannot be made here
   */
  public String made(Filling filling) throws IOException {
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
      List<String> line = new ArrayList<>(List.of("docker", "import", "--change", "USER 1000"));
      for (String change : changes) {
        line.addAll(List.of("--change", change));
      }
      line.addAll(List.of(archive.toString(), name));
      Programs.run(line);
      return name;
    } finally {
      Files.deleteIfExists(archive);
      remove(root);
    }
  }

  /** Cuts a runtime of Java from this one by jlink, with a class-data archive. */
  public static void java(Path root, String modules) throws IOException {
    Path java = root.resolve(JAVA.substring(1));
    Programs.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
            "--add-modules",
            modules,
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            java.toString()));
    Programs.run(List.of(java.resolve("bin/java").toString(), "-Xshare:dump"));
    libraries(root, binaries(java));
  }

  /** What of a Java installation is linked to shared libraries. */
  public static List<Path> binaries(Path java) throws IOException {
    try (Stream<Path> files = Files.walk(java)) {
      return files
          .filter(Files::isRegularFile)
          .filter(each -> each.endsWith("bin/java") || each.toString().endsWith(".so"))
          .toList();
    }
  }

  /** Copies what programs link to from where it is on this machine, to the same place. */
  public static void libraries(Path root, List<Path> programs) throws IOException {
    for (Path each : linked(programs)) {
      if (!each.startsWith(root)) {
        copy(each, root.resolve(each.toString().substring(1)));
      }
    }
  }

  /** What programs link to. */
  public static List<Path> linked(List<Path> programs) throws IOException {
    List<String> line = new ArrayList<>(List.of("ldd"));
    programs.forEach(each -> line.add(each.toString()));
    return Programs.run(line)
        .lines()
        .filter(text -> text.matches(LIBRARY))
        .map(text -> Path.of(text.replaceFirst(LIBRARY, "$1")))
        .distinct()
        .toList();
  }

  /** Copies a file, making the directories it goes to. */
  public static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(Optional.ofNullable(to.getParent()).orElseThrow());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void remove(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
