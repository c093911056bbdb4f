package dev.continuum.datasets.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.continuum.datasets.proto.FieldRuleProto.FieldRule;
import dev.continuum.datasets.proto.ProblemProto;
import dev.continuum.datasets.schema.MessageSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference of the file format says what the schema says, and its examples can be read. */
class ProblemFileDocTest {

  private static final Path DOC = Path.of("..", "docs", "problem-file.md");
  private static final Path SCHEMA = Path.of("src", "main", "proto", "continuum", "v1");
  private static final Pattern FIELDS =
      Pattern.compile("<!-- fields: ([\\w ]+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private final Map<String, Descriptor> messages = new TreeMap<>();
  private final Map<String, EnumDescriptor> enums = new TreeMap<>();

  ProblemFileDocTest() {
    collect(ProblemProto.getDescriptor(), new TreeSet<>());
  }

  @Test
  void theReferenceSaysWhatTheSchemaSays() throws Exception {
    String text = Files.readString(DOC);
    Map<String, String> comments = ProtoComments.read(SCHEMA);
    String wanted =
        FIELDS
            .matcher(text)
            .replaceAll(
                region ->
                    Matcher.quoteReplacement(
                        "<!-- fields: %s -->\n%s<!-- end -->"
                            .formatted(region.group(1), tables(region.group(1), comments))));
    if ("write".equals(System.getProperty("continuum.docs"))) {
      Files.writeString(DOC, wanted);
    }
    assertThat(Files.readString(DOC)).isEqualTo(wanted);
  }

  @Test
  void theReferenceLeavesNothingOut() throws Exception {
    Set<String> documented = new TreeSet<>();
    FIELDS
        .matcher(Files.readString(DOC))
        .results()
        .forEach(region -> documented.addAll(List.of(region.group(1).split(" "))));
    Set<String> declared = new TreeSet<>(messages.keySet());
    declared.addAll(enums.keySet());

    assertThat(documented).isEqualTo(declared);
  }

  @Test
  void everyFieldAndConstantIsExplained() throws Exception {
    Map<String, String> comments = ProtoComments.read(SCHEMA);

    for (Descriptor message : messages.values()) {
      assertThat(comments).containsKey(message.getName());
      for (FieldDescriptor field : message.getFields()) {
        assertThat(comments.get(message.getName() + "." + field.getName()))
            .as(field.getFullName())
            .endsWith(".");
      }
    }
  }

  @Test
  void everyExampleIsRead() throws Exception {
    List<String> examples =
        EXAMPLE.matcher(Files.readString(DOC)).results().map(match -> match.group(1)).toList();

    assertThat(examples).hasSizeGreaterThanOrEqualTo(9);
    for (String example : examples) {
      assertThat(ProblemFiles.read(example, DOC.toString())).isNotNull();
    }
  }

  @Test
  void everyCodeIsListed() throws Exception {
    String doc = Files.readString(DOC);
    Set<String> codes = new TreeSet<>();
    try (var sources = Files.walk(Path.of("src", "main", "java"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        Pattern.compile("\"(file\\.[a-z-]+)\"")
            .matcher(Files.readString(source))
            .results()
            .map((MatchResult match) -> match.group(1))
            .forEach(codes::add);
      }
    }

    assertThat(codes).hasSizeGreaterThan(15);
    assertThat(codes).allSatisfy(code -> assertThat(doc).contains("`" + code + "`"));
  }

  private String tables(String names, Map<String, String> comments) {
    StringBuilder tables = new StringBuilder();
    for (String name : List.of(names.split(" "))) {
      tables.append("\n**").append(name).append("** ").append(comments.get(name)).append("\n\n");
      if (messages.containsKey(name)) {
        message(messages.get(name), comments, tables);
      } else {
        constants(enums.get(name), comments, tables);
      }
    }
    return tables.append('\n').toString();
  }

  private static void message(
      Descriptor message, Map<String, String> comments, StringBuilder table) {
    table.append("| field | type | if absent | meaning |\n|---|---|---|---|\n");
    for (FieldDescriptor field : message.getFields()) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  field.getName(),
                  type(field),
                  absent(field),
                  comments.get(message.getName() + "." + field.getName())));
    }
  }

  private static void constants(
      EnumDescriptor type, Map<String, String> comments, StringBuilder table) {
    table.append("| constant | meaning |\n|---|---|\n");
    for (EnumValueDescriptor value : type.getValues()) {
      if (value.getNumber() != 0) {
        table.append(
            "| `%s` | %s |\n"
                .formatted(
                    MessageSchema.shortName(value),
                    comments.get(type.getName() + "." + value.getName())));
      }
    }
  }

  private static String type(FieldDescriptor field) {
    if (field.isMapField()) {
      return "map of " + type(field.getMessageType().findFieldByNumber(2));
    }
    String single =
        switch (field.getJavaType()) {
          case STRING -> "text";
          case INT, LONG -> "whole number";
          case DOUBLE, FLOAT -> "number";
          case BOOLEAN -> "true";
          case ENUM -> field.getEnumType().getName();
          case MESSAGE -> field.getMessageType().getName();
          case BYTE_STRING -> "bytes";
        };
    return field.isRepeated() ? "list of " + single : single;
  }

  private static String absent(FieldDescriptor field) {
    FieldRule rule = MessageSchema.rule(field);
    if (rule.getRequired()) {
      return "**required**";
    }
    if (!rule.getAbsent().isEmpty()) {
      return rule.getAbsent();
    }
    if (field.getRealContainingOneof() != null) {
      return "another one";
    }
    boolean number =
        field.getJavaType() == FieldDescriptor.JavaType.DOUBLE
            || field.getJavaType() == FieldDescriptor.JavaType.LONG;
    return number && !field.isRepeated() ? "0" : "none";
  }

  private void collect(FileDescriptor file, Set<String> seen) {
    if (!file.getPackage().equals("continuum.v1") || !seen.add(file.getName())) {
      return;
    }
    if (!file.getName().endsWith("field_rule.proto")) {
      new ArrayList<>(file.getMessageTypes()).forEach(type -> messages.put(type.getName(), type));
      file.getEnumTypes().forEach(type -> enums.put(type.getName(), type));
    }
    file.getDependencies().forEach(each -> collect(each, seen));
  }
}
