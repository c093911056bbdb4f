package dev.continuum.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArFunctionsTest {

  /** 240x200 of seeded rectangles: many corners. */
  private static BufferedImage picture() {
    BufferedImage image = new BufferedImage(240, 200, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 150; i++) {
      int grey = random.nextInt(256);
      graphics.setColor(new Color(grey, grey, grey));
      graphics.fillRect(
          random.nextInt(240), random.nextInt(200), 5 + random.nextInt(30), 5 + random.nextInt(30));
    }
    graphics.dispose();
    return image;
  }

  private static BufferedImage frame() {
    BufferedImage frame = new BufferedImage(400, 320, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = frame.createGraphics();
    graphics.drawImage(picture(), 60, 40, null);
    graphics.dispose();
    return frame;
  }

  private static String base64(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static JsonObject extract(BufferedImage image, String format, String algorithm)
      throws IOException {
    JsonObject request = new JsonObject();
    request.addProperty("image", base64(image, format));
    request.addProperty("algorithm", algorithm);
    JsonObject answer = ArFunctions.named("extract").call(request);
    assertThat(answer.has("error")).as(answer.toString()).isFalse();
    answer.remove("instance");
    return answer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"orb", "sift", "akaze"})
  void aShiftedTargetIsFoundWhereItIs(String algorithm) throws IOException {
    JsonObject request = new JsonObject();
    request.add("features", extract(frame(), "png", algorithm));
    request.add("target", extract(picture(), "png", algorithm));
    JsonObject answer = ArFunctions.named("match").call(request);
    assertThat(answer.get("found").getAsBoolean()).as(answer.toString()).isTrue();
    List<Double> expected = List.of(60.0, 40.0, 300.0, 40.0, 300.0, 240.0, 60.0, 240.0);
    JsonArray outline = answer.getAsJsonArray("outline");
    for (int i = 0; i < expected.size(); i++) {
      assertThat(Math.abs(outline.get(i).getAsDouble() - expected.get(i))).isLessThan(2);
    }
  }

  @Test
  void theSameImageGivesTheSameFeatures() throws IOException {
    List<JsonObject> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(extract(picture(), "png", "orb"));
    }
    assertThat(answers).allMatch(answers.get(0)::equals);
    assertThat(answers.get(0).get("count").getAsInt()).isBetween(100, 500);
  }

  @Test
  void theCapOnKeyPointsHolds() throws IOException {
    JsonObject request = new JsonObject();
    request.addProperty("image", base64(picture(), "jpg"));
    request.addProperty("most", 25);
    JsonObject answer = ArFunctions.named("extract").call(request);
    int count = answer.get("count").getAsInt();
    assertThat(count).isBetween(20, 25);
    assertThat(Base64.getDecoder().decode(answer.get("descriptors").getAsString()))
        .hasSize(count * 32);
  }

  @Test
  void aTargetIsRememberedByName() throws IOException {
    JsonFunction match = ArFunctions.named("match");
    JsonObject first = new JsonObject();
    first.add("features", extract(frame(), "png", "orb"));
    first.addProperty("targetImage", base64(picture(), "png"));
    first.addProperty("name", "poster");
    assertThat(match.call(first).get("found").getAsBoolean()).isTrue();
    JsonObject second = new JsonObject();
    second.add("features", first.get("features"));
    second.addProperty("name", "poster");
    assertThat(match.call(second).get("found").getAsBoolean()).isTrue();
    second.addProperty("name", "nobody");
    assertThat(match.call(second).get("error").getAsString()).contains("remembers by name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "####", "aGVsbG8gd29ybGQ=", "/9j/4AAQSkZJRgABAQ=="})
  void whatIsNoImageIsSaid(String image) {
    JsonObject request = new JsonObject();
    request.addProperty("image", image);
    JsonObject answer = ArFunctions.named("extract").call(request);
    assertThat(answer.get("error").getAsString()).contains("image must");
  }

  @Test
  void aSmallFileThatClaimsAHugeImageIsRefused() {
    byte[] png = new byte[40];
    System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, png, 0, 8);
    png[16] = 0x7f;
    png[20] = 0x7f;
    JsonObject request = new JsonObject();
    request.addProperty("image", Base64.getEncoder().encodeToString(png));
    assertThat(ArFunctions.named("extract").call(request).get("error").getAsString())
        .contains("sides of at most");
  }

  @Test
  void anInstanceTellsItselfFromOthersAndItsFirstCallFromLaterOnes() {
    JsonFunction one = ArFunctions.named("ping");
    JsonFunction two = ArFunctions.named("ping");
    JsonObject first = one.call(new JsonObject()).getAsJsonObject("instance");
    JsonObject again = one.call(new JsonObject()).getAsJsonObject("instance");
    JsonObject other = two.call(new JsonObject()).getAsJsonObject("instance");
    assertThat(first.get("initialised").getAsBoolean()).isTrue();
    assertThat(again.get("initialised").getAsBoolean()).isFalse();
    assertThat(again.get("id")).isEqualTo(first.get("id"));
    assertThat(other.get("id")).isNotEqualTo(first.get("id"));
  }

  @Test
  void holdingIsCapped() {
    JsonFunction function = new ManagedFunction(request -> new JsonObject(), "id", 20);
    JsonObject request = new JsonObject();
    request.addProperty("hold", 1_000_000_000);
    assertThat(function.call(request).has("error")).isFalse();
  }
}
