package dev.continuum.service.client;

import dev.continuum.actuation.Answer;
import dev.continuum.actuation.CallRecord;
import dev.continuum.actuation.TelemetrySource;
import dev.continuum.service.proto.TelemetryServiceProto.QuantileSketch;
import dev.continuum.service.proto.TelemetryServiceProto.ReportRequest;
import dev.continuum.service.proto.TelemetryServiceProto.ReportResponse;
import dev.continuum.service.proto.TelemetryServiceProto.Sample;
import dev.continuum.service.proto.TelemetryServiceProto.ServiceSample;
import dev.continuum.service.state.Sketches;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells the planner what a router recorded: for each function on each node, minute by minute, how
 * many calls were served, their service times and mean wait, how many met a cold start or failed,
 * and how many more were throttled, late, out of reach or turned away. A batch that was not
 * acknowledged comes again, under its sequence, with the next {@link #send}; so it counts once. Not
 * thread-safe.
 */
public final class RouterTelemetry {

  private final ContinuumClient client;
  private final String continuum;
  private final String source;
  private final TelemetrySource calls;
  private List<Sample> batch = List.of();
  private long sequence = 1;

  /**
   * For one router.
   *
   * @param source names this run of this router: sequences begin at 1 with each
   * @param calls what the router records
   */
  public RouterTelemetry(
      ContinuumClient client, String continuum, String source, TelemetrySource calls) {
    this.client = client;
    this.continuum = continuum;
    this.source = source;
    this.calls = calls;
  }

  /**
   * Sends what is recorded, and waits until it is durable.
   *
   * @return how many samples the planner did not take: of functions or nodes it does not know
   * @throws java.util.concurrent.ExecutionException if it was refused; it is sent again next time
   * @throws java.util.concurrent.TimeoutException if it was not acknowledged in time; likewise
   */
  public long send(Duration most) throws Exception {
    if (batch.isEmpty()) {
      batch = samples(calls.drain());
    }
    if (batch.isEmpty()) {
      return 0;
    }
    CompletableFuture<Long> rejected = new CompletableFuture<>();
    StreamObserver<ReportRequest> stream = client.telemetry().report(acknowledged(rejected));
    stream.onNext(
        ReportRequest.newBuilder()
            .setContinuum(continuum)
            .setSource(source)
            .setSequence(sequence)
            .addAllSamples(batch)
            .build());
    stream.onCompleted();
    long count = rejected.get(most.toMillis(), TimeUnit.MILLISECONDS);
    sequence++;
    batch = List.of();
    return count;
  }

  private static StreamObserver<ReportResponse> acknowledged(CompletableFuture<Long> rejected) {
    return new StreamObserver<>() {
      @Override
      public void onNext(ReportResponse value) {
        rejected.complete(value.getRejected());
      }

      @Override
      public void onError(Throwable failure) {
        rejected.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {
        rejected.completeExceptionally(new IllegalStateException("It was not acknowledged."));
      }
    };
  }

  /** One per minute, function and node, in that order. */
  static List<Sample> samples(List<CallRecord> records) {
    Map<String, List<CallRecord>> calls = new TreeMap<>();
    for (CallRecord each : records) {
      calls
          .computeIfAbsent(
              each.at().truncatedTo(ChronoUnit.MINUTES)
                  + "\n"
                  + each.function()
                  + "\n"
                  + each.node(),
              key -> new ArrayList<>())
          .add(each);
    }
    return calls.values().stream().map(RouterTelemetry::sample).toList();
  }

  private static Sample sample(List<CallRecord> calls) {
    CallRecord last = calls.getLast();
    EnumMap<Answer.Outcome, Long> outcomes = new EnumMap<>(Answer.Outcome.class);
    double service = 0;
    QuantileSketch times = QuantileSketch.getDefaultInstance();
    double wait = 0;
    long cold = 0;
    for (CallRecord each : calls) {
      Answer answer = each.answer();
      outcomes.merge(answer.outcome(), 1L, Long::sum);
      if (!answer.outcome().mayFallBack()) {
        double took = millis(answer.run().orElse(each.elapsed()));
        service += took;
        times = Sketches.sum(times, Sketches.of(took, 1));
        wait += millis(answer.queued().orElse(Duration.ZERO));
        cold += answer.coldStart().orElse(false) ? 1 : 0;
      }
    }
    long failed = outcomes.getOrDefault(Answer.Outcome.APPLICATION_ERROR, 0L);
    long served = outcomes.getOrDefault(Answer.Outcome.SUCCESS, 0L) + failed;
    return Sample.newBuilder()
        .setEventTimeMs(last.at().toEpochMilli())
        .setService(
            ServiceSample.newBuilder()
                .setFunction(last.function().value())
                .setNode(last.node().value())
                .setCalls(served)
                .setMeanServiceMs(served == 0 ? 0 : service / served)
                .setServiceMs(times)
                .setMeanWaitMs(served == 0 ? 0 : wait / served)
                .setColdStarts(cold)
                .setFailed(failed)
                .setThrottled(outcomes.getOrDefault(Answer.Outcome.THROTTLED, 0L))
                .setLate(outcomes.getOrDefault(Answer.Outcome.TIMEOUT, 0L))
                .setUnavailable(outcomes.getOrDefault(Answer.Outcome.UNAVAILABLE, 0L))
                .setRejected(outcomes.getOrDefault(Answer.Outcome.REJECTED, 0L)))
        .build();
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
