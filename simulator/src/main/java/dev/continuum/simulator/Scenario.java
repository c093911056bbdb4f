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
 * @param clients who sends when and where
 * @param nodes how calls are served
 * @param promotion the radio's wake-up
 * @param outages what fails
 */
public record Scenario(
    Run run, Clients clients, Nodes nodes, Promotion promotion, List<Outage> outages) {

  /** An hour of clients that follow the plan; nothing fails. */
  public static final Scenario DEFAULT =
      new Scenario(Run.DEFAULT, Clients.DEFAULT, Nodes.DEFAULT, Promotion.NONE, List.of());

  /** Copies the list. */
  public Scenario {
    outages = List.copyOf(outages);
  }

  /**
   * What clients do.
   *
   * @param policy where they send
   * @param persistence what they do beyond the first attempt
   * @param arrivals groups that do not send by their own rate and SCV
   */
  public record Clients(
      ClientPolicy policy, Persistence persistence, Map<GroupId, Arrivals> arrivals) {

    /** They follow the plan at their own rates and try once. */
    public static final Clients DEFAULT =
        new Clients(new ClientPolicy.Plan(), Persistence.NONE, Map.of());

    /** Copies the map. */
    public Clients {
      arrivals = Map.copyOf(arrivals);
    }
  }

  /**
   * How nodes serve.
   *
   * @param platforms nodes whose platform is not the one their tier and overflow suggest
   * @param start what is there at time 0
   * @param processor whether calls on a node compete for its cores
   * @param coldStartScv squared coefficient of variation of cold starts, log-normal; 0 is constant
   * @param schedule warm instances over time; those of the placement if absent
   */
  public record Nodes(
      Map<NodeId, Platform> platforms,
      Start start,
      Processor processor,
      double coldStartScv,
      Optional<WarmSchedule> schedule) {

    /** By tier and overflow, warm as planned, on shared cores, with constant cold starts. */
    public static final Nodes DEFAULT =
        new Nodes(Map.of(), Start.WARM, Processor.SHARED, 0, Optional.empty());

    /** Copies the map. */
    public Nodes {
      platforms = Map.copyOf(platforms);
    }
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

  private Scenario with(Clients others) {
    return new Scenario(run, others, nodes, promotion, outages);
  }

  private Scenario with(Nodes others) {
    return new Scenario(run, clients, others, promotion, outages);
  }

  /** This, run otherwise. */
  public Scenario with(Run other) {
    return new Scenario(other, clients, nodes, promotion, outages);
  }

  /** This, with clients that choose otherwise. */
  public Scenario with(ClientPolicy other, Persistence otherwise) {
    return with(new Clients(other, otherwise, clients.arrivals));
  }

  /** This, with other arrivals. */
  public Scenario withArrivals(Map<GroupId, Arrivals> others) {
    return with(new Clients(clients.policy, clients.persistence, others));
  }

  /** This, on other platforms. */
  public Scenario withPlatforms(Map<NodeId, Platform> others) {
    return with(
        new Nodes(others, nodes.start, nodes.processor, nodes.coldStartScv, nodes.schedule));
  }

  /** This, from another start. */
  public Scenario startingWith(Start other) {
    return with(
        new Nodes(nodes.platforms, other, nodes.processor, nodes.coldStartScv, nodes.schedule));
  }

  /** This, with calls that compete for cores or do not. */
  public Scenario with(Processor other) {
    return with(new Nodes(nodes.platforms, nodes.start, other, nodes.coldStartScv, nodes.schedule));
  }

  /** This, with cold starts that vary. */
  public Scenario withColdStartScv(double scv) {
    return with(new Nodes(nodes.platforms, nodes.start, nodes.processor, scv, nodes.schedule));
  }

  /** This, with warm instances over time. */
  public Scenario with(WarmSchedule other) {
    return with(
        new Nodes(
            nodes.platforms, nodes.start, nodes.processor, nodes.coldStartScv, Optional.of(other)));
  }

  /** This, with radios that sleep. */
  public Scenario with(Promotion other) {
    return new Scenario(run, clients, nodes, other, outages);
  }

  /** This, with failures. */
  public Scenario withOutages(List<Outage> others) {
    return new Scenario(run, clients, nodes, promotion, others);
  }
}
