package dev.continuum.solver.assignment;

import java.util.BitSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what to branch on by looking ahead (strong branching; cf. T. Achterberg, T. Koch, A.
 * Martin, Branching rules revisited, 2005, DOI 10.1016/j.orl.2004.04.002): the dual climbs a few
 * steps with a pair hosted and a few with it not. A part that reaches the limit is empty, so the
 * pair is decided; else the pair for which both parts rise most is branched on, and its parts go on
 * from where they are. What a pair gained lately is believed for some vertices. Not thread-safe.
 */
final class HostingForesight {

  private static final int STEPS = 12;
  private static final double SCALE = 0.3;
  private static final int MOST_LOOKS = 8;
  private static final int BELIEVED = 20;

  /** Often enough hosted, and not, to be looked at. */
  static final double DOUBT = 0.02;

  /** Gains count at least this share of what is between the vertex and the limit. */
  private static final double LEAST = 1e-3;

  private final HostingAscent ascent;
  private final HostingGains gains;

  /** So doubtful are the pairs that are looked at, at least. */
  private double least;

  /** Of the vertex that is looked at; pairs are decided on the way. */
  byte[] decided = {};

  double bound;
  double[] prices = {};

  /**
   * The parts of the best pair, if both were looked at here.
   *
   * @param pair by function × nodes + node
   */
  record Branch(int pair, @Nullable Part in, @Nullable Part out) {}

  /** Prices, and what they prove of a part. */
  @SuppressWarnings("ArrayRecordComponent")
  record Part(double[] prices, double bound) {}

  HostingForesight(HostingAscent ascent, HostingGains gains) {
    this.ascent = ascent;
    this.gains = gains;
  }

  /**
   * The pair to branch on from where the ascent stands; null if none is in doubt, or all is proven,
   * which the bound tells.
   *
   * @param state what is decided of pairs
   * @param limit what a placement must cost less than to be of use, micro-units
   * @param doubt how far from always or never hosted a pair must be to be looked at
   */
  @Nullable Branch choose(byte[] state, double limit, double doubt, BooleanSupplier stop) {
    least = doubt;
    decided = state.clone();
    bound = ascent.bestValue;
    prices = ascent.best.clone();
    double[] doubts = ascent.often.clone();
    boolean[] done = new boolean[state.length];
    int vertex = gains.next();
    int looks = 0;
    Branch best = null;
    double bestScore = -1;
    for (int pair = next(doubts, done, limit, vertex, true); pair >= 0 && bound < limit; ) {
      done[pair] = true;
      Branch branch = new Branch(pair, null, null);
      boolean old = vertex - gains.asked(pair) > (best == null ? 0 : BELIEVED);
      if (old && looks < MOST_LOOKS && !stop.getAsBoolean()) {
        looks++;
        branch = look(pair, vertex, limit, stop);
      }
      double score = decided[pair] == HostingNode.FREE ? score(pair, limit) : -1;
      if (score > bestScore) {
        bestScore = score;
        best = branch;
      }
      pair = next(doubts, done, limit, vertex, looks < MOST_LOOKS);
    }
    return bound < limit ? best : null;
  }

  /** Looks at both parts; where one is empty the pair is decided. */
  private Branch look(int pair, int vertex, double limit, BooleanSupplier stop) {
    Part in = climb(pair, HostingNode.IN, limit, stop);
    Part out = climb(pair, HostingNode.OUT, limit, stop);
    gains.put(pair, vertex, in.bound() - bound, out.bound() - bound);
    if (in.bound() >= limit || out.bound() >= limit) {
      Part left = in.bound() >= limit ? out : in;
      decided[pair] = in.bound() >= limit ? HostingNode.OUT : HostingNode.IN;
      bound = left.bound();
      prices = left.prices();
    }
    return new Branch(pair, in, out);
  }

  private double score(int pair, double limit) {
    return gains.score(pair, limit - bound, LEAST);
  }

  /** Most promising first; where none was looked at lately, the most doubtful. */
  private int next(double[] doubts, boolean[] done, double limit, int now, boolean looking) {
    int found = -1;
    double most = -1;
    for (int pair = 0; pair < done.length; pair++) {
      double doubt = Math.min(doubts[pair], 1 - doubts[pair]);
      if (decided[pair] == HostingNode.FREE && !done[pair] && doubt >= least) {
        boolean known = now - gains.asked(pair) <= BELIEVED;
        double value = known ? score(pair, limit) : looking ? 1 + doubt : -1;
        if (value > most) {
          most = value;
          found = pair;
        }
      }
    }
    return found;
  }

  private Part climb(int pair, byte decision, double limit, BooleanSupplier stop) {
    byte[] part = decided.clone();
    part[pair] = decision;
    ascent.begin(new SiteVertex(part, new BitSet(), prices, bound, 0), SCALE);
    for (int t = 0; t < STEPS && ascent.bestValue < limit; t++) {
      if (ascent.exhausted() || stop.getAsBoolean()) {
        break;
      }
      ascent.step(limit);
    }
    return new Part(ascent.best.clone(), ascent.bestValue);
  }
}
