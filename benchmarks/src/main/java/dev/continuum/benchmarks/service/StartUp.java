package dev.continuum.benchmarks.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** From the start of the process until it takes calls, on an empty store. */
final class StartUp implements Case {

  private static final int TIMES = 5;

  @Override
  public List<Figure> measure(Lab lab) throws Exception {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      try (ServerUnderLoad service =
          ServerUnderLoad.service(lab.directory().resolve("start" + i + ".db"), List.of())) {
        seconds.add(service.startedSeconds());
      }
    }
    Collections.sort(seconds);
    return List.of(
        Figure.atMost("start", "empty store, median of 5", seconds.get(TIMES / 2), "s", 1.5));
  }
}
