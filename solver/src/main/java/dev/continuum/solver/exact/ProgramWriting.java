package dev.continuum.solver.exact;

import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Writes the program over sites down and solves its relaxation, at once or in tiles. Where all at
 * once takes long, a helper solves tiles meanwhile, and places what they say: that is there sooner,
 * and stays if the whole does not come in time.
 *
 * <p>Thread-safe for one writer and one helper. To be closed when both have ended.
 */
final class ProgramWriting implements AutoCloseable {

  /** Of the time, after which the whole is given up where there are tiles instead. */
  private static final double SHARE_OF_WHOLE = 0.75;

  private final Search search;
  private final NodeFunctions functions;
  private final boolean sideBySide;
  private final boolean inTiles;
  private final boolean besideTiles;

  /** For tiles; none if there was no time. */
  private final CompletableFuture<List<GroupBlocks>> blocks = new CompletableFuture<>();

  private final AtomicBoolean writing = new AtomicBoolean(true);
  private final AtomicReference<Optional<SiteWork>> written =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<SiteWork>> tiles = new AtomicReference<>(Optional.empty());

  /**
   * Of a program that fits.
   *
   * @param sideBySide whether there is a helper
   */
  ProgramWriting(Search search, NodeFunctions functions, ProgramSize size, boolean sideBySide) {
    this.search = search;
    this.functions = functions;
    this.sideBySide = sideBySide;
    inTiles = size.inTiles(search);
    besideTiles = sideBySide && !inTiles && size.besideTiles(search);
  }

  /** Writes the program, for as long as there is time. */
  void write() {
    try {
      if (!search.over()) {
        BooleanSupplier on = search.onFor(SHARE_OF_WHOLE);
        List<GroupBlocks> all =
            Configurations.blocks(search.problem(), search.options().seed(), sideBySide);
        // Places are added to what the whole looks at, which nobody must see meanwhile.
        blocks.complete(besideTiles ? all.stream().map(GroupBlocks::copy).toList() : List.of());
        BooleanSupplier stop =
            () -> search.over() || (tiles.get().isPresent() && !on.getAsBoolean());
        Optional<SiteProgram> program =
            inTiles
                ? new SiteTiles(search, functions, all).program(stop)
                : SiteProgram.of(search.problem(), functions, all, stop);
        written.set(program.map(SiteWork::new));
      }
    } finally {
      writing.set(false);
      blocks.complete(List.of());
    }
  }

  /**
   * Solves tiles, places what they say and bounds, if that is likely to be done before the whole
   * is; until the writer has ended.
   */
  void help() {
    List<GroupBlocks> all = besideTiles ? blocks.join() : List.of();
    if (!all.isEmpty()) {
      BooleanSupplier stop = () -> search.over() || !goesOn();
      tiles.set(new SiteTiles(search, functions, all).program(stop).map(SiteWork::new));
      tiles
          .get()
          .ifPresent(
              work -> {
                work.place(search, stop);
                work.prove(search, stop);
              });
    }
  }

  /** Whether a helper has nothing to do but to improve what is placed, for long. */
  boolean isLong() {
    return inTiles;
  }

  /** Whether the writer is at work. */
  boolean goesOn() {
    return writing.get();
  }

  /** Work with what was written, or else with the tiles. */
  Optional<SiteWork> work() {
    return written.get().or(tiles::get);
  }

  @Override
  public void close() {
    written.get().ifPresent(SiteWork::close);
    tiles.get().ifPresent(SiteWork::close);
  }
}
