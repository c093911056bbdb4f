package dev.continuum.datasets.importer;

import dev.continuum.model.PlacementProblem;
import java.util.List;

/**
 * What an importer made of a file, and what it left out.
 *
 * @param problem the problem
 * @param warnings a sentence for each thing in the file that the problem does not carry
 */
public record Imported(PlacementProblem problem, List<String> warnings) {

  /** Copies the list. */
  public Imported {
    warnings = List.copyOf(warnings);
  }
}
