package dev.continuum.simulator.warm.policy;

import dev.continuum.simulator.warm.forecast.Forecaster;
import dev.continuum.simulator.warm.forecast.Horizon;
import dev.continuum.simulator.warm.forecast.PredictiveDistribution;
import dev.continuum.simulator.warm.policy.MarginalAllocation.Candidate;
import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Ours: keeps, in every minute, the counts of least expected cost, which is cold starts at a price,
 * memory held, and starts, over the predictive distribution of what will be wanted, jointly over
 * all functions within the node's memory. The k-th instance is kept when P(at least k wanted) ×
 * (price + memory saved) is above the memory it holds. Orders go out as early as the start-up path
 * is long. O(n log n) per minute for n instances worth having, and the forecast.
 *
 * @param forecaster says what will be wanted
 * @param cost prices
 * @param gigabytes memory of the node; infinite if it never binds
 */
public record ExpectedCost(Forecaster forecaster, WarmCost cost, double gigabytes)
    implements WarmPolicy {

  /** Weight of the last minute with calls in the mean of 1/n. */
  private static final double FRESH = 0.1;

  @Override
  public String name() {
    return "continuum-" + Words.number(cost.coldStart()) + forecaster.mark();
  }

  @Override
  public Session start(List<FunctionProfile> functions, int fitMinutes) {
    Forecaster.Session forecast =
        forecaster.start(functions, new Horizon(fitMinutes, cost.leadMinutes()));
    return new Orders(this, functions, forecast);
  }

  /** Counts ordered for the coming minutes. */
  private static final class Orders implements Session {
    private final ExpectedCost policy;
    private final List<FunctionProfile> functions;
    private final Forecaster.Session forecast;
    private final Deque<MarginalAllocation> ordered = new ArrayDeque<>();
    private final double[] perCall;
    private MarginalAllocation last;

    private Orders(
        ExpectedCost policy, List<FunctionProfile> functions, Forecaster.Session forecast) {
      this.policy = policy;
      this.functions = functions;
      this.forecast = forecast;
      perCall = new double[functions.size()];
      Arrays.fill(perCall, 1);
      last = new MarginalAllocation(new int[functions.size()], 0, 0);
      for (int minute = 0; minute <= policy.cost().leadMinutes(); minute++) {
        ordered.add(last);
      }
    }

    @Override
    public int[] keep() {
      return ordered.element().kept().clone();
    }

    @Override
    public double memoryPrice() {
      return ordered.element().price();
    }

    @Override
    public void observe(Demand[] minute) {
      forecast.observe(minute);
      for (int function = 0; function < minute.length; function++) {
        int calls = minute[function].calls();
        perCall[function] += calls == 0 ? 0 : FRESH * (1.0 / calls - perCall[function]);
      }
      ordered.remove();
      int[] warm = last.kept().clone();
      if (policy.cost().leadMinutes() == 0) {
        // Who served in this minute is warm at its end, kept or not.
        Arrays.setAll(warm, i -> Math.max(warm[i], minute[i].needed()));
      }
      last = MarginalAllocation.of(warm.length, candidates(warm), policy.gigabytes());
      ordered.add(last);
    }

    private List<Candidate> candidates(int[] warm) {
      List<Candidate> candidates = new ArrayList<>();
      for (int function = 0; function < warm.length; function++) {
        PredictiveDistribution wanted = forecast.next(function);
        double size = functions.get(function).gigabytes();
        double cold = WarmCost.coldSeconds(perCall[function]);
        for (int instance = 1; instance <= wanted.most(); instance++) {
          double saving =
              policy.cost().saving(wanted.atLeast(instance), size, cold, instance > warm[function]);
          if (saving <= 0) {
            break;
          }
          candidates.add(new Candidate(function, saving, size));
        }
      }
      return candidates;
    }
  }
}
