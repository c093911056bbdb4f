package dev.continuum.model.validation;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** Replaces random parts of records by the worst values their types can hold. */
final class Hostile {

  private static final double[] DOUBLES = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    -0.0,
    0,
    -1,
    1e18
  };
  private static final long[] LONGS = {
    Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1, -1, 0, 1L << 62
  };
  private static final int[] INTS = {Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0};
  private static final Duration[] DURATIONS = {
    Duration.ofSeconds(Long.MIN_VALUE),
    Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
    Duration.ZERO,
    Duration.ofNanos(-1),
    Duration.ofNanos(1)
  };
  private static final String[] TEXTS = {
    "\u200B", "x\n", "\uFEFF", "\uD800", "n1", "g1", "c1", "f1", "].[", "\u00A0z", "x".repeat(5000)
  };

  private final SplittableRandom random;
  private final double share;

  Hostile(long seed, double share) {
    this.random = new SplittableRandom(seed);
    this.share = share;
  }

  @SuppressWarnings("unchecked") // a spoilt thing is of the class of the sound one
  <T> T spoil(T sound) {
    return (T) spoilt(sound);
  }

  private Object spoilt(Object sound) {
    return switch (sound) {
      case Record record -> record(record);
      case List<?> list -> list(list);
      case SortedMap<?, ?> map -> map(map);
      case SortedSet<?> set -> new TreeSet<>(set.stream().map(this::spoilt).toList());
      case Optional<?> optional ->
          random.nextDouble() < share ? Optional.empty() : optional.map(this::spoilt);
      case OptionalLong known ->
          known.isPresent() ? OptionalLong.of(spoil(known.getAsLong())) : known;
      case OptionalDouble known ->
          known.isPresent() ? OptionalDouble.of(spoil(known.getAsDouble())) : known;
      default -> random.nextDouble() < share ? worst(sound) : sound;
    };
  }

  private Object worst(Object sound) {
    return switch (sound) {
      case Double ignored -> DOUBLES[random.nextInt(DOUBLES.length)];
      case Long ignored -> LONGS[random.nextInt(LONGS.length)];
      case Integer ignored -> INTS[random.nextInt(INTS.length)];
      case Duration ignored -> DURATIONS[random.nextInt(DURATIONS.length)];
      case String ignored -> TEXTS[random.nextInt(TEXTS.length)];
      case Enum<?> one -> {
        Object[] all = one.getDeclaringClass().getEnumConstants();
        yield all[random.nextInt(all.length)];
      }
      default -> sound;
    };
  }

  private Object list(List<?> list) {
    List<Object> spoilt = new ArrayList<>();
    for (Object element : list) {
      if (random.nextDouble() >= share / 2) {
        spoilt.add(spoilt(element));
      }
      if (random.nextDouble() < share / 2) {
        spoilt.add(element);
      }
    }
    return spoilt;
  }

  private Object map(SortedMap<?, ?> map) {
    TreeMap<Object, Object> spoilt = new TreeMap<>();
    map.forEach((key, value) -> spoilt.put(spoilt(key), spoilt(value)));
    return spoilt;
  }

  private Object record(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        var accessor = components[i].getAccessor();
        accessor.setAccessible(true);
        values[i] = spoilt(accessor.invoke(record));
      }
      var constructor = record.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
