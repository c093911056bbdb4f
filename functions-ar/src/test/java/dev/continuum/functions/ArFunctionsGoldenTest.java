package dev.continuum.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the functions say of the images beside this test. Counts may differ by a little, corners by
 * a pixel: OpenCV's vector code does not round alike on every processor.
 */
class ArFunctionsGoldenTest {

  private static final double SHARE = 0.05;
  private static final double PIXELS = 1.5;

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = ArFunctionsGoldenTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static JsonObject extract(String image, String algorithm) throws IOException {
    JsonObject request = new JsonObject();
    request.addProperty("image", Base64.getEncoder().encodeToString(bytes(image)));
    request.addProperty("algorithm", algorithm);
    return ArFunctions.named("extract").call(request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orb", "sift", "akaze"})
  void thePosterIsFoundInTheFrameAsBefore(String algorithm) throws IOException {
    JsonObject golden =
        JsonParser.parseString(new String(bytes("match.json"), StandardCharsets.UTF_8))
            .getAsJsonObject()
            .getAsJsonObject(algorithm);
    JsonObject poster = extract("poster.png", algorithm);
    JsonObject frame = extract("frame.jpg", algorithm);
    JsonObject request = new JsonObject();
    request.add("features", frame);
    request.add("target", poster);
    JsonObject answer = ArFunctions.named("match").call(request);
    String all = poster.get("count") + " " + frame.get("count") + " " + answer;
    assertThat(answer.get("found").getAsBoolean()).as(all).isTrue();
    near(golden, "posterPoints", poster.get("count").getAsDouble(), all);
    near(golden, "framePoints", frame.get("count").getAsDouble(), all);
    near(golden, "matches", answer.get("matches").getAsDouble(), all);
    near(golden, "inliers", answer.get("inliers").getAsDouble(), all);
    JsonArray outline = answer.getAsJsonArray("outline");
    JsonArray expected = golden.getAsJsonArray("outline");
    for (int i = 0; i < expected.size(); i++) {
      assertThat(outline.get(i).getAsDouble())
          .as(all)
          .isCloseTo(expected.get(i).getAsDouble(), within(PIXELS));
    }
  }

  private static void near(JsonObject golden, String key, double actual, String all) {
    double expected = golden.get(key).getAsDouble();
    assertThat(actual).as(key + " of " + all).isCloseTo(expected, within(2 + SHARE * expected));
  }
}
