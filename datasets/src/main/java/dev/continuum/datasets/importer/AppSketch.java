package dev.continuum.datasets.importer;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.model.PlacementProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The applications that come with Continuum, as sketches for {@link EdgeUserAllocation}: the files
 * of {@code datasets/apps}. What is read is a new problem each time; thread-safe.
 */
public enum AppSketch {
  /** Augmented reality: feature extraction, then matching. */
  AR,
  /** A city's cameras, sensors and cars: a fork with a join, a single call, a hard deadline. */
  CITY,
  /** Cars that share what they see: chains of four and of two calls, much of a device each. */
  VEHICLE;

  /** The sketch of a label, as options say it. */
  public static Optional<AppSketch> labelled(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /** What options and names of problems call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The sketch, read anew: a problem with one site, which every site is like. */
  public PlacementProblem problem() {
    return ProblemFiles.read(shipped("apps/" + label() + ".yaml"), label() + ".yaml");
  }

  /** This application on Melbourne's central sites and users, as the EUA data set has them. */
  public PlacementProblem inMelbourne() {
    return EdgeUserAllocation.around(problem())
        .parse(
            "melbourne-" + label(),
            shipped("eua/site-optus-melbCBD.csv"),
            shipped("eua/users-melbcbd-generated.csv"));
  }

  private static String shipped(String file) {
    String name = "/dev/continuum/datasets/" + file;
    try (InputStream in = AppSketch.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("This build lacks " + name + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
