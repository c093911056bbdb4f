package dev.continuum.simulator.warm.trace;

/**
 * The mean number of calls in service in each minute, when the n calls of a minute arrive evenly
 * spaced, at (i + 1/2)/n of it, and each takes the mean service time: FeMux's reading of traces
 * that count calls per minute only. A call that outlasts its minute is busy in the next ones too.
 * Stateless; O(1) per minute and minute of service time.
 *
 * @see <a href="https://github.com/ubc-cirrus-lab/femux">FeMux (EuroSys'26), its artifact</a>
 */
final class BusyTime {

  private static final double MINUTE = 60;
  private static final double SHORTEST_SECONDS = 1e-6;

  private BusyTime() {}

  /** Erlangs by minute. */
  static double[] of(int[] calls, double serviceSeconds) {
    double service = Math.max(serviceSeconds, SHORTEST_SECONDS);
    int reach = (int) Math.min(calls.length, Math.ceil(service / MINUTE) + 1);
    double[] busy = new double[calls.length];
    for (int minute = 0; minute < calls.length; minute++) {
      if (calls[minute] > 0) {
        for (int later = 0; later < reach && minute + later < busy.length; later++) {
          double from = later * MINUTE;
          busy[minute + later] +=
              (run(calls[minute], service, from + MINUTE) - run(calls[minute], service, from))
                  / MINUTE;
        }
      }
    }
    return busy;
  }

  /** Seconds of service by n calls up to a time since the start of their minute. */
  private static double run(int calls, double service, double until) {
    return since(calls, until) - since(calls, until - service);
  }

  /** The sum over arrivals before a time of the seconds since each. */
  private static double since(int calls, double until) {
    double arrived = Math.min(calls, Math.max(0, Math.ceil(until * calls / MINUTE - 0.5)));
    return arrived * until - MINUTE / calls * arrived * arrived / 2;
  }
}
