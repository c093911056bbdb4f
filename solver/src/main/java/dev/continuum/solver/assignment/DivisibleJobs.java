package dev.continuum.solver.assignment;

import dev.continuum.solver.search.Search;

final class DivisibleJobs {
  DivisibleJobs(Search search, Instance instance) {}

  boolean run() {
    return true;
  }
}
