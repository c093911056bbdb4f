package dev.continuum.simulator.a3e;

import dev.continuum.model.PlacementProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Repeats A3-E's three experiments and says beside each published finding what came out. */
public final class A3eEvaluation {

  /**
   * The calibrated factor: with it edge-1 meets its limit just above 32 requests a second, where
   * A3-E's edge did.
   */
  static final double CALIBRATED = 2.5;

  private final Testbed testbed;
  private final long seed;

  /**
   * An evaluation on the shipped testbed.
   *
   * @param problem {@code datasets/a3e-testbed.yaml}
   * @param seed of all chance
   */
  public A3eEvaluation(PlacementProblem problem, long seed) {
    this.testbed = new Testbed(problem);
    this.seed = seed;
  }

  /** Files by name: the page and its plots. */
  public Map<String, String> run() {
    Scalability plain = new Scalability(testbed, 1, seed);
    Scalability fitted = new Scalability(testbed, CALIBRATED, seed);
    List<List<Scalability.Cell>> plainRows = plain.run();
    List<List<Scalability.Cell>> fittedRows = fitted.run();
    List<ClientView.Row> client = new ClientView(testbed, seed).run();
    ColdDeployment.Steps steps = new ColdDeployment(testbed, seed).run();
    Map<String, String> files = new TreeMap<>();
    files.put(
        "a3e-evaluation.md", new A3ePage(plainRows, fittedRows, client, steps, seed).toString());
    files.put("a3e-clients.svg", plot(plainRows, "Latency as derived from measurements"));
    files.put("a3e-clients-calibrated.svg", plot(fittedRows, "Latency, edges 2.5 times slower"));
    return files;
  }

  private static String plot(List<List<Scalability.Cell>> rows, String title) {
    LinePlot plot = new LinePlot(title, "clients at once, 2 requests/s each", "mean latency, ms");
    for (int place = 0; place < Scalability.PLACES.size(); place++) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        points.add(
            new double[] {
              Scalability.CLIENTS.get(i), Math.max(1, rows.get(i).get(place).meanMillis())
            });
      }
      plot.line(Scalability.PLACES.get(place), points);
    }
    return plot.toString();
  }

  static String millis(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
