package dev.continuum.benchmarks.quality;

import dev.continuum.datasets.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench report}: tables of result files. */
@Command(
    name = "report",
    description = {
      "Makes Markdown tables of the rows that bench quality wrote.",
      "",
      "Per set and strategy: proven share, mean and worst distance to the best known value (the"
          + " best of all rows where none was given), mean and worst gap, median seconds."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum bench report gap.csv cap.csv",
      "  ./continuum bench report gap.csv --into docs/benchmarks.md"
    })
public final class ReportCommand implements Callable<Integer> {

  private static final String BEGIN = "<!-- bench report: begin -->\n";
  private static final String END = "<!-- bench report: end -->\n";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CSV", arity = "1..*", description = "Result files.")
  private List<Path> files = List.of();

  @Option(
      names = "--into",
      paramLabel = "FILE",
      description =
          "Replace what stands between the lines \"<!-- bench report: begin -->\" and"
              + " \"<!-- bench report: end -->\" of FILE.")
  private Optional<Path> into = Optional.empty();

  ReportCommand() {}

  @Override
  public Integer call() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Path file : files) {
      rows.addAll(RowFile.read(file));
    }
    String tables = new Report(rows).markdown();
    if (into.isPresent()) {
      replace(into.get(), tables);
    } else {
      spec.commandLine().getOut().print(tables);
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  private static void replace(Path document, String tables) throws IOException {
    String text = Files.readString(document, StandardCharsets.UTF_8);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(
          document
              + ": The file must hold the lines \""
              + BEGIN.strip()
              + "\" and \""
              + END.strip()
              + "\".\n  Maybe add them where the tables should stand.");
    }
    AtomicFile.write(
        document,
        text.substring(0, begin + BEGIN.length()) + "\n" + tables + "\n" + text.substring(end));
  }
}
