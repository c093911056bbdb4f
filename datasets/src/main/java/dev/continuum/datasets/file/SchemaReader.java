package dev.continuum.datasets.file;

import com.google.protobuf.Message;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads a text, YAML or JSON by what it holds, into a message of the schema. */
final class SchemaReader {

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private static final Pattern OPENS_LIKE_JSON = Pattern.compile("\\s*\\{\\s*[\"}]");

  private SchemaReader() {}

  /** The text of a file, which must be UTF-8 and not too large. */
  static String text(Path file, FileLimits limits) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limits.bytes() + 1));
    }
    if (bytes.length > limits.bytes()) {
      throw invalid(
          "file.size",
          "The file (" + file + ") must not be larger than " + limits.bytes() + " bytes.",
          "Maybe it is another file.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw invalid(
          "file.encoding",
          "The file (" + file + ") must be UTF-8 text.",
          "Maybe it is binary, or needs converting: iconv -t UTF-8.");
    }
  }

  /** Fills the message from the text, or throws with every issue in it. */
  static void read(String text, String name, FileLimits limits, Message.Builder message) {
    Optional<FileIssues> first = Optional.empty();
    for (Supplier<Tokens> reading : readings(text, name, limits)) {
      message.clear();
      FileIssues issues = new FileIssues(name);
      boolean wellFormed = new MessageReader(reading.get(), issues).read(message);
      if (issues.isEmpty()) {
        return;
      }
      if (wellFormed) {
        throw issues.exception();
      }
      first = Optional.of(first.orElse(issues));
    }
    throw first.orElseThrow().exception();
  }

  /** Runs a mapping; issues it throws get their place in the text. */
  static <T> T located(String text, String name, FileLimits limits, Supplier<T> mapping) {
    try {
      return mapping.get();
    } catch (InvalidProblemException e) {
      throw new InvalidProblemException(locate(e.issues(), text, name, limits));
    }
  }

  /** The issues with their places in the text, as far as it is well-formed. */
  static List<Issue> locate(List<Issue> issues, String text, String name, FileLimits limits) {
    for (Supplier<Tokens> reading : readings(text, name, limits)) {
      Positions positions = new Positions(name);
      if (positions.find(issues, reading.get())) {
        return positions.locate(issues);
      }
    }
    return issues;
  }

  /**
   * How a text may be read, best first: as JSON where its name says so or where it opens like JSON;
   * as YAML, of which JSON is a part, unless its name says JSON.
   */
  private static List<Supplier<Tokens>> readings(String text, String name, FileLimits limits) {
    String content =
        !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    Supplier<Tokens> json = () -> new JsonTokens(content, limits.depth());
    Supplier<Tokens> yaml = () -> new YamlTokens(content, limits);
    if (name.endsWith(".json")) {
      return List.of(json);
    }
    return OPENS_LIKE_JSON.matcher(content).lookingAt() ? List.of(json, yaml) : List.of(yaml);
  }

  private static InvalidProblemException invalid(String code, String message, String remedy) {
    return new InvalidProblemException(List.of(new Issue(code, "", message, remedy)));
  }
}
