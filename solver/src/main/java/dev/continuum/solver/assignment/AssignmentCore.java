package dev.continuum.solver.assignment;

import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.util.Optional;

/**
 * Solves problems that are assignments to nodes of one capacity each, or of functions to nodes that
 * host them, by cores of their own; leaves all others, and those in which nothing seems to fit, to
 * another backend.
 */
public final class AssignmentCore implements Backend {

  private final Backend otherwise;

  /** With a backend for what is not recognised. */
  public AssignmentCore(Backend otherwise) {
    this.otherwise = otherwise;
  }

  @Override
  public void run(Search search) {
    if (search.problem().anyOptional()) {
      otherwise.run(search);
      return;
    }
    Optional<Instance> instance = Recognition.of(search.problem());
    if (instance.isEmpty()) {
      Optional<Hosting> hosting = HostingRecognition.of(search.problem());
      boolean served =
          hosting.isPresent() && !search.over() && new HostingCore(search, hosting.get()).run();
      if (!served) {
        otherwise.run(search);
      }
      return;
    }
    if (search.over()) {
      return;
    }
    boolean nothingFits =
        instance.get().divisible
            ? new DivisibleJobs(search, instance.get()).run()
            : new WholeJobs(search, instance.get()).run();
    if (nothingFits && !search.over()) {
      otherwise.run(search);
    }
  }
}
