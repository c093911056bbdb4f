package dev.continuum.lambda.host;

import dev.continuum.actuation.host.ScratchImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The image that containers of zip functions start from: this machine's C and C++ libraries, what
 * its Java links to, and for custom runtimes a shell with the tools that scripts call. Java itself
 * is mounted. Made once. Thread-safe.
 */
final class BaseImage {

  /** Where the Java of this process is mounted. */
  static final String JAVA = "/var/lang";

  private static final List<String> TOOLS =
      List.of(
          "sh", "bash", "cat", "chmod", "cp", "curl", "cut", "date", "env", "grep", "head", "ls",
          "mkdir", "mktemp", "mv", "rm", "sed", "sleep", "sort", "tail", "tr", "wc");

  /** Beside the C library: what native code of functions links to. */
  private static final List<String> LIBRARIES =
      List.of(
          "libstdc++.so.6",
          "libgcc_s.so.1",
          "libz.so.1",
          "libdl.so.2",
          "libpthread.so.0",
          "librt.so.1");

  private static final List<String> CHANGES =
      List.of(
          "ENV PATH=/bin:" + JAVA + "/bin:/var/runtime:/var/task",
          "ENV LD_LIBRARY_PATH=" + JAVA + "/lib:/var/runtime:/var/task:/var/task/lib",
          "ENV LANG=C.UTF-8");

  private Optional<String> made = Optional.empty();

  /**
   * Its name.
   *
   * @throws IOException if it cannot be made here
   */
  synchronized String name() throws IOException {
    if (made.isEmpty()) {
      made = Optional.of(make());
    }
    return made.get();
  }

  private static String make() throws IOException {
    Path java = Path.of(System.getProperty("java.home"));
    List<Path> tools = tools();
    List<Path> programs = new ArrayList<>(ScratchImage.binaries(java));
    programs.addAll(tools);
    List<Path> linked = ScratchImage.linked(programs);
    List<Path> beside = beside(linked);
    StringBuilder parts = new StringBuilder();
    for (Path each : Stream.of(tools, linked, beside).flatMap(List::stream).sorted().toList()) {
      parts.append(each).append(' ').append(Files.size(each)).append(' ');
      parts.append(Files.getLastModifiedTime(each)).append('\n');
    }
    byte[] content = parts.toString().getBytes(StandardCharsets.UTF_8);
    return ScratchImage.of("continuum/lambda-base", CHANGES, List.of(content))
        .made(
            root -> {
              for (String each : List.of("task", "runtime", "lang")) {
                Files.createDirectories(root.resolve("var").resolve(each));
              }
              for (Path tool : tools) {
                ScratchImage.copy(tool, root.resolve("bin").resolve(tool.getFileName()));
              }
              for (Path each : linked) {
                if (!each.startsWith(java)) {
                  ScratchImage.copy(each, root.resolve(each.toString().substring(1)));
                }
              }
              for (Path each : beside) {
                ScratchImage.copy(each, root.resolve(each.toString().substring(1)));
              }
            });
  }

  private static List<Path> tools() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<Path> places = Stream.of(path.split(File.pathSeparator, -1)).map(Path::of).toList();
    return TOOLS.stream()
        .flatMap(
            tool ->
                places.stream()
                    .map(place -> place.resolve(tool))
                    .filter(Files::isExecutable)
                    .limit(1))
        .toList();
  }

  private static List<Path> beside(List<Path> linked) {
    return linked.stream()
        .filter(each -> each.endsWith("libc.so.6"))
        .limit(1)
        .flatMap(libc -> LIBRARIES.stream().map(libc::resolveSibling))
        .filter(Files::isRegularFile)
        .filter(each -> !linked.contains(each))
        .toList();
  }
}
