package dev.continuum.simulator.warm.synthetic;

import dev.continuum.simulator.random.RandomStream;

/** How the calls of a function come about. Each function draws its own parameters. */
public enum TrafficKind {
  /** Schedules with jitter and skipped runs: {@link Timer}. */
  TIMERS,
  /** Poisson calls, more by day than by night: {@link Diurnal}. */
  DIURNAL,
  /** Bursts between silences, a Markov-modulated Poisson process: {@link OnOff}. */
  BURSTY,
  /** Rare calls after heavy-tailed idle times: {@link Rare}. */
  RARE,
  /** Poisson calls at a rate that wanders: {@link Wandering}. */
  WANDERING,
  /** A fifth of each. */
  MIXTURE;

  private static final int KINDS = 5;

  /** The source of a function by its number. */
  Source source(int function, RandomStream random) {
    return switch (this) {
      case TIMERS -> Timer.drawn(random);
      case DIURNAL -> Diurnal.drawn(random);
      case BURSTY -> OnOff.drawn(random);
      case RARE -> Rare.drawn(random);
      case WANDERING -> Wandering.drawn(random);
      case MIXTURE -> values()[function % KINDS].source(function, random);
    };
  }
}
