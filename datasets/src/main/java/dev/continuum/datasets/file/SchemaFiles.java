package dev.continuum.datasets.file;

import com.google.protobuf.Message;
import dev.continuum.model.validation.InvalidProblemException;

/**
 * Texts, YAML or JSON, of any message of the schema, read as strictly as problem files. Stateless;
 * linear in the text.
 */
public final class SchemaFiles {

  private SchemaFiles() {}

  /**
   * Fills the message from a text.
   *
   * @param name what messages call the text; one that ends in {@code .json} must be JSON
   * @throws InvalidProblemException with everything that is wrong with the text
   */
  public static void read(String text, String name, Message.Builder message) {
    SchemaReader.read(text, name, FileLimits.DEFAULT, message);
  }
}
