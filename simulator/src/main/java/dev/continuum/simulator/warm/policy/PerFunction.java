package dev.continuum.simulator.warm.policy;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;
import java.util.function.Function;

/** A session that treats every function alone. Not thread-safe. */
final class PerFunction implements WarmPolicy.Session {

  private final List<Rule> rules;

  /** The rule for one function. */
  interface Rule {
    int keep();

    void observe(Demand demand);
  }

  PerFunction(List<FunctionProfile> functions, Function<FunctionProfile, Rule> fresh) {
    rules = functions.stream().map(fresh).toList();
  }

  @Override
  public int[] keep() {
    return rules.stream().mapToInt(Rule::keep).toArray();
  }

  @Override
  public void observe(Demand[] minute) {
    for (int function = 0; function < minute.length; function++) {
      rules.get(function).observe(minute[function]);
    }
  }
}
