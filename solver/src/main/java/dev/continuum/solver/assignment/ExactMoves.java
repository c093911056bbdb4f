package dev.continuum.solver.assignment;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Improves a feasible choice by deciding dozens of jobs on up to twenty nodes anew, exactly: prices
 * of the jobs make a set of jobs on a node lose something, never less than nothing; sets that lose
 * more than the whole piece does now cannot be in a better choice, the others are listed, and a
 * tree puts one for each node together ({@link Piece}, {@link PieceDual}, {@link PieceSets}, {@link
 * PiecePartition}). The better the choice, the shorter the lists, so pieces grow where they are
 * settled early and shrink where they are not. Depends on its seed alone. Not thread-safe.
 */
final class ExactMoves {

  private static final double NOTHING = 1e-3;
  private static final double FIRST_JOBS = 20;
  private static final double LEAST_JOBS = 8;
  private static final double MOST_JOBS = 60;
  private static final double GROWTH = 1.002;
  private static final double FALL = 0.97;
  private static final int WIDE = 20;

  /** Share of pieces that only a better choice may change; others may cost a little more. */
  private static final double STRICT = 0.5;

  /** What a piece may cost more, in steps of cost: grows while nothing better is found. */
  private static final double LEAST_HEAT = 0.05;

  private static final double MOST_HEAT = 1;
  private static final double HEATING = 1.1;
  private static final double NOISE = 1e-3;
  private static final double ASTRAY = 1.003;
  private static final double IMPATIENCE = 1.1;

  private final Instance instance;
  private final SplittableRandom random;
  private final Candidates candidates;
  private final double[] jobPrice;
  private final double[] price;
  private final double[] excess;
  private final Loads now;

  /** The best choice so far. */
  final int[] best;

  double bestCost;

  private final Piece piece = new Piece();
  private final PieceSets sets = new PieceSets(piece);
  private final PieceDual dual = new PieceDual(piece, sets);
  private final PiecePartition partition;
  private final double[] far;
  private double jobs = FIRST_JOBS;
  private double scale;
  private double heat = LEAST_HEAT;

  /** What making room may cost, in times of what jobs pay elsewhere: grows while it fails. */
  private double patience = 1;

  private boolean changed;

  private final boolean[] usable;

  /**
   * Starts from a choice, feasible or to be {@linkplain #repair repaired}.
   *
   * @param price of a unit of capacity, by node
   * @param jobPrice of serving each job once, near a maximum of {@link Dual}
   * @param removed arcs that no better choice uses
   */
  ExactMoves(
      Instance instance,
      int[] choice,
      double[] price,
      double[] jobPrice,
      boolean[] removed,
      long seed) {
    this.instance = instance;
    this.price = price.clone();
    this.jobPrice = jobPrice.clone();
    random = new SplittableRandom(seed);
    candidates = new Candidates(instance, price, removed, 1);
    partition = new PiecePartition(piece, random.split());
    far = new double[instance.nodes];
    excess = Candidates.excess(instance, price);
    now = new Loads(instance, choice);
    best = choice.clone();
    bestCost = now.feasible() ? now.cost : Double.POSITIVE_INFINITY;
    usable = usable(instance, removed);
  }

  /** Nodes that some job may go to. */
  private static boolean[] usable(Instance instance, boolean[] removed) {
    boolean[] usable = new boolean[instance.nodes];
    for (int a = 0; a < removed.length; a++) {
      usable[instance.node[a]] |= !removed[a];
    }
    return usable;
  }

  /**
   * Empties overfull nodes by pieces around them, at the least cost that suffices.
   *
   * @return whether the choice at hand is feasible
   */
  boolean repair(int pieces, BooleanSupplier stop) {
    for (int t = 0; t < pieces && !now.feasible() && !stop.getAsBoolean(); t++) {
      pick(overfull());
      piece.fill(now, candidates);
      double most = piece.now + patience * (scale + instance.step);
      boolean whole = settle(most, most, most);
      jobs = Math.clamp(whole ? jobs * GROWTH : jobs * FALL, LEAST_JOBS, MOST_JOBS);
      patience = changed ? Math.max(1, patience / 2) : patience * IMPATIENCE;
    }
    if (now.feasible() && now.cost < bestCost) {
      record();
    }
    return now.feasible();
  }

  /** An overfull node by chance. */
  private int overfull() {
    int from = random.nextInt(instance.nodes);
    int i = from;
    while (now.load[i] <= instance.capacity[i]) {
      i = i + 1 == instance.nodes ? 0 : i + 1;
    }
    return i;
  }

  /** Starts over from a feasible choice. */
  void restart(int[] choice) {
    now.set(choice);
    heat = LEAST_HEAT;
    if (now.cost < bestCost) {
      record();
    }
  }

  /** Decides a number of pieces anew; true if there is a better choice. */
  boolean improve(int pieces, BooleanSupplier stop) {
    double before = bestCost;
    for (int t = 0; t < pieces && !stop.getAsBoolean(); t++) {
      pick(lossy());
      jobs = Math.clamp(decide() ? jobs * GROWTH : jobs * FALL, LEAST_JOBS, MOST_JOBS);
      if (now.cost < bestCost - NOTHING) {
        record();
      } else if (now.cost > bestCost + (ASTRAY - 1) * Math.abs(bestCost) + instance.step) {
        now.set(best);
      }
    }
    boolean better = bestCost < before - NOTHING;
    heat = better ? LEAST_HEAT : heat * HEATING;
    if (heat > MOST_HEAT) {
      heat = LEAST_HEAT;
      now.set(best);
    }
    return better;
  }

