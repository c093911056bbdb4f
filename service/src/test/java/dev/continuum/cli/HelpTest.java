package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {

  private static final String ENTRY = "./continuum ";

  static Stream<List<String>> commands() {
    List<List<String>> all = new ArrayList<>();
    collect(ContinuumCommand.commandLine(), List.of(), all);
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHelpsWithAnExampleThatParses(List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    arguments.add("--help");
    CliRun run = CliRun.of(arguments.toArray());

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: ");
    List<String> examples =
        footer(command).stream()
            .map(line -> line.strip().replace("%%", "%"))
            .filter(line -> line.startsWith(ENTRY) && !line.contains("--help"))
            .toList();
    assertThat(examples).isNotEmpty();
    String words = ENTRY + String.join(" ", command);
    assertThat(examples).allMatch(example -> example.startsWith(words.strip()));
    for (String example : examples) {
      String[] parsed =
          example.substring(ENTRY.length()).split(" < ", -1)[0].strip().split(" +", -1);
      assertThatCode(() -> ContinuumCommand.commandLine().parseArgs(parsed))
          .as(example)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everyCommandKnowsJsonAndOutput() {
    for (List<String> command : commands().toList()) {
      CommandLine line = find(command);
      if (line.getSubcommands().isEmpty()) {
        assertThat(line.getCommandSpec().optionsMap()).containsKeys("--json", "-o", "--help");
      }
    }
  }

  @Test
  void helpNamesWhatTheLauncherKnows() {
    assertThat(CliRun.of("--help").out()).contains("  test ", "  bench ", "  build ");
    assertThat(CliRun.of().out()).isEqualTo(CliRun.of("--help").out());
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(CliRun.of("--version").out()).matches("continuum \\d+\\.\\d+\\.\\d+\\S*\\R");
    assertThat(CliRun.of("version", "--json").json().keySet())
        .containsExactly("version", "java", "os");
  }

  private static void collect(CommandLine line, List<String> path, List<List<String>> all) {
    all.add(path);
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> deeper = new ArrayList<>(path);
              deeper.add(name);
              collect(command, deeper, all);
            });
  }

  private static CommandLine find(List<String> path) {
    CommandLine line = ContinuumCommand.commandLine();
    for (String name : path) {
      line = line.getSubcommands().get(name);
    }
    return line;
  }

  private static List<String> footer(List<String> path) {
    return List.of(find(path).getCommandSpec().usageMessage().footer());
  }
}
