package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.Strategy;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Who runs when, beside the program over sites. */
class ConfigurationsTest {

  private static final SolveOptions ONE = threads(1);

  private final CompiledProblem problem = Sites.town(3, 8, 10);
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

  private static SolveOptions threads(int count) {
    return new SolveOptions(
        Strategy.AUTO, Duration.ofSeconds(10), 0, OptionalLong.empty(), 1, count);
  }

  private Backend noting(String name) {
    return search -> ran.add(name);
  }

  private void kicks(Search search, BooleanSupplier on, long stream) {
    ran.add("kicks");
  }

  private Search run(SolveOptions options, Function<BooleanSupplier, Backend> meanwhile) {
    Search search = Sites.search(problem, options);
    new Configurations(
            new Greedy(), meanwhile, it -> this::kicks, noting("prices"), noting("other"), 0, 0)
        .run(search);
    return search;
  }

  @Test
  void othersGoOnUntilTheProgramIsWrittenDownAndItsPricesProve() {
    Search search =
        run(
            threads(2),
            on ->
                it -> {
                  ran.add("meanwhile " + it.incumbent().isPresent());
                  // After a first dive that ended far off they are asked as well.
                  while (it.bound(Level.COST).kind() == BoundKind.TRIVIAL && on.getAsBoolean()) {
                    Thread.onSpinWait();
                  }
                  ran.add("written");
                });
    assertThat(ran).startsWith("meanwhile true", "written");
    // The clock stands still, so rounds go on until they find nothing more, and nobody follows.
    assertThat(ran).doesNotContain("kicks", "other");
    assertThat(search.bound(Level.COST).kind()).isNotEqualTo(BoundKind.TRIVIAL);
  }

  @Test
  void withOneThreadNobodyWaits() {
    run(ONE, on -> noting("meanwhile"));
    assertThat(ran).isEmpty();
  }

  @Test
  void whatTakesLongerThanThereIsTimeIsLeftToOthers() {
    run(ONE.withTimeLimit(Duration.ofMillis(1)), on -> noting("meanwhile"));
    assertThat(ran).containsExactly("other");
  }

  @Test
  void firstDivesBetterWhatWasPlacedOneByOne() {
    int better = 0;
    for (long seed = 0; seed < 20; seed++) {
      CompiledProblem town = Sites.town(seed, 40, 30);
      Search search = Sites.search(town, ONE);
      new Greedy().run(search);
      long before = search.incumbent().orElseThrow().score().costMicros();
      try (SiteProgram program = Sites.program(search).orElseThrow()) {
        SiteWork work = new SiteWork(program);
        work.place(search);
        work.price(search);
        work.placeElsewhere(search);
      }
      long micros = search.incumbent().orElseThrow().score().costMicros();
      better += micros < before ? 1 : 0;
    }
    assertThat(better).isGreaterThanOrEqualTo(10);
  }
}
