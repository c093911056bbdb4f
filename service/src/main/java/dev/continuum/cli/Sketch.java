package dev.continuum.cli;

import dev.continuum.datasets.importer.AppSketch;
import dev.continuum.model.PlacementProblem;

/** The application that {@code --app} names: one that comes with Continuum, or a file. */
final class Sketch {

  static final String HELP =
      "a file, or ar, city or vehicle, which come with Continuum (datasets/apps).";

  private Sketch() {}

  /**
   * Reads it.
   *
   * @throws InvalidInputException if the file cannot be read, or what it holds is not valid: every
   *     site would repeat the fault
   */
  static PlacementProblem read(String argument) {
    return AppSketch.labelled(argument)
        .map(AppSketch::problem)
        .orElseGet(() -> Source.read(argument).validProblem());
  }
}
