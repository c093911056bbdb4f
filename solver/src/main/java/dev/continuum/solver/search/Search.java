package dev.continuum.solver.search;

import dev.continuum.model.evaluation.Score;
import dev.continuum.solver.BackendException;
import dev.continuum.solver.Bound;
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Conflict;
import dev.continuum.solver.Level;
import dev.continuum.solver.Limit;
import dev.continuum.solver.SolveEvent;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.route.RoutePool;
import dev.continuum.solver.state.CompiledPlacement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The shared state of one solve: the best placement, what is proven on each level, and whether
 * there is reason to go on. Thread-safe; events are delivered one at a time.
 */
public final class Search {

  private static final System.Logger LOG = System.getLogger(Search.class.getName());

  private static final int ROUTES_PER_GROUP = 24;

  /**
   * Relative distance that counts as none where device counts are reals, beside the micro-unit that
   * rounding costs up and bounds down can make.
   */
  private static final double DIVISIBLE_TOLERANCE = 1e-9;

  /** Of the incumbent's cost. */
  private static final double NEARLY = 0.05;

  private final CompiledProblem problem;
  private final SolveOptions options;
  private final Budget budget;
  private final SolveListener listener;
  private final RoutePool pool;
  private final boolean optional;
  private final boolean divisible;
  private final Map<Level, Bound> bounds = new EnumMap<>(Level.class);
  private Optional<CompiledPlacement> incumbent = Optional.empty();
  private Optional<Conflict> conflict = Optional.empty();
  private Optional<BackendException> failure = Optional.empty();
  private Optional<Throwable> fault = Optional.empty();
  private boolean left;

  /** Nothing found, nothing proven but that weights are not negative. */
  public Search(
      CompiledProblem problem, SolveOptions options, Budget budget, SolveListener listener) {
    this.problem = problem;
    this.options = options;
    this.budget = budget;
    this.listener = listener;
    this.pool = new RoutePool(ROUTES_PER_GROUP);
    this.optional = problem.anyOptional();
    this.divisible = problem.anyDivisible();
    bounds.put(Level.UNSERVED, new Bound(Level.UNSERVED, 0, BoundKind.TRIVIAL));
    bounds.put(Level.LATE, new Bound(Level.LATE, 0, BoundKind.TRIVIAL));
    bounds.put(Level.COST, new Bound(Level.COST, Long.MIN_VALUE, BoundKind.TRIVIAL));
  }

  /** What is being solved. */
  public CompiledProblem problem() {
    return problem;
  }

  /** What the caller wants. */
  public SolveOptions options() {
    return options;
  }

  /** Time and steps. */
  public Budget budget() {
    return budget;
  }

  /** Routes worth considering. */
  public RoutePool pool() {
    return pool;
  }

  /** The best placement so far. */
  public synchronized Optional<CompiledPlacement> incumbent() {
    return incumbent;
  }

  /** What is proven on a level. */
  public synchronized Bound bound(Level level) {
    Bound bound = bounds.get(level);
    if (bound == null) {
      throw new IllegalStateException("No bound on " + level);
    }
    return bound;
  }

  /** Why no placement exists, once that is proven. */
  public synchronized Optional<Conflict> conflict() {
    return conflict;
  }

  /** Offers a feasible placement; returns whether it is the best so far. */
  public synchronized boolean offer(CompiledPlacement candidate, String source) {
    if (left
        || (incumbent.isPresent() && incumbent.get().score().compareTo(candidate.score()) <= 0)) {
      return false;
    }
    incumbent = Optional.of(candidate);
    listener.on(new SolveEvent.IncumbentFound(candidate.score(), source, budget.elapsed()));
    return true;
  }

  /** Offers a proven bound; on COST it must hold for all placements best on the levels before. */
  public synchronized void prove(Level level, long micros, BoundKind kind, String source) {
    if (!left && micros > bound(level).micros()) {
      Bound better = new Bound(level, micros, kind);
      bounds.put(level, better);
      listener.on(new SolveEvent.BoundImproved(better, source, budget.elapsed()));
    }
  }

  /** States that no placement exists. */
  public synchronized void proveInfeasible(Conflict why) {
    conflict = left ? conflict : Optional.of(why);
  }

  /**
   * Whether the best placement so far serves every device on time, and every one that is as good
   * before cost does so too: what serving all of them costs at least is then a bound.
   */
  public synchronized boolean allOnTime() {
    return !optional
        && incumbent
            .map(best -> best.score().unservedMicros() == 0 && best.score().lateMicros() == 0)
            .orElse(false);
  }

