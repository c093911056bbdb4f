package dev.continuum.simulator;

import java.util.Arrays;
import java.util.Optional;

/**
 * Exact values of queues with c servers of mean service one, by their Markov chains: renewal
 * arrivals that are constant (with exponential service), Erlang or two exponentials with balanced
 * means; service that is exponential or Erlang of two phases; and constant service of Poisson
 * arrivals. Chains are cut off where nobody ever is.
 *
 * @param waits probability that an arrival waits
 * @param meanWait mean wait of an arrival, in mean services
 */
record ExactQueue(double waits, double meanWait) {

  private static final int BEYOND = 260;
  private static final int SWEEPS = 4000;

  /** The queue's values, where its laws are of those kinds. */
  static Optional<ExactQueue> of(int servers, double erlang, double arrivalScv, double serviceScv) {
    if (arrivalScv == 1 && serviceScv == 0) {
      return Optional.of(constantService(servers, erlang));
    }
    if (arrivalScv == 0 && serviceScv == 1) {
      return Optional.of(constantGaps(servers, erlang));
    }
    double phases = 1 / arrivalScv;
    boolean arrivals =
        arrivalScv > 1 || (arrivalScv > 0 && Math.abs(phases - Math.rint(phases)) < 1e-9);
    if (arrivals && (serviceScv == 1 || serviceScv == 0.5)) {
      return Optional.of(new Chain(servers, erlang, arrivalScv, serviceScv == 1 ? 1 : 2).solved());
    }
    return Optional.empty();
  }

  /** M/D/c: whoever is in service now has left a service later (Crommelin's equations). */
  private static ExactQueue constantService(int servers, double erlang) {
    int states = servers + 300;
    double[] arrivals = new double[states];
    arrivals[0] = Math.exp(-erlang);
    for (int j = 1; j < states; j++) {
      arrivals[j] = arrivals[j - 1] * erlang / j;
    }
    double[] now = new double[states];
    now[0] = 1;
    for (int step = 0; step < 3000; step++) {
      double[] next = new double[states];
      for (int k = 0; k < states; k++) {
        int left = Math.max(0, k - servers);
        for (int j = 0; left + j < states && (arrivals[j] > 1e-18 || j < erlang); j++) {
          next[left + j] += now[k] * arrivals[j];
        }
      }
      now = next;
    }
    double waits = 0;
    double waiting = 0;
    for (int k = servers; k < states; k++) {
      waits += now[k];
      waiting += (k - servers) * now[k];
    }
    return new ExactQueue(waits, waiting / erlang);
  }

  /** D/M/c: how many an arrival finds, from one arrival to the next. */
  private static ExactQueue constantGaps(int servers, double erlang) {
    int states = servers + BEYOND;
    double[][] next = new double[states][];
    for (int found = 0; found < states; found++) {
      next[found] = afterDepartures(Math.min(found + 1, states - 1), servers, 1 / erlang);
    }
    double[] now = new double[states];
    now[0] = 1;
    for (int step = 0; step < SWEEPS; step++) {
      double[] then = new double[states];
      for (int found = 0; found < states; found++) {
        for (int left = 0; left < next[found].length; left++) {
          then[left] += now[found] * next[found][left];
        }
      }
      now = then;
    }
    double waits = 0;
    double meanWait = 0;
    for (int found = servers; found < states; found++) {
      waits += now[found];
      meanWait += now[found] * (found - servers + 1) / servers;
    }
    return new ExactQueue(waits, meanWait);
  }

  /** How many are left of so many after a time, by uniformisation. */
  private static double[] afterDepartures(int present, int servers, double time) {
    double[] now = new double[present + 1];
    now[present] = 1;
    double[] left = new double[present + 1];
    double weight = Math.exp(-servers * time);
    for (int jumps = 0; jumps < 200; jumps++) {
      for (int n = 0; n <= present; n++) {
        left[n] += weight * now[n];
      }
      double[] then = new double[present + 1];
      for (int n = 0; n <= present; n++) {
        double departs = (double) Math.min(n, servers) / servers;
        then[n] += now[n] * (1 - departs);
        if (n > 0) {
          then[n - 1] += now[n] * departs;
        }
      }
      now = then;
      weight *= servers * time / (jumps + 1);
    }
    return left;
  }

