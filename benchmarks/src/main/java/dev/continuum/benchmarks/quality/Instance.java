package dev.continuum.benchmarks.quality;

import dev.continuum.model.PlacementProblem;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An instance that can be read when its turn comes.
 *
 * @param name its path below the directory without extension, and its number in the file if there
 *     are several
 * @param file where it is
 * @param number in the file, from 1
 * @param format of the file
 * @param choices how to read it
 */
record Instance(
    String name, Path file, int number, InstanceFormat format, InstanceFormat.Choices choices) {

  PlacementProblem problem() throws IOException {
    return format.read(file, number, choices);
  }
}