  /** The first level on which the incumbent is not proven best, or empty if it is optimal. */
  public synchronized Optional<Level> openLevel() {
    if (incumbent.isEmpty()) {
      return Optional.of(Level.UNSERVED);
    }
    for (Level level : Level.values()) {
      long value = value(incumbent.get().score(), level);
      double slack = divisible ? 1 + Math.abs((double) value) * DIVISIBLE_TOLERANCE : 0;
      if (value - bound(level).micros() > slack || bound(level).micros() == Long.MIN_VALUE) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /** Relative gap on the first open level; 0 if optimal, infinite if nothing is known. */
  public synchronized double gap() {
    Optional<Level> open = openLevel();
    if (open.isEmpty()) {
      return 0;
    }
    if (incumbent.isEmpty() || bound(open.get()).micros() == Long.MIN_VALUE) {
      return Double.POSITIVE_INFINITY;
    }
    double value = value(incumbent.get().score(), open.get());
    return (value - bound(open.get()).micros()) / Math.max(Math.abs(value), 1_000_000);
  }

  /**
   * Whether prices or a tree have proven the incumbent so nearly best that prices of another
   * relaxation would hardly add to it.
   */
  public synchronized boolean nearlyProven() {
    return bound(Level.COST).kind() != BoundKind.TRIVIAL && gap() <= NEARLY;
  }

  /** Runs a backend. If its library fails that is told, and nothing that was found is lost. */
  public void attempt(Backend backend) {
    try {
      backend.run(this);
    } catch (BackendException e) {
      failed(e);
    } catch (UnsatisfiedLinkError e) {
      failed(new BackendException("OR-Tools lacks what is needed", e));
    }
  }

  /** Tells of the first failure, which callers without a listener find in the log. */
  public synchronized void failed(BackendException e) {
    if (failure.isEmpty()) {
      failure = Optional.of(e);
      tell(e);
    }
  }

  private void tell(BackendException e) {
    String cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
    String reason = String.valueOf(e.getMessage());
    LOG.log(System.Logger.Level.WARNING, reason + cause);
    listener.on(new SolveEvent.BackendFailed(reason, budget.elapsed()));
  }

  /** What failed first. */
  public synchronized Optional<BackendException> failure() {
    return failure;
  }

  /** Takes nothing any more: a backend that does not end is left behind. */
  public synchronized void leave(String why) {
    left = true;
    BackendException hang = new BackendException(why);
    failure = failure.or(() -> Optional.of(hang));
    tell(hang);
  }

  /**
   * Runs a backend beside others, on its own thread: if anything but its library fails, which is
   * our fault, the search ends, and {@link #rethrow} throws it where they are awaited.
   */
  public void guard(Backend backend) {
    try {
      attempt(backend);
    } catch (RuntimeException | Error e) {
      abandon(e);
    }
  }

  private synchronized void abandon(Throwable why) {
    fault = fault.or(() -> Optional.of(why));
  }

  /** Throws the first fault of ours in a backend that was guarded, if there was one. */
  public synchronized void rethrow() {
    switch (fault.orElse(null)) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }

  /** Whether to go on, for a share of the time and steps that are left now. */
  public BooleanSupplier onFor(double share) {
    long nanos = (long) (budget.remaining().toNanos() * share);
    Duration end = budget.elapsed().plus(Duration.ofNanos(nanos));
    long steps = (long) (budget.stepsLeft() * (1 - share));
    boolean timed = !budget.stepLimited();
    return () ->
        !over() && !(timed && budget.elapsed().compareTo(end) >= 0) && budget.stepsLeft() > steps;
  }

  /** Whether there is nothing more to do or no leave to do it. */
  public boolean over() {
    return ended() != Limit.NONE;
  }

  /** What ends the search now, or NONE. */
  public synchronized Limit ended() {
    if (fault.isPresent() || conflict.isPresent() || openLevel().isEmpty()) {
      return Limit.EXHAUSTED;
    }
    if (openLevel().equals(Optional.of(Level.COST)) && gap() <= options.gap()) {
      return Limit.GAP;
    }
    return budget.reached();
  }

  /** The value of a score on a level. */
  public static long value(Score score, Level level) {
    return switch (level) {
      case UNSERVED -> score.unservedMicros();
      case LATE -> score.lateMicros();
      case COST -> score.costMicros();
    };
  }
}
