package dev.continuum.simulator.warm.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Weights to start from where a trace is too short to learn its own: those of the first half of the
 * shipped Azure day. Immutable.
 *
 * @param scalings of the evidence, by situation
 * @param weights by situation
 */
@SuppressWarnings("ArrayRecordComponent") // read by the inner loop of the fit
record PoolPrior(List<Scaling> scalings, double[][] weights) {

  private static final String RESOURCE = "pool-prior.csv";

  /** The shipped one. */
  static PoolPrior shipped() {
    try (InputStream stream = PoolPrior.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("The resource " + RESOURCE + " is missing.");
      }
      return parse(
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
              .lines()
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Learns from samples, from scratch. */
  static PoolPrior learn(PoolSamples samples, int width, double ridge) {
    List<Scaling> scalings =
        IntStream.range(0, samples.situations())
            .mapToObj(situation -> Scaling.of(samples.of(situation), width))
            .toList();
    PoolPrior flat = new PoolPrior(scalings, new double[scalings.size()][width + 1]);
    return new PoolPrior(
        scalings, PoolWeights.fit(samples, Integer.MAX_VALUE, flat, ridge).weights());
  }

  /** Means, deviations and weights of each situation, a line each. */
  String text() {
    return IntStream.range(0, weights.length)
        .boxed()
        .flatMap(
            each ->
                Stream.of(scalings.get(each).mean(), scalings.get(each).deviation(), weights[each]))
        .map(
            line ->
                Arrays.stream(line)
                    .mapToObj(value -> String.valueOf((float) value))
                    .collect(Collectors.joining(",")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  static PoolPrior parse(List<String> lines) {
    List<double[]> rows =
        lines.stream()
            .map(line -> Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble))
            .map(DoubleStream::toArray)
            .toList();
    List<Scaling> scalings = new ArrayList<>();
    double[][] weights = new double[rows.size() / 3][];
    for (int situation = 0; situation < weights.length; situation++) {
      scalings.add(new Scaling(rows.get(3 * situation), rows.get(3 * situation + 1)));
      weights[situation] = rows.get(3 * situation + 2);
    }
    return new PoolPrior(scalings, weights);
  }
}
