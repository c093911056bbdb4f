package dev.continuum.datasets.file;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes any message of the schema as YAML or JSON that a person reads: names as in the schema,
 * fields in its order, absent fields left out, decimals as short as possible, small maps and lists
 * on one line. The same message gives the same text. Stateless; linear in the message.
 */
public final class MessageText {

  private static final int WIDTH = 100;
  private static final String STEP = "  ";

  private final Dialect dialect;
  private final StringBuilder out = new StringBuilder();

  private MessageText(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The message as a YAML document. */
  public static String yaml(Message message) {
    MessageText text = new MessageText(Dialect.YAML);
    TextTree.Fields tree = TextTree.of(message);
    if (tree.fields().isEmpty()) {
      return "{}\n";
    }
    text.yamlFields(tree.fields(), "", "");
    return text.out.toString();
  }

  /** The message as a JSON document. */
  public static String json(Message message) {
    MessageText text = new MessageText(Dialect.JSON);
    text.json(TextTree.of(message), "");
    return text.out.append('\n').toString();
  }

  /** Fields one below the other; the first stands behind what is on its line already. */
  private void yamlFields(Map<String, TextTree> fields, String first, String indent) {
    String start = first;
    for (Map.Entry<String, TextTree> field : fields.entrySet()) {
      String name = dialect.text(field.getKey());
      out.append(start).append(name).append(':');
      yamlValue(field.getValue(), indent, indent.length() + name.length() + 2);
      start = indent;
    }
  }

  private void yamlValue(TextTree value, String indent, int used) {
    Optional<String> line = listsMaps(value) ? Optional.empty() : dialect.line(value, WIDTH - used);
    if (line.isPresent()) {
      out.append(' ').append(line.get()).append('\n');
      return;
    }
    switch (value) {
      case TextTree.Word(String word) -> out.append(' ').append(word).append('\n');
      case TextTree.Text(String text) -> out.append(' ').append(dialect.text(text)).append('\n');
      case TextTree.Fields(Map<String, TextTree> fields) -> {
        out.append('\n');
        yamlFields(fields, indent + STEP, indent + STEP);
      }
      case TextTree.Items(List<TextTree> items) -> {
        out.append('\n');
        for (TextTree item : items) {
          yamlItem(item, indent + STEP);
        }
      }
    }
  }

  private void yamlItem(TextTree item, String indent) {
    out.append(indent).append('-');
    Optional<String> line = dialect.line(item, WIDTH - indent.length() - 2);
    if (line.isEmpty() && item instanceof TextTree.Fields(Map<String, TextTree> fields)) {
      yamlFields(fields, " ", indent + STEP);
    } else {
      yamlValue(item, indent, indent.length() + 2);
    }
  }

  private static boolean listsMaps(TextTree value) {
    return value instanceof TextTree.Items(List<TextTree> items)
        && !items.isEmpty()
        && items.getFirst() instanceof TextTree.Fields;
  }

  private void json(TextTree value, String indent) {
    Optional<String> line =
        indent.isEmpty() ? Optional.empty() : dialect.line(value, WIDTH - 2 * indent.length());
    if (line.isPresent()) {
      out.append(line.get());
      return;
    }
    String inner = indent + STEP;
    switch (value) {
      case TextTree.Word(String word) -> out.append(word);
      case TextTree.Text(String text) -> out.append(dialect.text(text));
      case TextTree.Fields(Map<String, TextTree> fields) -> {
        String separator = "{\n";
        for (Map.Entry<String, TextTree> field : fields.entrySet()) {
          out.append(separator).append(inner).append(dialect.text(field.getKey())).append(": ");
          json(field.getValue(), inner);
          separator = ",\n";
        }
        out.append(fields.isEmpty() ? "{}" : "\n" + indent + "}");
      }
      case TextTree.Items(List<TextTree> items) -> {
        String separator = "[\n";
        for (TextTree item : items) {
          out.append(separator).append(inner);
          json(item, inner);
          separator = ",\n";
        }
        out.append(items.isEmpty() ? "[]" : "\n" + indent + "]");
      }
    }
  }
}
