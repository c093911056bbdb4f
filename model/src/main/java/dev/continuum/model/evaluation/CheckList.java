package dev.continuum.model.evaluation;

import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Checks, of which there are several for each group: kept in columns and made when asked for, since
 * nearly all of them hold, are about the group before them and count from nothing to nothing. The
 * list is immutable; whoever reads it sees records as from any other.
 */
@SuppressWarnings("EnumOrdinal") // Numbers within one list, never stored.
final class CheckList extends AbstractList<RuleCheck> implements RandomAccess {

  private static final RuleKind[] KINDS = RuleKind.values();
  private static final RuleCheck.Unit[] UNITS = RuleCheck.Unit.values();

  /** Kind and unit of each. */
  private final short[] rules;

  /**
   * What each is about: a subject; of one of the group at hand only what the group does not tell,
   * which is a call, two places, or nothing; of a broken rule all of it.
   */
  private final @Nullable Object[] about;

  /** Where use and limit of each are, in pairs. */
  private final int[] pairs;

  private final double[] numbers;

  /** From which check on a group is at hand, ascending, and which one. */
  private final int[] starts;

  private final List<GroupId> groups;

  private CheckList(Writer writer) {
    rules = Arrays.copyOf(writer.rules, writer.size);
    about = Arrays.copyOf(writer.about, writer.size);
    pairs = Arrays.copyOf(writer.pairs, writer.size);
    numbers = Arrays.copyOf(writer.numbers, writer.last + 2);
    starts = Arrays.copyOf(writer.starts, writer.groups.size());
    groups = List.copyOf(writer.groups);
  }

  private record Ends(Place from, Place to) {}

  @Override
  public RuleCheck get(int index) {
    Objects.checkIndex(index, about.length);
    if (about[index] instanceof RuleCheck broken) {
      return broken;
    }
    int rule = rules[index];
    return new RuleCheck(
        KINDS[rule / UNITS.length],
        subject(index),
        numbers[pairs[index]],
        numbers[pairs[index] + 1],
        UNITS[rule % UNITS.length],
        0);
  }

  private Subject subject(int index) {
    return switch (about[index]) {
      case null -> new Subject.OfGroup(group(index));
      case CallPlacement call -> new Subject.OfCall(group(index), call);
      case Ends ends -> new Subject.OfTransfer(group(index), ends.from(), ends.to());
      case Subject subject -> subject;
      case Object other -> throw new IllegalStateException("Not a subject: " + other);
    };
  }

  private GroupId group(int index) {
    int place = Arrays.binarySearch(starts, index);
    return groups.get(place >= 0 ? place : -place - 2);
  }

  @Override
  public int size() {
    return about.length;
  }

  /** The rules that do not hold. */
  List<RuleCheck> broken() {
    List<RuleCheck> broken = new ArrayList<>();
    for (Object each : about) {
      if (each instanceof RuleCheck check) {
        broken.add(check);
      }
    }
    return List.copyOf(broken);
  }

  /** Writes a list. Not thread-safe. */
  static final class Writer {

    private static final int FIRST = 64;

    private short[] rules = new short[FIRST];
    private @Nullable Object[] about = new Object[FIRST];
    private int[] pairs = new int[FIRST];
    private int size;

    /** Starts with the pair of nothing and nothing. */
    private double[] numbers = new double[FIRST];

    private int last;
    private int[] starts = new int[FIRST];
    private final List<GroupId> groups = new ArrayList<>();
    private final Map<Ends, Ends> ends = new HashMap<>();
    private @Nullable Subject route;

    void add(RuleCheck check) {
      if (size == rules.length) {
        rules = Arrays.copyOf(rules, 2 * size);
        about = Arrays.copyOf(about, 2 * size);
        pairs = Arrays.copyOf(pairs, 2 * size);
      }
      rules[size] = (short) (check.kind().ordinal() * UNITS.length + check.unit().ordinal());
      about[size] = check.broken() ? check : compact(check.subject());
      pairs[size] = check.broken() ? 0 : pair(check.use(), check.limit());
      size++;
    }

    private @Nullable Object compact(Subject subject) {
      return switch (subject) {
        case Subject.OfGroup(GroupId group) -> atHand(group, null);
        case Subject.OfCall(GroupId group, CallPlacement call) -> atHand(group, call);
        case Subject.OfTransfer(GroupId group, Place from, Place to) ->
            atHand(group, ends.computeIfAbsent(new Ends(from, to), key -> key));
        case Subject.OfRoute of -> {
          route = of.equals(route) ? route : of;
          yield route;
        }
        default -> subject;
      };
    }

    /** Notes the group where it is not the one at hand already. */
    private @Nullable Object atHand(GroupId group, @Nullable Object rest) {
      if (groups.isEmpty() || !groups.getLast().equals(group)) {
        if (groups.size() == starts.length) {
          starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[groups.size()] = size;
        groups.add(group);
      }
      return rest;
    }

    /** Often nothing of nothing, or the same as just before. */
    private int pair(double use, double limit) {
      if (isAt(0, use, limit)) {
        return 0;
      }
      if (!isAt(last, use, limit)) {
        last += 2;
        if (last == numbers.length) {
          numbers = Arrays.copyOf(numbers, 2 * last);
        }
        numbers[last] = use;
        numbers[last + 1] = limit;
      }
      return last;
    }

    private boolean isAt(int place, double use, double limit) {
      return Double.compare(numbers[place], use) == 0
          && Double.compare(numbers[place + 1], limit) == 0;
    }

    CheckList list() {
      return new CheckList(this);
    }
  }
}
