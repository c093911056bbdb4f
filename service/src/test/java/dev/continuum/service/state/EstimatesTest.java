package dev.continuum.service.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.service.proto.RecordProto.Bucket;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.proto.RecordProto.LinkMinute;
import dev.continuum.service.proto.RecordProto.Observed;
import dev.continuum.service.proto.RecordProto.ServiceMinute;
import dev.continuum.service.proto.RecordProto.ServiceTimes;
import dev.continuum.service.proto.TelemetryServiceProto.QuantileSketch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Quantiles over event time, weighted by requests. */
class EstimatesTest {

  private static final long START = 1_000_000 * 60_000L;
  private static final long MINUTE = 60_000;

  private final PlacementProblem tutorial;
  private Measured measured = new Measured();

  EstimatesTest() throws IOException {
    tutorial = ProblemFiles.read(Path.of("../datasets/tutorial.yaml"));
  }

  @Test
  void aQuantileIsOffByOnePercentAtMost() {
    Sketches.Weighted values = new Sketches.Weighted();
    DoubleStream.iterate(1, each -> each <= 1000, each -> each + 1)
        .forEach(each -> values.add(Sketches.of(each, 1), 1));

    assertThat(values.quantile(0.5)).isCloseTo(500, withinPercentage(1.01));
    assertThat(values.quantile(0.99)).isCloseTo(990, withinPercentage(1.01));
    assertThat(values.quantile(1)).isCloseTo(1000, withinPercentage(1.01));
  }

  @Test
  void aMinuteWeighsByTheRequestsMadeInItNotByItsSamples() {
    requests(0, 900);
    rtt(0, 20, 3);
    requests(1, 100);
    rtt(1, 200, 12);

    assertThat(planned().groups().getFirst().access().latency().toNanos() / 1e6)
        .isCloseTo(10, withinPercentage(1.01));
  }

  @Test
  void enoughRoundTripsTellLatencyAndJitterApart() {
    requests(0, 100);
    QuantileSketch trips = QuantileSketch.getDefaultInstance();
    for (int i = 0; i < 1000; i++) {
      // Two transfers of 10 ms, with an exponential jitter of 5 ms each: a gamma law of shape 2.
      trips = Sketches.sum(trips, Sketches.of(20 + 5 * gammaOfShape2((i + 0.5) / 1000), 1));
    }
    link(LinkMinute.newBuilder().setRttMs(trips), 0);

    AccessLink access = planned().groups().getFirst().access();
    assertThat(access.latency().toNanos() / 1e6).isCloseTo(10, withinPercentage(5));
    assertThat(access.jitter().toNanos() / 1e6).isCloseTo(5, withinPercentage(5));
  }

