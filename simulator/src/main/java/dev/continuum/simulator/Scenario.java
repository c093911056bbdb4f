package dev.continuum.simulator;

import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.simulator.client.Arrivals;
import dev.continuum.simulator.client.ClientPolicy;
import dev.continuum.simulator.client.Persistence;
import dev.continuum.simulator.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a placement is put to the test.
 *
 * @param run length, seed, batches
 * @param policy where clients send
 * @param persistence what they do beyond the first attempt
 * @param arrivals groups that do not send by their own rate and SCV
 * @param platforms nodes whose platform is not the one their tier and overflow suggest
 * @param start what is there at time 0
 * @param processor whether calls on a node compete for its cores
 * @param promotion the radio's wake-up
 * @param coldStartScv squared coefficient of variation of cold starts, log-normal; 0 is constant
 * @param outages what fails
 * @param schedule warm instances over time; those of the placement if absent
 */
public record Scenario(
    Run run,
    ClientPolicy policy,
    Persistence persistence,
    Map<GroupId, Arrivals> arrivals,
    Map<NodeId, Platform> platforms,
    Start start,
    Processor processor,
    Promotion promotion,
    double coldStartScv,
    List<Outage> outages,
    Optional<WarmSchedule> schedule) {

  /** An hour of clients that follow the plan; nothing fails. */
  public static final Scenario DEFAULT =
      new Scenario(
          Run.DEFAULT,
          new ClientPolicy.Plan(),
          Persistence.NONE,
          Map.of(),
          Map.of(),
          Start.WARM,
          Processor.SHARED,
          Promotion.NONE,
          0,
          List.of(),
          Optional.empty());

  /** Copies the collections. */
  public Scenario {
    arrivals = Map.copyOf(arrivals);
    platforms = Map.copyOf(platforms);
    outages = List.copyOf(outages);
  }

  /**
   * What is run.
   *
   * @param duration virtual time, the warm-up included
   * @param warmUp what is left out of all figures
   * @param seed the same seed, the same run
   * @param batches consecutive parts from which confidence intervals are made
   * @param sample length of a row of the time series
   */
  public record Run(Duration duration, Duration warmUp, long seed, int batches, Duration sample) {

    /** An hour after six minutes, seed 1, 20 batches, rows of a minute. */
    public static final Run DEFAULT =
        new Run(Duration.ofMinutes(66), Duration.ofMinutes(6), 1, 20, Duration.ofMinutes(1));

    /** Checks ranges. */
    public Run {
      if (warmUp.isNegative() || duration.compareTo(warmUp) <= 0) {
        throw new IllegalArgumentException(
            "The duration (" + duration + ") must be longer than the warm-up (" + warmUp + ").");
      }
      if (batches < 1 || sample.toNanos() <= 0) {
        throw new IllegalArgumentException("There must be a batch and a length of sample.");
      }
    }

    /** So long after a tenth of it as warm-up. */
    public static Run of(Duration measured, long seed) {
      Duration warmUp = measured.dividedBy(10);
      return new Run(measured.plus(warmUp), warmUp, seed, 20, Duration.ofMinutes(1));
    }
  }

  /** What is there at time 0. */
  public enum Start {
    /** Artifacts and warm instances as planned. */
    WARM,
    /** Artifacts as planned; instances start. */
    INSTALLED,
    /** Nothing: artifacts are downloaded and installed at the first call or plan. */
    NOTHING
  }

  /** What calls on an edge node have of its processor. */
  public enum Processor {
    /**
     * All of it together: calls and starts slow down when it has too few cores. A node without a
     * whole number of cores is a share of a larger machine, which limits the mean: it slows down
     * when a minute of that share, saved up, is spent.
     */
    SHARED,
    /** Each call the cores it was measured with, as the model assumes; only starts compete. */
    ISOLATED
  }

  /**
   * A radio that has been idle wakes up before it sends.
   *
   * @param idle how long it must have been idle
   * @param least shortest wake-up
   * @param most longest wake-up
   */
  public record Promotion(Duration idle, Duration least, Duration most) {

    /** Never sleeps. */
    public static final Promotion NONE =
        new Promotion(Duration.ofDays(36500), Duration.ZERO, Duration.ZERO);

    /** As measured on public 5G networks (SIGCOMM'21 artifact). */
    public static final Promotion CELLULAR =
        new Promotion(Duration.ofSeconds(15), Duration.ofMillis(700), Duration.ofMillis(900));
  }

  /** This, run otherwise. */
  public Scenario with(Run other) {
    return new Scenario(
        other,
        policy,
        persistence,
        arrivals,
        platforms,
        start,
        processor,
        promotion,
        coldStartScv,
        outages,
        schedule);
  }

  /** This, with clients that choose otherwise. */
  public Scenario with(ClientPolicy other, Persistence otherwise) {
    return new Scenario(
        run,
        other,
        otherwise,
        arrivals,
        platforms,
        start,
        processor,
        promotion,
        coldStartScv,
        outages,
        schedule);
  }

  /** This, with other arrivals. */
  public Scenario withArrivals(Map<GroupId, Arrivals> others) {
    return new Scenario(
        run,
        policy,
        persistence,
        others,
        platforms,
        start,
        processor,
        promotion,
        coldStartScv,
        outages,
        schedule);
  }

  /** This, on other platforms. */
  public Scenario withPlatforms(Map<NodeId, Platform> others) {
    return new Scenario(
        run,
        policy,
        persistence,
        arrivals,
        others,
        start,
        processor,
        promotion,
        coldStartScv,
        outages,
        schedule);
  }

  /** This, from another start. */
  public Scenario startingWith(Start other) {
    return new Scenario(
        run,
        policy,
        persistence,
        arrivals,
        platforms,
        other,
        processor,
        promotion,
        coldStartScv,
        outages,
        schedule);
  }

  /** This, with calls that compete for cores or do not. */
  public Scenario with(Processor other) {
    return new Scenario(
        run,
        policy,
        persistence,
        arrivals,
        platforms,
        start,
        other,
        promotion,
        coldStartScv,
        outages,
        schedule);
  }

  /** This, with radios that sleep. */
  public Scenario with(Promotion other) {
    return new Scenario(
        run,
        policy,
        persistence,
        arrivals,
        platforms,
        start,
        processor,
        other,
        coldStartScv,
        outages,
        schedule);
  }

  /** This, with cold starts that vary. */
  public Scenario withColdStartScv(double scv) {
    return new Scenario(
        run,
        policy,
        persistence,
        arrivals,
        platforms,
        start,
        processor,
        promotion,
        scv,
        outages,
        schedule);
  }

  /** This, with failures. */
  public Scenario withOutages(List<Outage> others) {
    return new Scenario(
        run,
        policy,
        persistence,
        arrivals,
        platforms,
        start,
        processor,
        promotion,
        coldStartScv,
        others,
        schedule);
  }

  /** This, with warm instances over time. */
  public Scenario with(WarmSchedule other) {
    return new Scenario(
        run,
        policy,
        persistence,
        arrivals,
        platforms,
        start,
        processor,
        promotion,
        coldStartScv,
        outages,
        Optional.of(other));
  }
}
