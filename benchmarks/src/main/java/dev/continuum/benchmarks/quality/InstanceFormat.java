package dev.continuum.benchmarks.quality;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.importer.GeneralisedAssignment;
import dev.continuum.datasets.importer.Neptune;
import dev.continuum.datasets.importer.NeptuneObjective;
import dev.continuum.datasets.importer.OrLibraryCap;
import dev.continuum.datasets.importer.SingleSourceLocation;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.workload.Splitting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Formats of instance files; the importers of {@code continuum import} read them. */
enum InstanceFormat {
  /** Problem files, YAML or JSON. */
  PROBLEM,
  /** Warehouse location of OR-Library. */
  ORLIB_CAP,
  /** Generalised assignment, one instance in a file or several. */
  GAP,
  /** Single-source location of Holmberg, Rönnqvist and Yuan. */
  SSCFLP,
  /** Requests to NEPTUNE. */
  NEPTUNE;

  /**
   * What a user chose beyond the format.
   *
   * @param splitting whether customers of OR-Library may be split
   * @param capacity what the word "capacity" stands for in files of OR-Library
   * @param objective of requests to NEPTUNE
   */
  record Choices(Splitting splitting, Optional<Double> capacity, NeptuneObjective objective) {}

  /** How users write it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<InstanceFormat> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /** Whether a file may hold an instance, by its name and its first character. */
  boolean mayBeIn(String name, int first) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (this) {
      case PROBLEM -> lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
      case NEPTUNE -> lower.endsWith(".json");
      case ORLIB_CAP, GAP, SSCFLP ->
          first >= '0' && first <= '9' && !lower.endsWith(".csv") && !lower.endsWith(".md");
    };
  }

  /** How many instances a file holds. */
  int count(Path file) throws IOException {
    return this == GAP ? GeneralisedAssignment.count(file) : 1;
  }

  /** Reads one of them, numbered from 1. */
  PlacementProblem read(Path file, int number, Choices choices) throws IOException {
    return switch (this) {
      case PROBLEM -> ProblemFiles.read(file);
      case GAP -> GeneralisedAssignment.instance(number).read(file);
      case SSCFLP -> SingleSourceLocation.read(file);
      case NEPTUNE -> Neptune.minimising(choices.objective()).read(file).problem();
      case ORLIB_CAP -> {
        OrLibraryCap importer = OrLibraryCap.of(choices.splitting());
        yield choices.capacity().map(importer::withCapacity).orElse(importer).read(file);
      }
    };
  }
}
