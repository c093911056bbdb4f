package dev.continuum.simulator.warm.synthetic;

import dev.continuum.model.id.FunctionId;
import dev.continuum.simulator.random.RandomStream;
import dev.continuum.simulator.warm.forecast.Forecaster;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import dev.continuum.simulator.warm.trace.Trace;
import dev.continuum.simulator.warm.trace.TraceLimits;
import dev.continuum.simulator.warm.trace.TracedFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls per minute of functions that call as a kind of traffic has it. Every function has a stream
 * of its own: the same kind, seed and minutes give the same function, however many there are. Calls
 * take 50 ms to 2 s, instances 32 to 400 MB. Immutable.
 */
public final class SyntheticTrace {

  private static final double[] SERVICE_SECONDS = {0.05, 2};
  private static final double[] GIGABYTES = {0.032, 0.4};

  private final Trace trace;
  private final List<List<CountLaw>> laws;

  private SyntheticTrace(Trace trace, List<List<CountLaw>> laws) {
    this.trace = trace;
    this.laws = laws;
  }

  /**
   * Makes one; linear in calls.
   *
   * @throws IllegalArgumentException for more than a trace may hold
   */
  public static SyntheticTrace of(TrafficKind kind, int functions, int minutes, long seed) {
    check("functions", functions, TraceLimits.DEFAULT.functions());
    check("minutes", minutes, TraceLimits.DEFAULT.minutes());
    List<TracedFunction> traced = new ArrayList<>();
    List<List<CountLaw>> laws = new ArrayList<>();
    for (int function = 0; function < functions; function++) {
      RandomStream random = new RandomStream(RandomStream.key(seed, function));
      FunctionProfile profile =
          new FunctionProfile(
              new FunctionId("f" + (function + 1)),
              Draws.logUniform(random, SERVICE_SECONDS[0], SERVICE_SECONDS[1]),
              Draws.logUniform(random, GIGABYTES[0], GIGABYTES[1]));
      Source source = kind.source(function, random);
      int[] calls = new int[minutes];
      List<CountLaw> law = new ArrayList<>();
      for (int minute = 0; minute < minutes; minute++) {
        law.add(source.coming());
        calls[minute] = source.draw(random);
      }
      traced.add(new TracedFunction(profile, calls));
      laws.add(law);
    }
    return new SyntheticTrace(new Trace(minutes, traced), laws);
  }

  private static void check(String what, int number, int most) {
    if (number < 1 || number > most) {
      throw new IllegalArgumentException(
          "The number of " + what + " (" + number + ") must be from 1 to " + most + ".");
    }
  }

  /** What everyone may see. */
  public Trace trace() {
    return trace;
  }

  /**
   * Knows each function's source, its parameters and its hidden state, and not what is drawn next.
   * Expected cold starts at a price, plus memory, are least with it, so no causal policy can be
   * expected to do better. Instances wanted are told from the minute's own calls.
   */
  public Forecaster informed() {
    return new Informed(trace.profiles(), laws);
  }
}
