package dev.continuum.cli;

import static dev.continuum.cli.Edge.EXTRACTION;
import static dev.continuum.cli.Edge.MATCHING;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.continuum.model.id.FunctionId;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import javax.imageio.ImageIO;

/** A frame with a picture in it, which the AR functions must find where it is. */
final class ArScene {

  private ArScene() {}

  /** The outline is found by calls that are made so. */
  static void isFoundBy(BiFunction<FunctionId, JsonObject, JsonObject> call) throws Exception {
    BufferedImage target = picture();
    BufferedImage frame = new BufferedImage(400, 320, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = frame.createGraphics();
    graphics.drawImage(target, 60, 40, null);
    graphics.dispose();
    JsonObject features = call.apply(EXTRACTION, request("image", base64(frame)));
    assertThat(features.get("count").getAsInt()).isGreaterThan(100);
    JsonObject match = new JsonObject();
    match.add("features", features);
    match.addProperty("targetImage", base64(target));
    JsonObject found = call.apply(MATCHING, match);
    assertThat(found.get("found").getAsBoolean()).isTrue();
    List<Double> outline = new ArrayList<>();
    found.getAsJsonArray("outline").forEach(each -> outline.add(each.getAsDouble()));
    List<Double> expected = List.of(60.0, 40.0, 300.0, 40.0, 300.0, 240.0, 60.0, 240.0);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(Math.abs(outline.get(i) - expected.get(i))).as("corner").isLessThan(2);
    }
  }

  private static JsonObject request(String key, String value) {
    JsonObject request = new JsonObject();
    request.addProperty(key, value);
    return request;
  }

  /** 240x200 of seeded rectangles: many corners. */
  private static BufferedImage picture() {
    BufferedImage image = new BufferedImage(240, 200, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 150; i++) {
      int grey = random.nextInt(256);
      graphics.setColor(new java.awt.Color(grey, grey, grey));
      graphics.fillRect(
          random.nextInt(240), random.nextInt(200), 5 + random.nextInt(30), 5 + random.nextInt(30));
    }
    graphics.dispose();
    return image;
  }

  private static String base64(BufferedImage image) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
