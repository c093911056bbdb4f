package dev.continuum.simulator.warm.policy;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;

/**
 * An instance stays for a fixed time after its last use: as many as were needed at once in the last
 * so many minutes. The rule of FeMux's published figures, with 5 and 10 minutes. Amortised O(1) per
 * function and minute.
 *
 * @param minutes how long
 * @see <a href="https://github.com/ubc-cirrus-lab/femux">FeMux (EuroSys'26), its artifact</a>
 */
public record FixedKeepAlive(int minutes) implements WarmPolicy {

  @Override
  public String name() {
    return "fixed-" + minutes + "m";
  }

  @Override
  public Session start(List<FunctionProfile> functions, int fitMinutes) {
    return new PerFunction(functions, function -> new Rule(new SlidingMaximum(minutes)));
  }

  /** One function. */
  private record Rule(SlidingMaximum needed) implements PerFunction.Rule {
    @Override
    public int keep() {
      return needed.get();
    }

    @Override
    public void observe(Demand demand) {
      needed.add(demand.needed());
    }
  }
}
