package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.forecast.PoolSamples.Sample;
import dev.continuum.simulator.warm.trace.Demand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A pool that follows a fleet: gathers samples, fits once, then forecasts, and goes on judging what
 * it believes. Not thread-safe.
 */
final class PoolSession implements Forecaster.Session {

  /** What the first minutes show is mostly that there were none before. */
  private static final int LEARNING_STARTS = 30;

  private static final double[] RIDGES = {3, 30, 300, 3000};

  private final Horizon horizon;
  private final int functions;
  private final IdleHistogram idle;
  private final List<Member> members = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final int width;
  private final double[] room;
  private final PoolSamples samples = new PoolSamples(IdleHistogram.situations());
  private final Deque<List<Pending>> pending = new ArrayDeque<>();
  private final Deque<List<Beliefs.Said>> said = new ArrayDeque<>();
  private final PoolPrior prior;
  private final PoolWeights start;
  private Optional<Beliefs> beliefs = Optional.empty();
  private List<PredictiveDistribution> latest = List.of();
  private int minutes;

  /** Evidence whose outcome is not known yet. */
  @SuppressWarnings("ArrayRecordComponent") // becomes a sample as it is
  private record Pending(int function, int level, int situation, float[] evidence) {}

  PoolSession(int functions, Horizon horizon, PoolPrior prior) {
    this.horizon = horizon;
    this.prior = prior;
    start = PoolWeights.of(prior);
    this.functions = functions;
    int ahead = horizon.aheadMinutes();
    idle = new IdleHistogram(functions, ahead);
    for (MemberKind kind : MemberKind.values()) {
      add(kind == MemberKind.IDLE_HISTOGRAM ? idle : kind.member(functions, ahead));
    }
    int forecasters = places.size();
    add(new RecentLoad(functions));
    width = places.getLast() + members.getLast().width();
    room = new double[width];
    places.subList(forecasters, places.size()).clear();
  }

  /** One that gathers samples and never fits, to learn a prior from. */
  static PoolSession gathering(int functions) {
    return new PoolSession(
        functions, new Horizon(Integer.MAX_VALUE, 0), new PoolPrior(List.of(), new double[0][]));
  }

  private void add(Member member) {
    places.add(members.isEmpty() ? 0 : places.getLast() + members.getLast().width());
    members.add(member);
  }

  @Override
  public void observe(Demand[] minute) {
    if (pending.size() > horizon.aheadMinutes()) {
      for (Pending each : pending.remove()) {
        boolean wanted = minute[each.function()].wanted() >= Levels.threshold(each.level());
        samples.add(each.situation(), new Sample(minutes, each.evidence(), wanted));
      }
    }
    if (said.size() > horizon.aheadMinutes()) {
      beliefs.orElseThrow().observe(said.remove(), minute);
    }
    for (Member member : members) {
      member.observe(minutes, minute);
    }
    minutes++;
    if (minutes == horizon.fitMinutes()) {
      pending.clear();
      beliefs = Optional.of(fit());
    }
    beliefs.ifPresent(this::forecast);
    if (minutes < horizon.fitMinutes()) {
      pending.add(minutes < LEARNING_STARTS ? List.of() : pending());
    }
  }

  @Override
  public PredictiveDistribution next(int function) {
    if (beliefs.isPresent()) {
      return latest.get(function);
    }
    float[] tails = new float[idle.levels(function)];
    double[] room = new double[width + 1];
    for (int level = 0; level < tails.length; level++) {
      int situation = idle.situation(function, level);
      tails[level] = (float) start.probability(situation, evidence(function, level), room);
    }
    return PredictiveDistribution.of(tails);
  }

  /** Says what the forecast minute brings, and keeps what each way says to judge it by. */
  private void forecast(Beliefs believed) {
    List<Beliefs.Said> all = new ArrayList<>();
    List<PredictiveDistribution> fresh = new ArrayList<>();
    double[] room = new double[width + 1];
    for (int function = 0; function < functions; function++) {
      float[] tails = new float[idle.levels(function)];
      for (int level = 0; level < tails.length; level++) {
        Beliefs.Said each =
            believed.ask(
                function, level, idle.situation(function, level), evidence(function, level), room);
        tails[level] = (float) believed.probability(each);
        all.add(each);
      }
      fresh.add(PredictiveDistribution.of(tails));
    }
    said.add(all);
    latest = fresh;
  }

  /** What was gathered, for a prior. */
  PoolSamples samples() {
    return samples;
  }

  /** Numbers of evidence per level. */
  int width() {
    return width;
  }

  private List<Pending> pending() {
    List<Pending> all = new ArrayList<>();
    for (int function = 0; function < functions; function++) {
      for (int level = 0; level < idle.levels(function); level++) {
        if (samples.takes()) {
          int situation = idle.situation(function, level);
          all.add(new Pending(function, level, situation, evidence(function, level)));
        }
      }
    }
    return all;
  }

  private float[] evidence(int function, int level) {
    int at = 0;
    for (Member member : members) {
      member.evidence(function, level, room, at);
      at += member.width();
    }
    float[] evidence = new float[width];
    for (int i = 0; i < width; i++) {
      evidence[i] = (float) room[i];
    }
    return evidence;
  }

  /**
   * Ways to forecast, learnt from all, believed by how those learnt before did on the last third.
   */
  private Beliefs fit() {
    int split = LEARNING_STARTS + (horizon.fitMinutes() - LEARNING_STARTS) * 2 / 3;
    List<PoolWeights> tried = new ArrayList<>(List.of(start));
    List<PoolWeights> learnt = new ArrayList<>(tried);
    for (int place : places) {
      tried.add(PoolWeights.member(place, prior));
      learnt.add(tried.getLast());
    }
    for (double ridge : RIDGES) {
      tried.add(PoolWeights.fit(samples, split, prior, ridge));
      learnt.add(PoolWeights.fit(samples, horizon.fitMinutes(), prior, ridge));
    }
    return new Beliefs(learnt, tried, samples, split);
  }
}
