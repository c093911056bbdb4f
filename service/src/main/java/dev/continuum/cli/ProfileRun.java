package dev.continuum.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Runs the functions' jar as an instance and times its answers by the action protocol. */
final class ProfileRun {

  private static final int WARM_UPS = 5;
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final Path jar;
  private final int memoryMb;
  private final int runs;

  ProfileRun(Path jar, int memoryMb, int runs) {
    this.jar = jar;
    this.memoryMb = memoryMb;
    this.runs = runs;
  }

  /** Extraction, and matching of what it found against itself. */
  List<FunctionProfile> measure(String algorithm, int width, int height) {
    String size = width + "x" + height;
    try {
      Path home = Files.createTempDirectory("continuum-profile");
      JsonObject extract = extraction(algorithm, width, height);
      long start = System.nanoTime();
      Process process = start(home);
      try (HttpClient http = HttpClient.newHttpClient()) {
        String base = "http://127.0.0.1:" + port(process, home);
        post(http, base + "/init", new JsonObject());
        int init = (int) ((System.nanoTime() - start) / 1_000_000);
        List<Double> extraction = new ArrayList<>();
        JsonObject features = time(http, base, extract, extraction);
        List<Double> matching = new ArrayList<>();
        time(http, base, matching(features), matching);
        int resident = resident(process.pid());
        return List.of(
            new FunctionProfile("extract", algorithm, size, memoryMb, extraction, resident, init),
            new FunctionProfile("match", algorithm, size, memoryMb, matching, resident, init));
      } finally {
        process.destroyForcibly();
        Files.deleteIfExists(home.resolve("port"));
        Files.deleteIfExists(home.resolve("log"));
        Files.deleteIfExists(home);
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          Finding.ofFile(
              "functions",
              jar.toString(),
              "The functions cannot be measured: " + e.getMessage() + ".",
              "Maybe it is another jar, or --memory is too small."));
    }
  }

  /** A request to extract from a seeded picture. */
  static JsonObject extraction(String algorithm, int width, int height) throws IOException {
    JsonObject extract = new JsonObject();
    extract.addProperty("function", "extract");
    extract.addProperty("algorithm", algorithm);
    extract.addProperty("longestSide", Math.max(32, Math.max(width, height)));
    extract.addProperty("image", image(width, height));
    return extract;
  }

  /** A request to match what was found against itself. */
  static JsonObject matching(JsonObject features) {
    JsonObject match = new JsonObject();
    match.addProperty("function", "match");
    match.add("features", features);
    match.add("target", features);
    return match;
  }

  private Process start(Path home) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memoryMb * 3 / 8 + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile());
    builder.environment().put("CONTINUUM_PORT_FILE", home.resolve("port").toString());
    builder.environment().put("CONTINUUM_PARENT", Long.toString(ProcessHandle.current().pid()));
    return builder.start();
  }

  private static String port(Process process, Path home) throws IOException {
    long give = System.nanoTime() + TIMEOUT.toNanos();
    while (!Files.exists(home.resolve("port"))) {
      if (!process.isAlive() || System.nanoTime() > give) {
        String log = Files.readString(home.resolve("log")).strip();
        throw new IOException("it did not start: " + log.substring(0, Math.min(300, log.length())));
      }
      pause();
    }
    return Files.readString(home.resolve("port"));
  }

  private JsonObject time(HttpClient http, String base, JsonObject request, List<Double> millis)
      throws IOException {
    JsonObject answer = new JsonObject();
    for (int i = 0; i < WARM_UPS + runs; i++) {
      long start = System.nanoTime();
      answer = post(http, base + "/run", request);
      double taken = (System.nanoTime() - start) / 1e6;
      if (answer.has("error")) {
        throw new IOException(answer.get("error").getAsString());
      }
      if (i >= WARM_UPS) {
        millis.add(taken);
      }
    }
    return answer;
  }

  private static JsonObject post(HttpClient http, String address, JsonObject value)
      throws IOException {
    JsonObject body = new JsonObject();
    body.add("value", value);
    try {
      return JsonParser.parseString(
              http.send(
                      HttpRequest.newBuilder(URI.create(address))
                          .timeout(TIMEOUT)
                          .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                          .build(),
                      HttpResponse.BodyHandlers.ofString())
                  .body())
          .getAsJsonObject();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Resident memory where /proc tells. */
  private static int resident(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  /** A seeded picture with many corners, as base64 JPEG. */
  private static String image(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 400; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillRect(
          random.nextInt(width),
          random.nextInt(height),
          4 + random.nextInt(width / 8),
          4 + random.nextInt(height / 8));
    }
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
