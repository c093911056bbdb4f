package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.forecast.PoolSamples.Sample;
import dev.continuum.simulator.warm.trace.Demand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A pool that follows a fleet: gathers samples, fits once, then forecasts. Not thread-safe. */
final class PoolSession implements Forecaster.Session {

  /** What the first minutes show is mostly that there were none before. */
  private static final int LEARNING_STARTS = 30;

  private static final double[] RIDGES = {1, 10, 100};

  private final Horizon horizon;
  private final int functions;
  private final IdleHistogram idle;
  private final List<Member> members = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final int width;
  private final PoolSamples samples = new PoolSamples(IdleHistogram.situations());
  private final Deque<List<Pending>> pending = new ArrayDeque<>();
  private PoolWeights weights = PoolWeights.member(0);
  private int minutes;

  /** Evidence whose outcome is not known yet. */
  @SuppressWarnings("ArrayRecordComponent") // becomes a sample as it is
  private record Pending(int function, int level, int situation, float[] evidence) {}

  PoolSession(int functions, Horizon horizon) {
    this.horizon = horizon;
    this.functions = functions;
    int ahead = horizon.aheadMinutes();
    idle = new IdleHistogram(functions, ahead);
    for (MemberKind kind : MemberKind.values()) {
      add(kind == MemberKind.IDLE_HISTOGRAM ? idle : kind.member(functions, ahead));
    }
    int forecasters = places.size();
    add(new RecentLoad(functions));
    width = places.getLast() + members.getLast().width();
    places.subList(forecasters, places.size()).clear();
  }

  private void add(Member member) {
    places.add(
        members.isEmpty() ? 0 : places.getLast() + members.getLast().width());
    members.add(member);
  }

  @Override
  public void observe(Demand[] minute) {
    if (pending.size() > horizon.aheadMinutes()) {
      for (Pending each : pending.remove()) {
        boolean wanted =
            minute[each.function()].wanted() >= Levels.threshold(each.level());
        samples.add(each.situation(), new Sample(minutes, each.evidence(), wanted));
      }
    }
    for (Member member : members) {
      member.observe(minutes, minute);
    }
    minutes++;
    if (minutes == horizon.fitMinutes()) {
      pending.clear();
      fit();
    } else if (minutes < horizon.fitMinutes()) {
      pending.add(minutes < LEARNING_STARTS ? List.of() : evidence());
    }
  }

  @Override
  public PredictiveDistribution next(int function) {
    float[] tails = new float[idle.levels(function)];
    double[] evidence = new double[width];
    for (int level = 0; level < tails.length; level++) {
      evidence(function, level, evidence);
      tails[level] = (float) weights.probability(idle.situation(function, level), evidence);
    }
    return PredictiveDistribution.of(tails);
  }

  private List<Pending> evidence() {
    List<Pending> all = new ArrayList<>();
    double[] evidence = new double[width];
    for (int function = 0; function < functions; function++) {
      for (int level = 0; level < idle.levels(function); level++) {
        if (samples.takes()) {
          evidence(function, level, evidence);
          float[] kept = new float[width];
          for (int i = 0; i < width; i++) {
            kept[i] = (float) evidence[i];
          }
          all.add(new Pending(function, level, idle.situation(function, level), kept));
        }
      }
    }
    return all;
  }

  private void evidence(int function, int level, double[] into) {
    int at = 0;
    for (Member member : members) {
      member.evidence(function, level, into, at);
      at += member.width();
    }
  }

  private void fit() {
    int split = LEARNING_STARTS + (horizon.fitMinutes() - LEARNING_STARTS) * 2 / 3;
    double least = Double.POSITIVE_INFINITY;
    for (int place : places) {
      PoolWeights member = PoolWeights.member(place);
      double loss = member.loss(samples, split);
      if (loss < least) {
        least = loss;
        weights = member;
      }
    }
    int best = weights.fallback();
    for (double ridge : RIDGES) {
      double loss = PoolWeights.fit(samples, split, ridge, best).loss(samples, split);
      if (loss < least) {
        least = loss;
        weights = PoolWeights.fit(samples, horizon.fitMinutes(), ridge, best);
      }
    }
  }
}
