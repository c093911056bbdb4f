package dev.continuum.cli;

import dev.continuum.datasets.file.PlacementFiles;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import dev.continuum.model.validation.PlacementValidator;
import dev.continuum.model.validation.ProblemValidator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * An input text, read once, and the name its issues carry.
 *
 * @param name the path as the user wrote it
 * @param text what it holds
 */
record Source(String name, String text) {

  private static final String STDIN = "-";
  private static final int MOST_BYTES = 512 << 20;

  /**
   * Reads a file, or the standard input for {@code -}.
   *
   * @throws InvalidInputException if it cannot be read or is no text
   */
  static Source read(String argument) {
    String name = argument.equals(STDIN) ? "<stdin>" : argument;
    byte[] bytes = argument.equals(STDIN) ? stdin(name) : file(name);
    if (bytes.length > MOST_BYTES) {
      throw fault(name, "file.size", "The file is larger than 512 MiB.", "Maybe another file.");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') < 0) {
        return new Source(name, text);
      }
    } catch (CharacterCodingException e) {
      // Reported below, as for a text with NUL in it.
    }
    throw fault(
        name,
        "file.encoding",
        "The file must be text in UTF-8.",
        "Maybe it is binary or compressed, or needs converting: iconv -t UTF-8.");
  }

  /** The file as a path that exists and is no directory, for readers that open it themselves. */
  static Path existing(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw fault(name, "file.name", "This is not the name of a file.", "Maybe quote it.");
    }
    if (Files.isDirectory(path)) {
      throw fault(
          name, "file.directory", "This is a directory, not a file.", "Maybe name a file in it.");
    }
    if (!Files.exists(path)) {
      throw fault(
          name,
          "file.missing",
          "There is no such file.",
          "Paths start at " + Path.of("").toAbsolutePath() + ".");
    }
    if (!Files.isReadable(path)) {
      throw fault(
          name, "file.unreadable", "The file cannot be read.", "Maybe change its permissions.");
    }
    return path;
  }

  /** The problem it holds, read but not validated. */
  PlacementProblem problem() {
    try {
      return ProblemFiles.read(text, name);
    } catch (InvalidProblemException e) {
      throw InvalidInputException.of(e.issues(), name);
    }
  }

  /** The problem it holds, valid. */
  PlacementProblem validProblem() {
    PlacementProblem problem = problem();
    requireNone(ProblemValidator.validate(problem));
    return problem;
  }

  /** The placement it holds, of a valid problem. */
  Placement placement(PlacementProblem problem) {
    Placement placement;
    try {
      placement = PlacementFiles.read(text, name, problem);
    } catch (InvalidProblemException e) {
      throw InvalidInputException.of(e.issues(), name);
    }
    requireNone(PlacementValidator.validate(problem, placement));
    return placement;
  }

  /** The same issues with their places in this text. */
  InvalidInputException located(List<Issue> issues) {
    return InvalidInputException.of(ProblemFiles.locate(issues, text, name), name);
  }

  private void requireNone(List<Issue> issues) {
    if (!issues.isEmpty()) {
      throw located(issues);
    }
  }

  private static byte[] file(String name) {
    try (InputStream in = Files.newInputStream(existing(name))) {
      return in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static byte[] stdin(String name) {
    try {
      return System.in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static InvalidInputException unreadable(String name, IOException e) {
    return fault(
        name,
        "file.unreadable",
        "The file cannot be read: " + Failures.reason(e) + ".",
        "Maybe its disk or permissions.");
  }

  private static InvalidInputException fault(
      String name, String code, String message, String remedy) {
    return new InvalidInputException(Finding.ofFile(code, name, message, remedy));
  }
}
