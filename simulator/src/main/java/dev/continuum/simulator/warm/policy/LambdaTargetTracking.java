package dev.continuum.simulator.warm.policy;

import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;

/**
 * AWS Lambda with provisioned concurrency under Application Auto Scaling: when the share in use has
 * been above the target for three minutes, provisioned := in use / target; when it has been below
 * 0.9 of the target for fifteen, the same, downwards. Calls beyond it run on demand, in
 * environments that live on for a while. O(1) per function and minute.
 *
 * @param target share in use to aim at; AWS's default is 0.7
 * @param least provisioned at least
 * @param onDemandMinutes how long an on-demand environment outlives its last call
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html">Configuring
 *     provisioned concurrency</a>
 */
public record LambdaTargetTracking(double target, int least, int onDemandMinutes)
    implements WarmPolicy {

  private static final int OUT_MINUTES = 3;
  private static final int IN_MINUTES = 15;
  private static final double IN_SHARE = 0.9;

  @Override
  public String name() {
    return "lambda-target-tracking-"
        + Words.number(target)
        + "-"
        + least
        + "-"
        + onDemandMinutes
        + "m";
  }

  @Override
  public Session start(List<FunctionProfile> functions, int fitMinutes) {
    return new PerFunction(
        functions, function -> new Rule(this, new SlidingMaximum(onDemandMinutes)));
  }

  /** One function. */
  private static final class Rule implements PerFunction.Rule {
    private final LambdaTargetTracking setting;
    private final SlidingMaximum onDemand;
    private final SlidingMaximum inUse = new SlidingMaximum(IN_MINUTES);
    private int provisioned;
    private int above;
    private int below;

    private Rule(LambdaTargetTracking setting, SlidingMaximum onDemand) {
      this.setting = setting;
      this.onDemand = onDemand;
      provisioned = setting.least();
    }

    @Override
    public int keep() {
      return Math.max(provisioned, onDemand.get());
    }

    @Override
    public void observe(Demand demand) {
      onDemand.add(demand.needed());
      inUse.add(demand.needed());
      double share = provisioned == 0 ? demand.needed() : (double) demand.needed() / provisioned;
      above = share > setting.target() ? above + 1 : 0;
      below = share < IN_SHARE * setting.target() ? below + 1 : 0;
      if (above >= OUT_MINUTES) {
        provisioned = wanted(demand.needed());
        above = 0;
      } else if (below >= IN_MINUTES) {
        provisioned = Math.min(provisioned, wanted(inUse.get()));
        below = 0;
      }
    }

    private int wanted(int used) {
      return Math.max(setting.least(), (int) Math.ceil(used / setting.target()));
    }
  }
}
