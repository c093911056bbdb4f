package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents show is what the code does. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SOURCE = Path.of("src/test/java/dev/continuum/cli/QuickStart.java");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\./continuum ([^#\\n]*)");

  @Test
  void theQuickStartOfTheReadmeIsTheTestedOne() throws IOException {
    String shown = between(readme(), "```java\n", "```");
    String source = Files.readString(SOURCE);
    String region =
        between(source, "// tag::quick-start[]\n", "    // end::quick-start[]")
            .replaceAll("(?m)^    ", "");

    assertThat(shown).isEqualTo(region);
    assertThat(shown.lines().count()).isLessThanOrEqualTo(28);
  }

  @Test
  void theQuickStartRuns() throws IOException {
    assertThat(QuickStart.run(ROOT)).isEqualTo(0.54);
    assertThat(QuickStart.lines())
        .anyMatch(line -> line.equals("hello on edge: 5 warm"))
        .anyMatch(line -> line.contains("broken: MEMORY of edge"));
  }

  @Test
  void theTutorialOfTheReadmeIsTheShippedOne() throws IOException {
    assertThat(between(readme(), "```yaml\n", "```"))
        .isEqualTo(Files.readString(Path.of(CliRun.TUTORIAL)));
    String answer = CliRun.of("solve", CliRun.TUTORIAL).out();
    String shown = readme().substring(readme().indexOf("answers (the start"));
    between(shown, "```text\n", "```").lines().forEach(line -> assertThat(answer).contains(line));
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(readme().lines().count()).isLessThanOrEqualTo(150);
  }

  @Test
  void everyCommandInTheDocumentsParses() throws IOException {
    int commands = 0;
    for (Path document : documents()) {
      for (MatchResult match : COMMAND.matcher(Files.readString(document)).results().toList()) {
        String[] words = match.group(1).strip().split(" +", -1);
        if (!List.of("test", "bench", "build").contains(words[0])) {
          commands++;
          assertThatCode(() -> ContinuumCommand.commandLine().parseArgs(words))
              .as(document + ": " + match.group())
              .doesNotThrowAnyException();
        }
      }
    }
    assertThat(commands).isPositive();
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (Path document : documents()) {
      for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
        Path parent = document.getParent();
        assertThat(parent.resolve(link.group(1))).as(document + ": " + link.group()).exists();
      }
    }
  }

  @Test
  void theReferenceNamesEveryCommandAndOption() throws IOException {
    String reference = Files.readString(ROOT.resolve("docs/cli.md"));
    for (List<String> path : HelpTest.commands().toList()) {
      var line = ContinuumCommand.commandLine();
      for (String name : path) {
        line = line.getSubcommands().get(name);
        assertThat(reference).contains("`" + name);
      }
      if (line.getSubcommands().isEmpty()) {
        line.getCommandSpec().optionsMap().keySet().stream()
            .filter(name -> name.startsWith("--"))
            .filter(name -> !List.of("--help", "--version", "--output").contains(name))
            .forEach(name -> assertThat(reference).as(path.toString()).contains("`" + name));
      }
    }
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> top = Files.list(ROOT)) {
      return Stream.concat(docs, top)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    assertThat(from).isGreaterThanOrEqualTo(start.length());
    return text.substring(from, text.indexOf(end, from));
  }
}
