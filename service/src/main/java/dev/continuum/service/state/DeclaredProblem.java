package dev.continuum.service.state;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.service.proto.ContinuumProto.PinnedFunction;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is declared, as the model has it: made when it is first asked for and then kept. What was
 * made for the state before is used for all that a patch did not touch. Thread-safe.
 */
final class DeclaredProblem {

  private final Problem wire;
  private final List<PinnedFunction> pins;
  private @Nullable DeclaredProblem before;
  private @Nullable PlacementProblem unpinned;
  private @Nullable PlacementProblem model;
  private @Nullable WeakReference<DeclaredProblem> after;

  private DeclaredProblem(
      Problem wire, List<PinnedFunction> pins, @Nullable DeclaredProblem before) {
    this.wire = wire;
    this.pins = pins;
    this.before = before;
  }

  /** Of a state without one before. */
  static DeclaredProblem first(Problem wire, List<PinnedFunction> pins) {
    return new DeclaredProblem(wire, List.copyOf(pins), null);
  }

  /**
   * Of the state after this; itself if nothing declared changed. A change is tried out, decided on
   * and then made: all three get the same, which is converted and checked once.
   */
  @SuppressWarnings("ReferenceEquality") // Messages and problems are handed around, not copied.
  DeclaredProblem next(Problem changed, List<PinnedFunction> pinned) {
    if (changed == wire && pinned.equals(pins)) {
      return this;
    }
    DeclaredProblem known = after();
    if (known != null && known.pins.equals(pinned) && known.wire.equals(changed)) {
      return known;
    }
    DeclaredProblem next = new DeclaredProblem(changed, List.copyOf(pinned), latestMade());
    follow(next);
    return next;
  }

  private synchronized @Nullable DeclaredProblem after() {
    return after == null ? null : after.get();
  }

  /** Weakly: whoever keeps an old state keeps none of those that came after. */
  private synchronized void follow(DeclaredProblem next) {
    after = new WeakReference<>(next);
  }

  /**
   * The valid problem with its pins.
   *
   * @throws RefusedException with all issues of an invalid one
   */
  synchronized PlacementProblem get() {
    PlacementProblem known = model;
    if (known != null) {
      return known;
    }
    PlacementProblem plain = converted();
    PlacementProblem pinned = EffectiveProblem.pinned(plain, pins);
    try {
      ProblemValidator.requireValid(pinned);
    } catch (InvalidProblemException e) {
      throw RefusedException.invalid(e.issues());
    }
    unpinned = plain;
    model = pinned;
    before = null;
    return pinned;
  }

  /** The problem with its pins, which may be invalid; it is not kept. */
  synchronized PlacementProblem unchecked() {
    return EffectiveProblem.pinned(converted(), pins);
  }

  private PlacementProblem converted() {
    try {
      return convert();
    } catch (InvalidProblemException e) {
      throw RefusedException.invalid(e.issues());
    }
  }

  private PlacementProblem convert() {
    DeclaredProblem base = before;
    PlacementProblem known = base == null ? null : base.plain();
    return base == null || known == null
        ? ProblemWire.model(wire)
        : ProblemWire.modelAfter(wire, base.wire, known);
  }

  private synchronized @Nullable PlacementProblem plain() {
    return unpinned;
  }

  /** The nearest state back that was converted, so that chains of unread states do not grow. */
  private synchronized @Nullable DeclaredProblem latestMade() {
    return unpinned != null ? this : before;
  }
}
