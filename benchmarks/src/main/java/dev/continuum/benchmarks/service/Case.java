package dev.continuum.benchmarks.service;

import java.util.List;

/** Something that is measured. */
@FunctionalInterface
interface Case {

  /** Measures it. */
  List<Figure> measure(Lab lab) throws Exception;
}
