package dev.continuum.functions;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.KeyPoint;
import org.opencv.core.Mat;
import org.opencv.core.MatOfKeyPoint;
import org.opencv.core.Point;

/**
 * Feature extraction: {@code image} (base64 JPEG or PNG) → key points and descriptors. Optional:
 * {@code algorithm} (orb, sift, akaze), {@code most} key points (500), {@code longestSide} in
 * pixels (1280). The same request gives the same answer.
 */
final class FeatureExtraction implements JsonFunction {

  private static final int SEED = 7;

  @Override
  public JsonObject call(JsonObject request) {
    Features features = features(request);
    try {
      return features.json();
    } finally {
      features.release();
    }
  }

  static Features features(JsonObject request) {
    Algorithm algorithm = Algorithm.of(Fields.text(request, "algorithm").orElse("orb"));
    int most = (int) Fields.number(request, "most", 500, 1, 5000);
    int side = (int) Fields.number(request, "longestSide", 1280, 32, 4096);
    Mat image =
        Images.grey(
            Fields.text(request, "image")
                .orElseThrow(() -> new BadRequestException("The field image must be there.")),
            side);
    Core.setRNGSeed(SEED);
    MatOfKeyPoint found = new MatOfKeyPoint();
    Mat all = new Mat();
    algorithm.detector(most).detectAndCompute(image, new Mat(), found, all);
    KeyPoint[] keys = found.toArray();
    found.release();
    // The strongest; equal ones by place, so that the order is one's own.
    int[] kept =
        IntStream.range(0, keys.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> -keys[i].response)
                    .thenComparingDouble(i -> keys[i].pt.y)
                    .thenComparingDouble(i -> keys[i].pt.x)
                    .thenComparingDouble(i -> keys[i].angle))
            .limit(most)
            .mapToInt(Integer::intValue)
            .toArray();
    List<Point> points = new ArrayList<>();
    Mat descriptors = new Mat();
    for (int i : kept) {
      points.add(keys[i].pt);
      Mat row = all.row(i);
      descriptors.push_back(row);
      row.release();
    }
    Features features = new Features(algorithm, image.cols(), image.rows(), points, descriptors);
    image.release();
    all.release();
    return features;
  }
}
