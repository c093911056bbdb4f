package dev.continuum.datasets.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The comments of the schema's sources, by the name of what they stand above. */
final class ProtoComments {

  private static final Pattern BLOCK =
      Pattern.compile("(?:message|enum|oneof|extend) ([\\w.]+) \\{");
  private static final Pattern FIELD = Pattern.compile("(?:[\\w.<>, ]+ )?(\\w+) = \\d+.*;");

  private ProtoComments() {}

  /** Comments by {@code Message}, {@code Message.field} or {@code Enum.VALUE}. */
  static Map<String, String> read(Path directory) throws IOException {
    Map<String, String> comments = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        read(Files.readAllLines(file), comments);
      }
    }
    return comments;
  }

  private static void read(List<String> lines, Map<String, String> comments) {
    Deque<String> blocks = new ArrayDeque<>();
    StringBuilder comment = new StringBuilder();
    for (String line : lines) {
      String text = line.strip();
      Matcher block = BLOCK.matcher(text);
      Matcher field = FIELD.matcher(text);
      if (text.startsWith("//")) {
        comment.append(comment.isEmpty() ? "" : " ").append(text.substring(2).strip());
        continue;
      }
      if (block.lookingAt()) {
        boolean oneof = text.startsWith("oneof");
        comments.put(
            oneof ? blocks.peek() + "." + block.group(1) : block.group(1), comment.toString());
        blocks.push(oneof ? blocks.getFirst() : block.group(1));
      } else if (text.equals("}")) {
        blocks.pop();
      } else if (!blocks.isEmpty() && field.matches()) {
        comments.put(blocks.getFirst() + "." + field.group(1), comment.toString());
      }
      comment.setLength(0);
    }
  }
}
