package dev.continuum.functions;

import com.google.gson.JsonObject;
import nu.pattern.OpenCV;
import org.opencv.core.Core;

/** The functions of the AR application by name: extract, match, ping. Thread-safe. */
public final class ArFunctions {

  private static boolean loaded;

  private ArFunctions() {}

  /**
   * A function that runs in this process, wrapped by {@link ManagedFunction}.
   *
   * @param name extract, match or ping
   * @throws BadRequestException if there is none of that name
   */
  public static JsonFunction named(String name) {
    return ManagedFunction.of(bare(name));
  }

  /** The one the request names in {@code function}; for one artifact that serves all three. */
  static JsonFunction byRequest() {
    JsonFunction matching = new Loading(new FeatureMatching());
    JsonFunction extraction = new Loading(new FeatureExtraction());
    return request ->
        switch (Fields.text(request, "function").orElse("ping")) {
          case "extract" -> extraction.call(request);
          case "match" -> matching.call(request);
          case "ping" -> ping(request);
          default -> throw unknown(request.get("function").getAsString());
        };
  }

  static JsonFunction bare(String name) {
    return switch (name) {
      case "extract" -> new Loading(new FeatureExtraction());
      case "match" -> new Loading(new FeatureMatching());
      case "ping" -> ArFunctions::ping;
      default -> throw unknown(name);
    };
  }

  /** Loads OpenCV ahead of the first call. */
  public static synchronized void load() {
    if (!loaded) {
      // The image has the library unpacked already: half of a cold start.
      String library = System.getenv("CONTINUUM_OPENCV");
      if (library == null) {
        OpenCV.loadLocally();
        Unpacked.delete();
      } else {
        System.load(library);
      }
      // One call uses one core: what the plan counts with, and repeatable.
      Core.setNumThreads(1);
      loaded = true;
    }
  }

  private static JsonObject ping(JsonObject request) {
    JsonObject json = new JsonObject();
    json.addProperty("pong", true);
    if (request.has("echo")) {
      json.add("echo", request.get("echo"));
    }
    return json;
  }

  private static BadRequestException unknown(String name) {
    return new BadRequestException("The function (" + name + ") must be extract, match or ping.");
  }

  /** Faults of OpenCV are faults of the image it was given. */
  private static final class Loading implements JsonFunction {
    private final JsonFunction function;

    Loading(JsonFunction function) {
      this.function = function;
    }

    @Override
    public JsonObject call(JsonObject request) {
      load();
      try {
        return function.call(request);
      } catch (org.opencv.core.CvException e) {
        throw new BadRequestException("OpenCV cannot work on this image: " + e.getMessage());
      }
    }
  }
}
