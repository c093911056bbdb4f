package dev.continuum.lambda.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * AWS's own runtime interface client for Java: its jars, and its native library, unpacked once. By
 * itself the client unpacks the library to one path under /tmp, the same for every environment of
 * the machine: two that start at once break each other. Thread-safe.
 */
final class RuntimeClient {

  private static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final List<String> CLASSES =
      List.of(
          MAIN,
          "com.amazonaws.services.lambda.runtime.Context",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  private final Path directory;

  RuntimeClient(Path directory) {
    this.directory = directory;
  }

  /**
   * Where an environment sees what it is made of.
   *
   * @param program Java
   * @param options of the JVM, beside those of all environments
   * @param classes class path of the function
   * @param client jars of the client
   * @param library its native library
   */
  record Layout(
      String program,
      List<String> options,
      List<String> classes,
      List<String> client,
      String library) {

    /** The option of a JVM that names the native library. */
    String libraryOption() {
      return "-D" + PROPERTY + "=" + library;
    }

    /** The command line of a function in Java. */
    List<String> java(Configuration configuration) {
      List<String> line = new ArrayList<>();
      line.add(program);
      line.add("-Xmx" + heapMb(configuration.memoryMb()) + "m");
      line.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xshare:auto",
              "--enable-native-access=ALL-UNNAMED"));
      line.addAll(options);
      line.add(libraryOption());
      List<String> places = new ArrayList<>(classes);
      places.addAll(client);
      line.addAll(
          List.of(
              "-cp",
              String.join(File.pathSeparator, places),
              MAIN,
              configuration.program().handler()));
      return line;
    }
  }

  /** Of an environment's memory; the rest is for the JVM itself and native code. */
  static int heapMb(int memoryMb) {
    return memoryMb * 5 / 8;
  }

  /** As a process of this machine sees it. */
  Layout here(Path code) throws IOException {
    return new Layout(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        List.of(),
        classes(code, code.toString()),
        jars().stream().map(Path::toString).toList(),
        library(directory).toString());
  }

  /** As a container sees it that has the code and {@link #bundle} where Lambda has them. */
  Layout mounted(Path code, Path bundle, String java) throws IOException {
    try (Stream<Path> files = Files.list(bundle)) {
      List<String> client =
          files
              .map(each -> DockerLauncher.RUNTIME + "/" + each.getFileName())
              .filter(name -> name.endsWith(".jar"))
              .sorted()
              .toList();
      return new Layout(
          java,
          // A quota that comes after the initialisation is not the number of processors.
          List.of("-XX:-UseContainerSupport"),
          classes(code, DockerLauncher.TASK),
          client,
          DockerLauncher.RUNTIME + "/" + library(bundle).getFileName());
    }
  }

  /** A directory with the jars and the native library, which everybody may read. */
  synchronized Path bundle() throws IOException {
    Path bundle = directory.resolve("runtime");
    if (!Files.isDirectory(bundle)) {
      Path fresh = Files.createTempDirectory(directory, "runtime");
      for (Path jar : jars()) {
        if (!Files.isRegularFile(jar)) {
          throw new IOException(jar + " is not a jar");
        }
        Files.copy(jar, fresh.resolve(jar.getFileName().toString()));
      }
      library(fresh);
      Shared.withEverybody(fresh);
      Files.move(fresh, bundle, StandardCopyOption.ATOMIC_MOVE);
    }
    return bundle;
  }

  /** Its native library in a directory, unpacked if it is not there. */
  private static synchronized Path library(Path directory) {
    boolean musl =
        Files.exists(Path.of("/lib/ld-musl-" + architecture("x86_64", "aarch64") + ".so.1"));
    String name =
        "libaws-lambda-jni.linux"
            + (musl ? "_musl" : "")
            + "-"
            + architecture("x86_64", "aarch_64")
            + ".so";
    Path file = directory.resolve(name);
    try (InputStream in = RuntimeClient.class.getResourceAsStream("/jni/" + name)) {
      if (in != null && !Files.exists(file)) {
        Path fresh = Files.createTempFile(directory, "library", ".tmp");
        Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static String architecture(String x86, String arm) {
    return System.getProperty("os.arch").equals("aarch64") ? arm : x86;
  }

  /** A function's classes, and the jars it brings. */
  private static List<String> classes(Path code, String there) throws IOException {
    List<String> places = new ArrayList<>(List.of(there));
    Path libraries = code.resolve("lib");
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> jars = Files.list(libraries)) {
        jars.map(jar -> there + "/lib/" + jar.getFileName())
            .filter(name -> name.endsWith(".jar"))
            .sorted()
            .forEach(places::add);
      }
    }
    return places;
  }

  private static List<Path> jars() {
    return CLASSES.stream().map(RuntimeClient::place).distinct().toList();
  }

  private static Path place(String type) {
    String resource = type.replace('.', '/') + ".class";
    URL url =
        Optional.ofNullable(RuntimeClient.class.getClassLoader().getResource(resource))
            .orElseThrow(() -> new IllegalStateException(type + " is not on the class path"));
    try {
      String text = url.toString();
      int end = text.indexOf("!/");
      return Path.of(
          new URI(
              end < 0
                  ? text.substring(0, text.length() - resource.length())
                  : text.substring("jar:".length(), end)));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
