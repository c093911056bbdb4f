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
import java.util.function.Supplier;

/** Reads a text, YAML or JSON by what it holds, into a message of the schema. */
final class SchemaReader {

  private static final char BYTE_ORDER_MARK = '\ufeff';

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
    FileIssues issues = new FileIssues(name);
    new MessageReader(tokens(text, name, limits), issues).read(message);
    if (!issues.isEmpty()) {
      throw issues.exception();
    }
  }

  /** Runs a mapping; issues it throws get their place in the text. */
  static <T> T located(String text, String name, FileLimits limits, Supplier<T> mapping) {
    try {
      return mapping.get();
    } catch (InvalidProblemException e) {
      throw new InvalidProblemException(
          new Positions(name).locate(e.issues(), tokens(text, name, limits)));
    }
  }

  /** JSON where the text is a JSON map, or its name says so; else YAML, of which JSON is a part. */
  static Tokens tokens(String text, String name, FileLimits limits) {
    String content =
        !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    if (name.endsWith(".json") || (content.stripLeading().startsWith("{") && isJson(content))) {
      return new JsonTokens(content, limits.depth());
    }
    return new YamlTokens(content, limits);
  }

  /** Whether a text that opens with a brace goes on as JSON: a quoted name, or nothing. */
  private static boolean isJson(String content) {
    int i = content.indexOf('{') + 1;
    while (i < content.length() && Character.isWhitespace(content.charAt(i))) {
      i++;
    }
    return i < content.length() && (content.charAt(i) == '"' || content.charAt(i) == '}');
  }

  private static InvalidProblemException invalid(String code, String message, String remedy) {
    return new InvalidProblemException(List.of(new Issue(code, "", message, remedy)));
  }
}
