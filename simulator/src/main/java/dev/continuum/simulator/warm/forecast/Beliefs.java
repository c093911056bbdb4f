package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;
import java.util.Arrays;
import java.util.List;

/**
 * How much each of several ways to forecast is believed, by situation: in proportion to what it was
 * believed at first × exp(-its log losses so far / a temperature). What is forecast is their mean
 * by that. Judged level by level, it loses at most temperature × ln(1/first belief) more than any
 * of them, whatever comes: log loss is exp-concave for every temperature from 1, which is Bayes'
 * rule. Higher, because a fleet's functions are called for the same reasons, and levels of one
 * minute are judged at once. The first way, the prior, is believed as much as all others together.
 * Not thread-safe.
 *
 * <p>Vovk, A game of prediction with expert advice, Journal of Computer and System Sciences 56(2),
 * 1998, doi:10.1006/jcss.1997.1556; Kivinen and Warmuth, Averaging expert predictions, EuroCOLT
 * 1999, doi:10.1007/3-540-49097-3_13.
 */
final class Beliefs {

  /** 1 to 5 differed little on the traces that it was chosen on: ADR 56. */
  private static final double TEMPERATURE = 3;

  private static final double LEAST = 1e-9;

  private final List<PoolWeights> ways;
  private final double[][] losses;
  private final double[][] shares;

  /**
   * Starts from what ways fitted on earlier samples lost on later ones.
   *
   * @param ways what is believed, the prior first
   * @param tried the same, fitted before a minute
   * @param fromMinute the one from which they are judged
   */
  Beliefs(List<PoolWeights> ways, List<PoolWeights> tried, PoolSamples samples, int fromMinute) {
    this.ways = List.copyOf(ways);
    losses = new double[samples.situations()][ways.size()];
    shares = new double[losses.length][ways.size()];
    for (int situation = 0; situation < losses.length; situation++) {
      for (int way = 0; way < tried.size(); way++) {
        losses[situation][way] = tried.get(way).loss(samples, situation, fromMinute);
      }
    }
    settle();
  }

  /** What each way says of one level; to be judged when its minute has come. */
  @SuppressWarnings("ArrayRecordComponent") // thousands a minute
  record Said(int function, int level, int situation, float[] probabilities) {
    boolean isWanted(Demand[] minute) {
      return minute[function].wanted() >= Levels.threshold(level);
    }
  }

  /** Asks all ways. */
  Said ask(int function, int level, int situation, float[] evidence, double[] room) {
    float[] said = new float[ways.size()];
    for (int way = 0; way < said.length; way++) {
      said[way] = (float) ways.get(way).probability(situation, evidence, room);
    }
    return new Said(function, level, situation, said);
  }

  /** The mean of what they say, by how much they are believed now. */
  double probability(Said said) {
    double[] share = shares[said.situation()];
    double mean = 0;
    for (int way = 0; way < share.length; way++) {
      mean += share[way] * said.probabilities()[way];
    }
    return mean;
  }

  /** Judges what was said of a minute by what came. */
  void observe(List<Said> all, Demand[] minute) {
    for (Said said : all) {
      double[] loss = losses[said.situation()];
      boolean wanted = said.isWanted(minute);
      for (int way = 0; way < loss.length; way++) {
        double right = wanted ? said.probabilities()[way] : 1 - said.probabilities()[way];
        loss[way] -= Math.log(Math.max(LEAST, right));
      }
    }
    settle();
  }

  private void settle() {
    for (int situation = 0; situation < losses.length; situation++) {
      double least = Arrays.stream(losses[situation]).min().orElse(0);
      double sum = 0;
      for (int way = 0; way < ways.size(); way++) {
        double first = way == 0 ? 0.5 : 0.5 / (ways.size() - 1);
        shares[situation][way] = first * Math.exp((least - losses[situation][way]) / TEMPERATURE);
        sum += shares[situation][way];
      }
      for (int way = 0; way < ways.size(); way++) {
        shares[situation][way] /= sum;
      }
    }
  }
}