  @Test
  void bandwidthIsTheMedianAndWhatWasNotMeasuredStaysDeclared() {
    link(
        LinkMinute.newBuilder().setUpMbitPerS(Sketches.sum(Sketches.of(8, 3), Sketches.of(100, 2))),
        0);

    AccessLink access = planned().groups().getFirst().access();
    assertThat(access.up().bitsPerSecond()).isCloseTo(8e6, withinPercentage(1.01));
    assertThat(access.down().isUnlimited()).isTrue();
    assertThat(access.latency()).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void serviceTimesCountOnceThereAreEnoughAndCallsWeighAlike() {
    served(0, 20, 10, Sketches.of(10, 20));
    assertThat(profile()).isEqualTo(Optional.empty());
    served(1, 70, 10, Sketches.of(10, 70));
    served(2, 10, 100, Sketches.of(100, 10));

    ServiceProfile profile = profile().orElseThrow();
    assertThat(profile.mean()).isEqualTo(Duration.ofMillis(19));
    assertThat(profile.scv()).isCloseTo(2.02, withinPercentage(3));
    assertThat(percentile(profile, 0.5)).isCloseTo(10, withinPercentage(1.01));
    assertThat(percentile(profile, 0.95)).isCloseTo(100, withinPercentage(1.01));
    assertThat(dev.continuum.model.validation.ProblemValidator.validate(planned())).isEmpty();
  }

  @Test
  void ofMeansOnlyTheLawKeepsItsShapeAndWhatIsLongAgoIsForgotten() {
    served(0, 1000, 500, QuantileSketch.getDefaultInstance());
    served(20, 100, 40, QuantileSketch.getDefaultInstance());

    ServiceProfile profile = profile().orElseThrow();
    assertThat(profile.mean()).isEqualTo(Duration.ofMillis(40));
    assertThat(profile.scv()).isEqualTo(1);
    assertThat(profile.percentiles()).isEmpty();
  }

  @Test
  void aSnapshotHoldsWhatEstimatesAreMadeOf() {
    requests(0, 900);
    rtt(0, 20, 30);
    served(1, 70, 10, Sketches.of(10, 70));
    PlacementProblem before = planned();
    ContinuumSnapshot.Builder snapshot = ContinuumSnapshot.newBuilder();
    measured.into(snapshot);
    measured = Measured.of(snapshot.build());

    assertThat(planned()).isEqualTo(before);
  }

  @Test
  void aSketchThatIsNoneIsNotTaken() {
    assertThat(Sketches.isValid(Sketches.of(10, 20))).isTrue();
    assertThat(Sketches.isValid(QuantileSketch.newBuilder().addBins(3).build())).isFalse();
    assertThat(Sketches.isValid(QuantileSketch.newBuilder().addBins(3).addCounts(-1).build()))
        .isFalse();
    assertThat(Sketches.isValid(QuantileSketch.newBuilder().addBins(90_000).addCounts(1).build()))
        .isFalse();
  }

  private PlacementProblem planned() {
    return EffectiveProblem.observed(
        tutorial,
        new EffectiveProblem.Seen(
            measured,
            List.of(),
            ServiceEstimates.of(tutorial, measured),
            group -> OptionalDouble.empty()),
        Optional.empty());
  }

  private Optional<ServiceProfile> profile() {
    Map<ServiceEstimates.Pair, ServiceProfile> all = ServiceEstimates.of(tutorial, measured);
    assertThat(planned().functions().getFirst().profiles()).hasSize(all.size());
    return Optional.ofNullable(
        all.get(
            new ServiceEstimates.Pair(
                new FunctionId("hello"), tutorial.topology().nodes().getFirst().nodeClass())));
  }

  private static double percentile(ServiceProfile profile, double probability) {
    return profile.percentiles().stream()
            .filter(each -> each.probability() == probability)
            .findFirst()
            .orElseThrow()
            .value()
            .toNanos()
        / 1e6;
  }

  private void requests(int minute, long count) {
    measured.add(
        Observed.newBuilder()
            .addBuckets(
                Bucket.newBuilder()
                    .setGroup("people")
                    .setStartMs(START + minute * MINUTE)
                    .setRequests(count))
            .build());
  }

  private void rtt(int minute, double millis, int samples) {
    link(LinkMinute.newBuilder().setRttMs(Sketches.of(millis, samples)), minute);
  }

  private void link(LinkMinute.Builder link, int minute) {
    measured.add(
        Observed.newBuilder()
            .addLinks(link.setGroup("people").setStartMs(START + minute * MINUTE))
            .build());
  }

  private void served(int minute, long calls, double meanMs, QuantileSketch times) {
    measured.add(
        Observed.newBuilder()
            .addMinutes(
                ServiceMinute.newBuilder()
                    .setFunction("hello")
                    .setNode("edge")
                    .setStartMs(START + minute * MINUTE)
                    .setTimes(
                        ServiceTimes.newBuilder()
                            .setCalls(calls)
                            .setTotalMs(calls * meanMs)
                            .setSketch(times)))
            .build());
  }

  /** Where 1 - (1 + x) exp(-x) reaches a probability. */
  private static double gammaOfShape2(double probability) {
    double low = 0;
    double high = 50;
    for (int i = 0; i < 60; i++) {
      double x = (low + high) / 2;
      if (1 - (1 + x) * Math.exp(-x) < probability) {
        low = x;
      } else {
        high = x;
      }
    }
    return low;
  }
}
