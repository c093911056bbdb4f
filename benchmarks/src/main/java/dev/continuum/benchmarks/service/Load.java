package dev.continuum.benchmarks.service;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Unary calls of one kind on some channels, round robin.
 *
 * @param <Q> request
 * @param <A> answer
 */
final class Load<Q, A> {

  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final int MOST_WARM_SECONDS = 30;
  private static final int SECONDS_WITHOUT_GAIN = 4;
  private static final int MOST_IN_FLIGHT = 20_000;

  private final List<Channel> channels;
  private final MethodDescriptor<Q, A> method;
  private final Q request;
  private boolean warm;

  Load(List<Channel> channels, MethodDescriptor<Q, A> method, Q request) {
    this.channels = List.copyOf(channels);
    this.method = Encoded.of(method, request);
    this.request = request;
  }

  /**
   * How a load fared.
   *
   * @param perSecond answers that were no refusals, per second
   * @param refused calls that were refused or failed
   * @param latency from the intended start of the call, ns; of answers that were no refusals
   * @param late from the intended start of each call until the generator began it, ns
   */
  record Outcome(double perSecond, long refused, Histogram latency, Histogram late) {

    double millis(double percentile) {
      return latency.getValueAtPercentile(percentile) / 1e6;
    }
  }

  /** Closed loop: the most that goes through with so many calls at once. */
  Outcome peak(int atOnce, Duration time) throws InterruptedException {
    Counts counts = new Counts();
    long end = System.nanoTime() + time.toNanos();
    CountDownLatch done = new CountDownLatch(atOnce);
    for (int i = 0; i < atOnce; i++) {
      again(i, end, counts, done);
    }
    done.await();
    return counts.outcome(time);
  }

  /** Calls until both sides are as fast as they become: until seconds bring nothing more. Once. */
  void warmUp(int atOnce) throws InterruptedException {
    if (warm) {
      return;
    }
    warm = true;
    double best = 0;
    int idle = 0;
    for (int second = 0; second < MOST_WARM_SECONDS && idle < SECONDS_WITHOUT_GAIN; second++) {
      double rate = peak(atOnce, Duration.ofSeconds(1)).perSecond();
      idle = rate > 1.03 * best ? 0 : idle + 1;
      best = Math.max(best, rate);
    }
  }

  /** Open loop: calls start when they are due, whether or not those before have been answered. */
  Outcome at(double perSecond, Duration time) throws InterruptedException {
    Counts counts = new Counts();
    Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
    long begun = System.nanoTime();
    long calls = Math.round(perSecond * time.toNanos() / 1e9);
    for (long i = 0; i < calls; i++) {
      long due = begun + Math.round(i * 1e9 / perSecond);
      long early = due - System.nanoTime();
      if (early > 20_000) {
        LockSupport.parkNanos(early);
      }
      counts.late.recordValue(Math.clamp(System.nanoTime() - due, 0, LONGEST_NANOS));
      if (!inFlight.tryAcquire()) {
        counts.refused.increment();
        continue;
      }
      call((int) (i % channels.size()), due, counts, inFlight::release);
    }
    inFlight.acquire(MOST_IN_FLIGHT);
    // What was answered after the end of the load is not told as if it had come before.
    return counts.outcome(Duration.ofNanos(Math.max(time.toNanos(), System.nanoTime() - begun)));
  }

  private void again(int channel, long end, Counts counts, CountDownLatch done) {
    long now = System.nanoTime();
    if (now >= end) {
      done.countDown();
      return;
    }
    call(channel % channels.size(), now, counts, () -> again(channel, end, counts, done));
  }

  private void call(int channel, long due, Counts counts, Runnable after) {
    ClientCalls.asyncUnaryCall(
        channels.get(channel).newCall(method, CallOptions.DEFAULT),
        request,
        new StreamObserver<A>() {
          @Override
          public void onNext(A answer) {
            // What counts is the end.
          }

          @Override
          public void onError(Throwable t) {
            counts.refused.increment();
            after.run();
          }

          @Override
          public void onCompleted() {
            counts.latency.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - due));
            after.run();
          }
        });
  }

  private static final class Counts {
    private final ConcurrentHistogram latency = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final Histogram late = new Histogram(LONGEST_NANOS, 3);
    private final LongAdder refused = new LongAdder();

    Outcome outcome(Duration time) {
      return new Outcome(
          latency.getTotalCount() / (time.toNanos() / 1e9), refused.sum(), latency, late);
    }
  }
}
