package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Idle times from one of a grid of laws, which one is not known: each level's own idle times weigh
 * the laws by Bayes, from what the laws weigh in the fleet, and those weights follow from all
 * levels (empirical Bayes, one step of expectation and maximization every so often). After a
 * silence longer than any before the heavy-tailed laws and the ends remain, in the proportion that
 * the fleet has taught. O(laws) per level and minute.
 *
 * <p>Laird, Nonparametric maximum likelihood estimation of a mixing distribution, JASA 73(364),
 * 1978.
 */
final class RenewalMixture implements Member {

  /** Minutes between two steps. */
  private static final int EVERY = 15;

  /** Levels that the even weights before the first step are worth. */
  private static final double EVEN = 2;

  /** No law is ever ruled out: functions change. */
  private static final float LEAST = 1e-9f;

  private static final double PRIOR_FIRSTS = 0.3;
  private static final double PRIOR_MINUTES = 300;

  private final IdleLaws laws = IdleLaws.GRID;
  private final int ahead;
  private final Group lowest = new Group();
  private final Group higher = new Group();
  private final Watched<State> states;

  RenewalMixture(int functions, int ahead) {
    this.ahead = ahead;
    states = new Watched<>(functions, level -> new State(level == 0 ? lowest : higher));
  }

  /** Levels that are taken for alike. */
  private final class Group {
    private final List<State> seen = new ArrayList<>();
    private float[] fleet = even();
    private double firsts = PRIOR_FIRSTS;
    private double minutes = PRIOR_MINUTES;

    private float[] even() {
      float[] even = new float[laws.count()];
      Arrays.fill(even, 1f / even.length);
      return even;
    }

    /** Weighs the laws by what all levels make of them now. */
    private void learn() {
      double[] sum = new double[fleet.length];
      Arrays.fill(sum, EVEN / fleet.length);
      for (State state : seen) {
        float[] now = times(state.weights, laws.beyond(state.idle));
        for (int law = 0; law < sum.length; law++) {
          sum[law] += now[law];
        }
      }
      float[] before = fleet;
      fleet = new float[sum.length];
      float[] change = new float[sum.length];
      for (int law = 0; law < sum.length; law++) {
        fleet[law] = (float) (sum[law] / (seen.size() + EVEN));
        change[law] = fleet[law] / before[law];
      }
      for (State state : seen) {
        state.weights = times(state.weights, change);
      }
    }
  }

  /** One level. */
  private static final class State {
    private final Group group;
    private float[] weights = {};
    private int idle;

    private State(Group group) {
      this.group = group;
    }

    private boolean isSeen() {
      return weights.length > 0;
    }
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void observe(int minute, Demand[] demands) {
    states.observe(demands, this::learn);
    if (minute % EVERY == EVERY - 1) {
      lowest.learn();
      higher.learn();
    }
  }

  private void learn(State state, boolean wanted) {
    Group group = state.group;
    if (state.isSeen()) {
      if (wanted) {
        state.weights = times(state.weights, laws.exactly(state.idle + 1));
      }
    } else {
      group.minutes++;
      if (wanted) {
        group.firsts++;
        group.seen.add(state);
        state.weights = group.fleet.clone();
      }
    }
    state.idle = wanted ? 0 : state.idle + 1;
  }

  @Override
  public void evidence(int function, int level, double[] into, int at) {
    State state = states.get(function, level);
    if (!state.isSeen()) {
      into[at] = Odds.log(state.group.firsts / state.group.minutes);
      return;
    }
    float[] until = laws.beyond(state.idle + ahead);
    float[] ends = laws.exactly(state.idle + ahead + 1);
    float now = 0;
    float alive = 0;
    for (int law = 0; law < until.length; law++) {
      now += state.weights[law] * ends[law];
      alive += state.weights[law] * until[law];
    }
    into[at] = Odds.log(now / alive);
  }

  /** The product, brought to a sum of about 1. */
  private static float[] times(float[] weights, float[] factors) {
    float[] product = new float[weights.length];
    float sum = 0;
    for (int law = 0; law < product.length; law++) {
      product[law] = weights[law] * factors[law];
      sum += product[law];
    }
    if (!(sum > 0)) {
      return weights;
    }
    for (int law = 0; law < product.length; law++) {
      product[law] = Math.max(LEAST, product[law] / sum);
    }
    return product;
  }
}
