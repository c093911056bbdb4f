package dev.continuum.lambda.host;

import java.util.List;

/** Runtimes that the API knows; which of them can be started is {@link Launcher}'s business. */
final class Runtimes {

  static final List<String> NAMES =
      List.of(
          "java17",
          "java21",
          "java25",
          "nodejs20.x",
          "nodejs22.x",
          "python3.12",
          "python3.13",
          "provided.al2",
          "provided.al2023");

  private Runtimes() {}

  static boolean isUnknown(String name) {
    return !NAMES.contains(name);
  }
}
