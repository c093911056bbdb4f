package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.Optional;

/**
 * The program over all sites, whose linear relaxation has been solved. To be closed.
 *
 * @param blocks by group
 * @param functions what nodes can be
 * @param model configurations and blocks
 * @param dive at the solution of the relaxation
 */
record SiteProgram(
    List<GroupBlocks> blocks,
    NodeFunctions functions,
    ConfigurationModel model,
    ConfigurationDive dive)
    implements AutoCloseable {

  /** Writes the program down and solves its relaxation, whatever is known of placements by then. */
  static Optional<SiteProgram> of(Search search, NodeFunctions functions, boolean sideBySide) {
    CompiledProblem problem = search.problem();
    if (!functions.anyConfigured() || search.over()) {
      return Optional.empty();
    }
    List<GroupBlocks> blocks = Configurations.blocks(problem, search.options().seed(), sideBySide);
    ConfigurationModel model = new ConfigurationModel(problem, blocks, functions);
    ConfigurationDive dive = new ConfigurationDive(model);
    if (dive.solve(search::over)) {
      return Optional.of(new SiteProgram(blocks, functions, model, dive));
    }
    dive.close();
    return Optional.empty();
  }

  @Override
  public void close() {
    dive.close();
  }
}
