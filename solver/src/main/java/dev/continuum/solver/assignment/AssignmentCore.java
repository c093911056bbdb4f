package dev.continuum.solver.assignment;

import dev.continuum.solver.BackendException;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Solves problems that are assignments to nodes of one capacity each, or of functions to nodes that
 * host them, by cores of their own; leaves all others, and those in which nothing seems to fit or a
 * library fails, to another backend.
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
          hosting.isPresent()
              && !search.over()
              && served(search, () -> new HostingCore(search, hosting.get()).run());
      if (!served) {
        otherwise.run(search);
      }
      return;
    }
    if (search.over()) {
      return;
    }
    boolean served =
        instance.get().divisible
            ? served(search, () -> !new DivisibleJobs(search, instance.get()).run())
            : served(search, () -> !new WholeJobs(search, instance.get()).run());
    if (!served && !search.over()) {
      otherwise.run(search);
    }
  }

  /** What a core says; not if its library fails, so that others go on. */
  private static boolean served(Search search, BooleanSupplier core) {
    try {
      return core.getAsBoolean();
    } catch (BackendException e) {
      search.failed(e);
      return false;
    }
  }
}
