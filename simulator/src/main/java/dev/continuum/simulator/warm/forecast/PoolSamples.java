package dev.continuum.simulator.warm.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * Evidence and what came of it, by situation, thinned evenly when there is too much. Not
 * thread-safe.
 */
final class PoolSamples {

  private static final int MOST = 300_000;

  private final List<List<Sample>> bySituation = new ArrayList<>();
  private int stride = 1;
  private int kept;
  private long offered;

  /**
   * One level in one minute.
   *
   * @param minute the one that was forecast
   * @param evidence what was known
   * @param wanted what came
   */
  @SuppressWarnings("ArrayRecordComponent") // written once, read by the fit
  record Sample(int minute, float[] evidence, boolean wanted) {}

  PoolSamples(int situations) {
    for (int situation = 0; situation < situations; situation++) {
      bySituation.add(new ArrayList<>());
    }
  }

  /** Whether the next sample is one to keep: asked before its evidence is copied. */
  boolean takes() {
    // A prime factor keeps the stride from falling in step with minutes and functions.
    return Long.remainderUnsigned((offered++ * 0x9E3779B97F4A7C15L) >>> 20, stride) == 0;
  }

  void add(int situation, Sample sample) {
    bySituation.get(situation).add(sample);
    kept++;
    if (kept > MOST) {
      kept = 0;
      stride *= 2;
      for (List<Sample> samples : bySituation) {
        List<Sample> half = new ArrayList<>();
        for (int i = 0; i < samples.size(); i += 2) {
          half.add(samples.get(i));
        }
        samples.clear();
        samples.addAll(half);
        kept += half.size();
      }
    }
  }

  /** The samples of a situation, in the order of minutes. */
  List<Sample> of(int situation) {
    return bySituation.get(situation);
  }

  int situations() {
    return bySituation.size();
  }
}
