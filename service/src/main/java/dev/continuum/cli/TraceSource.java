package dev.continuum.cli;

import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.simulator.warm.trace.AzureTrace;
import dev.continuum.simulator.warm.trace.CountsTrace;
import dev.continuum.simulator.warm.trace.Trace;
import dev.continuum.simulator.warm.trace.TraceLimits;
import dev.continuum.simulator.warm.trace.TraceReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads a trace file, plain or gzip, in the format that its first line tells.
 *
 * @param trace the file, as the user named it
 * @param apps time and memory by app, for traces that hold calls alone
 */
record TraceSource(String trace, Optional<String> apps) {

  private static final int MOST_HEADER = 4_000_000;

  /** Reads from an open file. */
  private interface Reading<T> {
    T from(BufferedReader reader) throws IOException;
  }

  /**
   * The trace.
   *
   * @throws InvalidInputException with everything that is wrong with the files
   */
  Trace read() {
    TraceReader format = open(trace, this::format);
    return open(trace, reader -> format.read(reader, trace));
  }

  private TraceReader format(BufferedReader reader) throws IOException {
    StringBuilder header = new StringBuilder();
    int c = reader.read();
    while (c >= 0 && c != '\n' && header.length() < MOST_HEADER) {
      header.append((char) c);
      c = reader.read();
    }
    String names = "," + header.toString().replace("\uFEFF", "").strip() + ",";
    if (names.contains("," + AzureTrace.MARK + ",")) {
      return new AzureTrace(TraceLimits.DEFAULT);
    }
    if (names.contains("," + CountsTrace.MARK + ",")) {
      String file = apps.orElseGet(this::sibling);
      return new CountsTrace(
          open(file, text -> CountsTrace.apps(text, file, TraceLimits.DEFAULT)),
          TraceLimits.DEFAULT);
    }
    throw new InvalidInputException(
        Finding.ofFile(
            "trace.format",
            trace,
            "The first line names neither a column "
                + AzureTrace.MARK
                + " nor "
                + CountsTrace.MARK
                + ".",
            "Maybe it is no trace; continuum warm --help tells the formats."));
  }

  private String sibling() {
    Path beside = Path.of(trace).resolveSibling("apps.csv");
    if (!Files.isReadable(beside)) {
      throw new InvalidInputException(
          Finding.ofFile(
              "trace.apps",
              trace,
              "The trace holds calls alone; time and memory of its apps are missing.",
              "Name their file: --apps FILE (columns app_hash16, avg_duration_ms, avg_memory_mb)."));
    }
    return beside.toString();
  }

  private static <T> T open(String name, Reading<T> reading) {
    Path path = Source.existing(name);
    try (InputStream file = Files.newInputStream(path);
        InputStream bytes = name.endsWith(".gz") ? new GZIPInputStream(file) : file;
        BufferedReader text =
            new BufferedReader(
                new InputStreamReader(
                    bytes,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      return reading.from(text);
    } catch (InvalidProblemException e) {
      throw InvalidInputException.of(e.issues(), "");
    } catch (CharacterCodingException e) {
      throw fault(name, "file.encoding", "The file must be text in UTF-8.", "Maybe it is binary.");
    } catch (IOException e) {
      throw fault(
          name,
          "file.unreadable",
          "The file cannot be read: " + Failures.reason(e) + ".",
          "Maybe it was cut off, or is not what its name says.");
    }
  }

  private static InvalidInputException fault(
      String name, String code, String message, String remedy) {
    return new InvalidInputException(Finding.ofFile(code, name, message, remedy));
  }
}
