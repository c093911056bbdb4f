package dev.continuum.solver.timefold;

import ai.timefold.solver.core.api.domain.common.PlanningId;
import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where some devices of a group have one call served: an option of the compiled problem, or none
 * yet. Confined to the thread of one solver.
 */
@PlanningEntity
public final class Stop {

  static final String VARIABLE = "option";

  private final Part part;
  private final int call;

  private @Nullable Integer option;

  Stop(Part part, int call, @Nullable Integer option) {
    this.part = part;
    this.call = call;
    this.option = option;
  }

  /** Names it across copies of a plan. */
  @PlanningId
  public String getId() {
    return part.index() + "/" + call;
  }

  /** All options of the call. */
  @ValueRangeProvider
  public List<Integer> getOptions() {
    return IntStream.range(0, part.group().routes.options(call)).boxed().toList();
  }

  /** The option chosen, or none. */
  @PlanningVariable(allowsUnassigned = true)
  public @Nullable Integer getOption() {
    return option;
  }

  /** For the solver. */
  public void setOption(@Nullable Integer option) {
    this.option = option;
  }

  Part part() {
    return part;
  }

  int call() {
    return call;
  }

  Stop copyIn(Part other) {
    return new Stop(other, call, option);
  }
}
