package dev.continuum.datasets.file;

import dev.continuum.datasets.proto.PlacementProto;
import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.validation.InvalidProblemException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Placement files of a problem, YAML or JSON by what they hold, read as strictly as problems.
 * Devices left unserved are written for people; where a file names them they must be those that its
 * routes leave. Stateless; linear in the text.
 */
public final class PlacementFiles {

  private PlacementFiles() {}

  /**
   * The placement in a file.
   *
   * @param problem the problem it belongs to
   * @throws InvalidProblemException with everything that is wrong with the text
   * @throws IOException if the file cannot be read
   */
  public static Placement read(Path file, PlacementProblem problem) throws IOException {
    return read(SchemaReader.text(file, FileLimits.DEFAULT), file.toString(), problem);
  }

  /**
   * The placement in a text.
   *
   * @param name what messages call the text; one that ends in {@code .json} must be JSON
   * @param problem the problem it belongs to
   * @throws InvalidProblemException with everything that is wrong with the text
   */
  public static Placement read(String text, String name, PlacementProblem problem) {
    PlacementProto.Placement.Builder message = PlacementProto.Placement.newBuilder();
    SchemaReader.read(text, name, FileLimits.DEFAULT, message);
    return SchemaReader.located(
        text,
        name,
        FileLimits.DEFAULT,
        () -> PlacementWire.model(message.build(), problem.groups()));
  }

  /** The placement of a problem as a YAML document. */
  public static String toYaml(Placement placement, PlacementProblem problem) {
    return MessageText.yaml(Writable.checked(PlacementWire.wire(placement, problem)));
  }

  /** The placement of a problem as a JSON document. */
  public static String toJson(Placement placement, PlacementProblem problem) {
    return MessageText.json(Writable.checked(PlacementWire.wire(placement, problem)));
  }

  /**
   * Replaces a file by the placement, JSON if its name ends in {@code .json}, else YAML. Readers
   * see the old file or the new; a failure leaves the old.
   *
   * @throws InvalidProblemException if the placement holds what no file can
   * @throws IOException if the file cannot be written; its directory must exist
   */
  public static void write(Placement placement, PlacementProblem problem, Path file)
      throws IOException {
    AtomicFile.write(
        file,
        file.toString().endsWith(".json")
            ? toJson(placement, problem)
            : toYaml(placement, problem));
  }

  /** Replaces a file by the placement in YAML, as {@link #write}. */
  public static void writeYaml(Placement placement, PlacementProblem problem, Path file)
      throws IOException {
    AtomicFile.write(file, toYaml(placement, problem));
  }

  /** Replaces a file by the placement in JSON, as {@link #write}. */
  public static void writeJson(Placement placement, PlacementProblem problem, Path file)
      throws IOException {
    AtomicFile.write(file, toJson(placement, problem));
  }
}
