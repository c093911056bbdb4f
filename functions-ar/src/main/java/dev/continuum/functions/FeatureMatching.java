package dev.continuum.functions;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.Core;
import org.opencv.core.DMatch;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDMatch;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.features2d.BFMatcher;

/**
 * Feature matching: {@code features} of a frame against a {@code target} (its features as
 * extracted, or {@code targetImage}; with {@code name} it is remembered, and {@code name} alone
 * recalls it) → matches after the ratio test, the homography's inliers, and the target's outline in
 * the frame.
 */
final class FeatureMatching implements JsonFunction {

  private static final int SEED = 7;
  private static final int LEAST_MATCHES = 4;
  private static final double REPROJECTION_PIXELS = 3;
  private static final int MOST_TARGETS = 64;

  private final Map<String, Features> targets = new ConcurrentHashMap<>();

  @Override
  public JsonObject call(JsonObject request) {
    Features frame = Features.of(Fields.object(request, "features"));
    Features target = target(request, frame.algorithm());
    if (target.algorithm() != frame.algorithm()) {
      throw new BadRequestException(
          "The target ("
              + target.algorithm()
              + ") must be described as the frame ("
              + frame.algorithm()
              + ").");
    }
    double ratio = Fields.decimal(request, "ratio", 0.75);
    JsonObject answer = answer(frame, target, matches(frame, target, ratio));
    frame.release();
    if (Fields.text(request, "name").isEmpty()) {
      target.release();
    }
    return answer;
  }

  private Features target(JsonObject request, Algorithm algorithm) {
    Optional<String> name = Fields.text(request, "name");
    Optional<Features> sent = Optional.empty();
    if (request.has("target")) {
      sent = Optional.of(Features.of(Fields.object(request, "target")));
    } else if (request.has("targetImage")) {
      JsonObject extract = new JsonObject();
      extract.add("image", request.get("targetImage"));
      extract.addProperty("algorithm", algorithm.name());
      sent = Optional.of(FeatureExtraction.features(extract));
    }
    if (sent.isPresent()) {
      if (name.isPresent()) {
        if (targets.size() >= MOST_TARGETS && !targets.containsKey(name.get())) {
          throw new BadRequestException(
              "This instance remembers " + MOST_TARGETS + " targets and no more.");
        }
        targets.put(name.get(), sent.get());
      }
      return sent.get();
    }
    return name.map(targets::get)
        .orElseThrow(
            () ->
                new BadRequestException(
                    "The target must be sent as target or targetImage, or be one this instance"
                        + " remembers by name."));
  }

  private static List<DMatch> matches(Features frame, Features target, double ratio) {
    if (frame.points().isEmpty() || target.points().size() < 2) {
      return List.of();
    }
    List<MatOfDMatch> pairs = new ArrayList<>();
    BFMatcher.create(frame.algorithm().norm(), false)
        .knnMatch(frame.descriptors(), target.descriptors(), pairs, 2);
    List<DMatch> good = new ArrayList<>();
    for (MatOfDMatch pair : pairs) {
      DMatch[] two = pair.toArray();
      pair.release();
      if (two.length == 2 && two[0].distance < ratio * two[1].distance) {
        good.add(two[0]);
      }
    }
    return good;
  }

  private static JsonObject answer(Features frame, Features target, List<DMatch> matches) {
    JsonObject json = new JsonObject();
    json.addProperty("matches", matches.size());
    json.addProperty("inliers", 0);
    json.addProperty("found", false);
    if (matches.size() < LEAST_MATCHES) {
      return json;
    }
    Point[] from = new Point[matches.size()];
    Point[] to = new Point[matches.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = target.points().get(matches.get(i).trainIdx);
      to[i] = frame.points().get(matches.get(i).queryIdx);
    }
    Core.setRNGSeed(SEED);
    Mat inliers = new Mat();
    MatOfPoint2f source = new MatOfPoint2f(from);
    MatOfPoint2f destination = new MatOfPoint2f(to);
    Mat homography =
        Calib3d.findHomography(source, destination, Calib3d.RANSAC, REPROJECTION_PIXELS, inliers);
    source.release();
    destination.release();
    if (homography.empty()) {
      return json;
    }
    int count = Core.countNonZero(inliers);
    inliers.release();
    json.addProperty("inliers", count);
    json.addProperty("found", count >= LEAST_MATCHES * 2);
    MatOfPoint2f corners =
        new MatOfPoint2f(
            new Point(0, 0),
            new Point(target.width(), 0),
            new Point(target.width(), target.height()),
            new Point(0, target.height()));
    MatOfPoint2f outline = new MatOfPoint2f();
    Core.perspectiveTransform(corners, outline, homography);
    JsonArray places = new JsonArray();
    homography.release();
    corners.release();
    for (Point point : outline.toArray()) {
      places.add(Math.round(point.x * 10) / 10.0);
      places.add(Math.round(point.y * 10) / 10.0);
    }
    outline.release();
    json.add("outline", places);
    return json;
  }
}