  /**
   * How many there are × phase of the next arrival × how many of those served are in the first of
   * two stages. States are censored one after the other, the last first (Grassmann, Taksar and
   * Heyman 1985, DOI 10.1287/opre.33.5.1107): nothing is subtracted, so nothing cancels.
   */
  private static final class Chain {
    private final int servers;
    private final double rate;
    private final int stages;
    private final int levels;
    private final int firsts;
    private final int block;
    private final double[] leave;
    private final double[] enter;

    /** Rates from a state to those at most two levels away. */
    private final double[][] band;

    Chain(int servers, double rate, double arrivalScv, int stages) {
      this.servers = servers;
      this.rate = rate;
      this.stages = stages;
      this.levels = servers + BEYOND;
      this.firsts = stages == 1 ? 1 : servers + 1;
      if (arrivalScv > 1) {
        double p = (1 + Math.sqrt((arrivalScv - 1) / (arrivalScv + 1))) / 2;
        leave = new double[] {2 * p * rate, 2 * (1 - p) * rate};
        enter = new double[] {p, 1 - p};
      } else {
        leave = new double[(int) Math.rint(1 / arrivalScv)];
        Arrays.fill(leave, rate * leave.length);
        enter = new double[leave.length];
        enter[0] = 1;
      }
      block = leave.length * firsts;
      band = new double[levels * block][4 * block + 1];
    }

    private boolean isArrival(int phase) {
      return enter[leave.length - 1] > 0 || phase == leave.length - 1;
    }

    private int at(int n, int phase, int first) {
      return n * block + phase * firsts + (stages == 1 ? 0 : first);
    }

    private void add(int from, int to, double more) {
      band[from][to - from + 2 * block] += more;
    }

    private double rate(int from, int to) {
      return band[from][to - from + 2 * block];
    }

    private void rates(int n, int phase, int first) {
      int here = at(n, phase, first);
      int serving = Math.min(n, servers);
      if (!isArrival(phase)) {
        add(here, at(n, phase + 1, first), leave[phase]);
      } else if (n + 1 < levels) {
        for (int next = 0; next < leave.length; next++) {
          add(here, at(n + 1, next, n < servers ? first + 1 : first), leave[phase] * enter[next]);
        }
      }
      if (stages == 1 && n > 0) {
        add(here, at(n - 1, phase, 0), serving);
      } else if (stages == 2) {
        if (first > 0) {
          add(here, at(n, phase, first - 1), 2.0 * first);
        }
        if (serving > first) {
          // Whoever waits takes the place, in the first stage.
          add(here, at(n - 1, phase, n > servers ? first + 1 : first), 2.0 * (serving - first));
        }
      }
    }

    ExactQueue solved() {
      for (int n = 0; n < levels; n++) {
        for (int phase = 0; phase < leave.length; phase++) {
          for (int first = 0; first <= (stages == 1 ? 0 : Math.min(n, servers)); first++) {
            rates(n, phase, first);
          }
        }
      }
      double[] downs = new double[band.length];
      for (int state = band.length - 1; state > 0; state--) {
        int least = Math.max(0, state - 2 * block);
        for (int to = least; to < state; to++) {
          downs[state] += rate(state, to);
        }
        for (int from = least; from < state && downs[state] > 0; from++) {
          double share = rate(from, state) / downs[state];
          for (int to = least; to < state && share > 0; to++) {
            add(from, to, share * rate(state, to));
          }
        }
      }
      double[] mass = new double[band.length];
      mass[0] = 1;
      for (int state = 1; state < band.length; state++) {
        for (int from = Math.max(0, state - 2 * block); from < state && downs[state] > 0; from++) {
          mass[state] += mass[from] * rate(from, state) / downs[state];
        }
      }
      return read(mass);
    }

    private ExactQueue read(double[] mass) {
      double waits = 0;
      double arrives = 0;
      double waiting = 0;
      double total = 0;
      for (int state = 0; state < mass.length; state++) {
        int n = state / block;
        int phase = state % block / firsts;
        double flow = isArrival(phase) ? mass[state] * leave[phase] : 0;
        arrives += flow;
        waits += n >= servers ? flow : 0;
        waiting += Math.max(0, n - servers) * mass[state];
        total += mass[state];
      }
      return new ExactQueue(waits / arrives, waiting / total / rate);
    }
  }
}
