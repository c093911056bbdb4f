package dev.continuum.datasets.file;

import dev.continuum.datasets.proto.WarmPlanProto;
import dev.continuum.model.validation.InvalidProblemException;

/**
 * Warm plan files, YAML or JSON by what they hold, read as strictly as problems. Stateless; linear
 * in the text.
 */
public final class WarmPlanFiles {

  private WarmPlanFiles() {}

  /**
   * The plan in a text.
   *
   * @param name what messages call the text; one that ends in {@code .json} must be JSON
   * @throws InvalidProblemException with everything that is wrong with the text
   */
  public static WarmPlanProto.WarmPlan read(String text, String name) {
    WarmPlanProto.WarmPlan.Builder message = WarmPlanProto.WarmPlan.newBuilder();
    SchemaReader.read(text, name, FileLimits.DEFAULT, message);
    return message.build();
  }
}