  private void record() {
    bestCost = now.cost;
    System.arraycopy(now.at, 0, best, 0, best.length);
  }

  /** A node that is used, of two the one that loses more. */
  private int lossy() {
    int one = used();
    int other = used();
    return loss(other) > loss(one) ? other : one;
  }

  private int used() {
    return instance.hasOpening()
        ? now.node(random.nextInt(instance.jobs))
        : random.nextInt(instance.nodes);
  }

  /**
   * A node, nodes where its jobs would cost little more, half of them in use at least, and the jobs
   * on them that move easily.
   */
  private void pick(int seed) {
    double perNode = (double) instance.jobs / instance.nodes;
    int fewest = Math.max(2, (int) (jobs / perNode * 0.6));
    int most = Math.max(fewest, Math.min(WIDE, (int) jobs));
    int wanted = fewest + random.nextInt(most - fewest + 1);
    int asked = Math.min(wanted, Piece.MOST_NODES);
    piece.nodes = 0;
    int members = 0;
    int empty = 0;
    for (int i : near(seed)) {
      boolean used = now.count[i] > 0 || !instance.hasOpening();
      if (piece.nodes < asked && usable[i] && (used || empty++ < asked / 2)) {
        piece.node[piece.nodes++] = i;
        members += now.count[i];
      }
    }
    choose(members);
  }

  /** What a node's jobs pay above their cheapest nodes, and what its empty room is worth. */
  private double loss(int i) {
    double sum = price[i] * (instance.capacity[i] - now.load[i]);
    for (int p = 0; p < now.count[i]; p++) {
      sum += excess[now.at[now.member(i, p)]];
    }
    return sum;
  }

  private int[] near(int seed) {
    java.util.Arrays.fill(far, Double.POSITIVE_INFINITY);
    for (int p = 0; p < now.count[seed]; p++) {
      int j = now.member(seed, p);
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        if (candidates.on(j, instance.node[a]) >= 0) {
          far[instance.node[a]] = Math.min(far[instance.node[a]], excess[a]);
        }
      }
    }
    double sum = 0;
    int known = 0;
    for (int i = 0; i < far.length; i++) {
      if (i != seed && far[i] < Double.POSITIVE_INFINITY) {
        sum += far[i];
        known++;
      }
    }
    scale = known > 0 ? sum / known : 1;
    for (int i = 0; i < far.length; i++) {
      double ask = far[i] < Double.POSITIVE_INFINITY ? far[i] : 2 * scale;
      far[i] = i == seed ? Double.NEGATIVE_INFINITY : ask + scale * chance();
    }
    return Order.ascending(far, far.length);
  }

  private double chance() {
    return -Math.log(1 - random.nextDouble());
  }

  /** The jobs that have another cheap place within the piece, first. */
  private void choose(int members) {
    int most = (int) Math.round(jobs);
    // An overfull node's jobs are wanted all.
    double first = now.load[piece.node[0]] > instance.capacity[piece.node[0]] ? 1e3 * scale : 0;
    int[] mobile = new int[members];
    double[] key = new double[members];
    int count = 0;
    for (int x = 0; x < piece.nodes; x++) {
      for (int p = 0; p < now.count[piece.node[x]]; p++) {
        int j = now.member(piece.node[x], p);
        double least = elsewhere(j, x);
        if (least < Double.POSITIVE_INFINITY) {
          mobile[count] = j;
          key[count++] =
              members <= most
                  ? 0
                  : least - excess[now.at[j]] / 2 + 0.7 * scale * chance() - (x == 0 ? first : 0);
        }
      }
    }
    int[] order = Order.ascending(key, count);
    piece.jobs = Math.min(most, count);
    for (int f = 0; f < piece.jobs; f++) {
      piece.job[f] = mobile[order[f]];
    }
  }

  private double elsewhere(int j, int x) {
    double least = Double.POSITIVE_INFINITY;
    for (int y = 0; y < piece.nodes; y++) {
      int a = y == x ? -1 : candidates.on(j, piece.node[y]);
      if (a >= 0) {
        least = Math.min(least, excess[a]);
      }
    }
    return least;
  }

  /** Decides the piece for a better choice, or one that is little worse. */
  private boolean decide() {
    piece.fill(now, candidates);
    boolean strict = random.nextDouble() < STRICT;
    double allowed = strict ? 0 : heat * instance.step * chance();
    double limit = piece.now + allowed - (strict ? 0.999 * instance.step : 0);
    return settle(piece.now, limit, piece.now + allowed);
  }

  /**
   * Decides the piece; false if it was too much to do so for certain.
   *
   * @param target where its prices climb to
   * @param limit given up where nothing costs at most this
   * @param most what it may cost
   */
  private boolean settle(double target, double limit, double most) {
    changed = false;
    dual.climb(jobPrice, target, limit);
    if (dual.value > limit) {
      return true;
    }
    double noise = NOISE * instance.step;
    double budget = most - dual.value + noise;
    for (int x = 0; x < piece.nodes; x++) {
      if (!sets.list(x, dual.price, dual.most[x], budget)) {
        return false;
      }
    }
    if (!sets.filter(budget)) {
      return true;
    }
    boolean whole = partition.search(sets, budget, noise);
    changed = partition.found();
    if (changed) {
      apply();
    }
    return whole;
  }

  private void apply() {
    for (int x = 0; x < piece.nodes; x++) {
      for (long rest = partition.of(x); rest != 0; rest &= rest - 1) {
        int f = Long.numberOfTrailingZeros(rest);
        if (piece.at[f] != x) {
          now.move(piece.job[f], piece.arc[x][f]);
        }
      }
    }
  }
}
