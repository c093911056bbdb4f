package dev.continuum.cli;

import dev.continuum.simulator.SimulationListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** The time series of a run as two CSV files, written when it is over. */
final class SeriesFiles {

  private final Path directory;
  private final StringBuilder apps =
      new StringBuilder("seconds,app,completed,mean_ms,p95_ms,cold,failed\n");
  private final StringBuilder functions =
      new StringBuilder("seconds,function,node,busy,idle,starting,planned,waiting\n");

  private SeriesFiles(Path directory) {
    this.directory = directory;
  }

  /** Files in a directory, which is made now so that a fault shows before any work. */
  static SeriesFiles in(String name) {
    return new SeriesFiles(directory(name));
  }

  /** A directory that exists from now on. */
  static Path directory(String name) {
    try {
      return Files.createDirectories(Path.of(name));
    } catch (IOException e) {
      throw unusable(name, Failures.reason(e));
    } catch (InvalidPathException e) {
      throw unusable(name, e.getReason());
    }
  }

  private static InvalidInputException unusable(String name, String reason) {
    return new InvalidInputException(
        Finding.ofFile(
            "output.unwritable",
            name,
            "The directory cannot be made: " + reason + ".",
            "Maybe a file of that name exists."));
  }

  void add(SimulationListener.AppSample row) {
    apps.append(
        String.format(
            Locale.ROOT,
            "%d,%s,%d,%.3f,%.3f,%d,%d%n",
            row.at().toSeconds(),
            quoted(row.app().value()),
            row.completed(),
            row.meanMillis(),
            row.p95Millis(),
            row.cold(),
            row.failed()));
  }

  void add(SimulationListener.FunctionSample row) {
    functions.append(
        String.format(
            Locale.ROOT,
            "%d,%s,%s,%d,%d,%d,%d,%d%n",
            row.at().toSeconds(),
            quoted(row.pair().function().value()),
            quoted(row.pair().node().value()),
            row.busy(),
            row.idle(),
            row.starting(),
            row.planned(),
            row.waiting()));
  }

  /** Writes both, each in one step. */
  void write() {
    Output.write(directory.resolve("apps.csv"), apps.toString());
    Output.write(directory.resolve("functions.csv"), functions.toString());
  }

  /** As RFC 4180 has it. */
  private static String quoted(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
