package dev.continuum.lambda.host;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Command lines of execution environments: AWS's own runtime interface client for Java, the {@code
 * bootstrap} of custom runtimes, and for images what was configured for them; other images run as
 * containers.
 */
final class Launcher {

  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final List<String> CLIENT_CLASSES =
      List.of(
          CLIENT,
          "com.amazonaws.services.lambda.runtime.Context",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  private final Map<String, List<String>> images;
  private final ClientLibrary library;
  private final Supplier<Optional<Containers>> engines;
  private Optional<Containers> engine = Optional.empty();
  private boolean looked;

  Launcher(
      Map<String, List<String>> images,
      ClientLibrary library,
      Supplier<Optional<Containers>> engines) {
    this.images = images;
    this.library = library;
    this.engines = engines;
  }

  /**
   * The container engine, for an image that has no command line here.
   *
   * @throws IOException if the image is not there, or no engine is
   */
  Optional<Containers> containers(Configuration configuration) throws IOException {
    Configuration.Program program = configuration.program();
    if (!program.code().isImage() || images.containsKey(program.code().image())) {
      return Optional.empty();
    }
    String image = program.code().image();
    Optional<Containers> found = engine().filter(each -> each.has(image));
    if (found.isEmpty()) {
      throw new IOException("there is no image " + image);
    }
    return found;
  }

  /** Looked for when the first image is started. */
  private synchronized Optional<Containers> engine() {
    if (!looked) {
      engine = engines.get();
      looked = true;
    }
    return engine;
  }

  /**
   * The command line.
   *
   * @throws IOException if this machine cannot run it
   */
  List<String> command(Configuration configuration) throws IOException {
    Configuration.Program program = configuration.program();
    int memory = configuration.memoryMb();
    // The rest is for the JVM itself and native code.
    int heap = memory * 5 / 8;
    if (program.code().isImage()) {
      List<String> line =
          Optional.ofNullable(images.get(program.code().image()))
              .orElseThrow(() -> new IOException("there is no image " + program.code().image()));
      return line.stream()
          .map(word -> word.replace("{memory}", "" + memory).replace("{heap}", "" + heap))
          .map(word -> word.replace("{client}", clientPath()))
          .map(word -> word.replace("{jni}", library.option()))
          .toList();
    }
    Path home = program.code().home();
    if (program.runtime().startsWith("java")) {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx" + heap + "m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "--enable-native-access=ALL-UNNAMED",
          library.option(),
          "-cp",
          classPath(home),
          CLIENT,
          program.handler());
    }
    Path bootstrap = home.resolve("bootstrap");
    if (program.runtime().startsWith("provided") && Files.isExecutable(bootstrap)) {
      return List.of(bootstrap.toString());
    }
    throw new IOException(
        "Couldn't find valid bootstrap(s) for runtime " + program.runtime() + " on this machine");
  }

  private static String classPath(Path home) throws IOException {
    List<String> places = new ArrayList<>(List.of(home.toString()));
    Path libraries = home.resolve("lib");
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> jars = Files.list(libraries)) {
        jars.map(Path::toString)
            .filter(name -> name.endsWith(".jar"))
            .sorted()
            .forEach(places::add);
      }
    }
    places.add(clientPath());
    return String.join(File.pathSeparator, places);
  }

  /** Class path of the runtime interface client. */
  private static String clientPath() {
    Set<String> places = new LinkedHashSet<>();
    for (String name : CLIENT_CLASSES) {
      places.add(place(name));
    }
    return String.join(File.pathSeparator, places);
  }

  private static String place(String type) {
    String resource = type.replace('.', '/') + ".class";
    URL url =
        Optional.ofNullable(Launcher.class.getClassLoader().getResource(resource))
            .orElseThrow(() -> new IllegalStateException(type + " is not on the class path"));
    try {
      String text = url.toString();
      int end = text.indexOf("!/");
      return Path.of(
              new java.net.URI(
                  end < 0
                      ? text.substring(0, text.length() - resource.length())
                      : text.substring("jar:".length(), end)))
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
