package dev.continuum.datasets.file;

import dev.continuum.datasets.proto.ProblemProto;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Problem files, YAML or JSON by what they hold. Reading is strict: every unknown field, wrong type
 * or missing value is an issue with its path, line and column, and all are reported at once.
 * Whether the problem is sound is the validator's to say. Stateless; linear in the text.
 */
public final class ProblemFiles {

  private ProblemFiles() {}

  /**
   * The problem in a file.
   *
   * @throws InvalidProblemException with everything that is wrong with the text
   * @throws IOException if the file cannot be read
   */
  public static PlacementProblem read(Path file) throws IOException {
    return read(file, FileLimits.DEFAULT);
  }

  /**
   * The problem in a file.
   *
   * @param limits how much to take before giving up
   * @throws InvalidProblemException with everything that is wrong with the text
   * @throws IOException if the file cannot be read
   */
  public static PlacementProblem read(Path file, FileLimits limits) throws IOException {
    return read(SchemaReader.text(file, limits), file.toString(), limits);
  }

  /**
   * The problem in a text.
   *
   * @param name what messages call the text; one that ends in {@code .json} must be JSON
   * @throws InvalidProblemException with everything that is wrong with the text
   */
  public static PlacementProblem read(String text, String name) {
    return read(text, name, FileLimits.DEFAULT);
  }

  private static PlacementProblem read(String text, String name, FileLimits limits) {
    ProblemProto.Problem.Builder message = ProblemProto.Problem.newBuilder();
    SchemaReader.read(text, name, limits, message);
    return SchemaReader.located(text, name, limits, () -> ProblemWire.model(message.build()));
  }

  /**
   * The same issues, each with the line and column of its path in the file, for what a validator
   * says of a problem that was read from there.
   *
   * @throws IOException if the file cannot be read
   */
  public static List<Issue> locate(List<Issue> issues, Path file) throws IOException {
    return locate(issues, SchemaReader.text(file, FileLimits.DEFAULT), file.toString());
  }

  /**
   * The same issues, each with the line and column of its path in the text, be it of a problem or
   * of a placement.
   */
  public static List<Issue> locate(List<Issue> issues, String text, String name) {
    return SchemaReader.locate(issues, text, name, FileLimits.DEFAULT);
  }

  /**
   * The problem as a YAML document.
   *
   * @throws InvalidProblemException if it holds what no file can, say a number that is none
   */
  public static String toYaml(PlacementProblem problem) {
    return MessageText.yaml(Writable.checked(ProblemWire.wire(problem)));
  }

  /**
   * The problem as a JSON document.
   *
   * @throws InvalidProblemException if it holds what no file can, say a number that is none
   */
  public static String toJson(PlacementProblem problem) {
    return MessageText.json(Writable.checked(ProblemWire.wire(problem)));
  }

  /**
   * Replaces a file by the problem, JSON if its name ends in {@code .json}, else YAML. Readers see
   * the old file or the new; a failure leaves the old.
   *
   * @throws InvalidProblemException if the problem holds what no file can
   * @throws IOException if the file cannot be written; its directory must exist
   */
  public static void write(PlacementProblem problem, Path file) throws IOException {
    AtomicFile.write(file, file.toString().endsWith(".json") ? toJson(problem) : toYaml(problem));
  }

  /** Replaces a file by the problem in YAML, as {@link #write}. */
  public static void writeYaml(PlacementProblem problem, Path file) throws IOException {
    AtomicFile.write(file, toYaml(problem));
  }

  /** Replaces a file by the problem in JSON, as {@link #write}. */
  public static void writeJson(PlacementProblem problem, Path file) throws IOException {
    AtomicFile.write(file, toJson(problem));
  }
}
