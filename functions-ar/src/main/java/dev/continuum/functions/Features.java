package dev.continuum.functions;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Base64;
import org.opencv.core.Mat;
import org.opencv.core.Point;

/**
 * Key points and descriptors of an image, and their form on the wire: points as {@code [x, y, ...]}
 * in tenths of a pixel, descriptors as base64 of one byte per element, row after row.
 *
 * @param algorithm how they were found
 * @param width of the image, pixels
 * @param height of the image, pixels
 * @param points where
 * @param descriptors one row per point
 */
record Features(
    Algorithm algorithm, int width, int height, java.util.List<Point> points, Mat descriptors) {

  private static final int MOST = 10_000;
  private static final double TENTHS = 10;

  /** Gives its memory back now: the collector does not see how much of it is outside the heap. */
  void release() {
    descriptors.release();
  }

  JsonObject json() {
    JsonArray places = new JsonArray();
    for (Point point : points) {
      places.add(Math.round(point.x * TENTHS));
      places.add(Math.round(point.y * TENTHS));
    }
    byte[] bytes = new byte[points.size() * algorithm.bytes()];
    if (!points.isEmpty()) {
      Mat whole = new Mat();
      descriptors.convertTo(whole, org.opencv.core.CvType.CV_8U);
      whole.get(0, 0, bytes);
      whole.release();
    }
    JsonObject json = new JsonObject();
    json.addProperty("algorithm", algorithm.name().toLowerCase(java.util.Locale.ROOT));
    json.addProperty("width", width);
    json.addProperty("height", height);
    json.addProperty("count", points.size());
    json.add("points", places);
    json.addProperty("descriptors", Base64.getEncoder().encodeToString(bytes));
    return json;
  }

  static Features of(JsonObject json) {
    Algorithm algorithm = Algorithm.of(Fields.text(json, "algorithm").orElse("orb"));
    int width = (int) Fields.number(json, "width", 0, 0, 1 << 16);
    int height = (int) Fields.number(json, "height", 0, 0, 1 << 16);
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(Fields.text(json, "descriptors").orElse(""));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("The descriptors must be base64.");
    }
    int count = bytes.length / algorithm.bytes();
    if (bytes.length % algorithm.bytes() != 0 || count > MOST) {
      throw new BadRequestException(
          "The descriptors ("
              + bytes.length
              + " bytes) must be at most "
              + MOST
              + " of "
              + algorithm.bytes()
              + " bytes.");
    }
    java.util.List<Point> points = points(json.get("points"), count);
    Mat whole = new Mat(count, algorithm.bytes(), org.opencv.core.CvType.CV_8U);
    if (count > 0) {
      whole.put(0, 0, bytes);
    }
    Mat descriptors = new Mat();
    whole.convertTo(descriptors, algorithm.type());
    whole.release();
    return new Features(algorithm, width, height, points, descriptors);
  }

  private static java.util.List<Point> points(JsonElement json, int count) {
    if (!(json instanceof JsonArray places) || places.size() != 2 * count) {
      throw new BadRequestException("The points must be " + 2 * count + " numbers.");
    }
    java.util.List<Point> points = new java.util.ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        points.add(
            new Point(
                places.get(2 * i).getAsDouble() / TENTHS,
                places.get(2 * i + 1).getAsDouble() / TENTHS));
      }
    } catch (RuntimeException e) {
      throw new BadRequestException("The points must be " + 2 * count + " numbers.");
    }
    return points;
  }
}
