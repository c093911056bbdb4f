package dev.continuum.lambda;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.ActuationException.Fault;
import dev.continuum.actuation.Sleeper;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The clients of a region, with our own retries instead of the SDK's: throttles, server errors and
 * lost connections with growing pauses, and conflicts of an update that is still running. Every
 * attempt is counted. Thread-safe.
 */
public final class LambdaCalls implements AutoCloseable {

  private static final int ATTEMPTS = 8;
  private static final int MOST_CONNECTIONS = 256;
  private static final Duration LONGEST_CALL = Duration.ofSeconds(910);
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final LambdaEndpoint endpoint;
  private final Sleeper sleeper;
  private final SdkHttpClient http;
  private final LambdaClient lambda;
  private final ApplicationAutoScalingClient scaling;
  private final CloudWatchClient monitoring;
  private final ConcurrentSkipListMap<String, Long> attempts = new ConcurrentSkipListMap<>();

  /** To an endpoint. */
  public LambdaCalls(LambdaEndpoint endpoint, Sleeper sleeper) {
    this.endpoint = endpoint;
    this.sleeper = sleeper;
    this.http =
        Apache5HttpClient.builder()
            .maxConnections(MOST_CONNECTIONS)
            .connectionTimeout(CONNECT)
            .socketTimeout(LONGEST_CALL)
            .build();
    this.lambda = configure(LambdaClient.builder()).httpClient(http).build();
    this.scaling = configure(ApplicationAutoScalingClient.builder()).httpClient(http).build();
    this.monitoring = configure(CloudWatchClient.builder()).httpClient(http).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B configure(B builder) {
    builder
        .region(Region.of(endpoint.region()))
        .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()));
    endpoint.address().ifPresent(builder::endpointOverride);
    endpoint
        .credential()
        .ifPresent(
            text -> builder.credentialsProvider(StaticCredentialsProvider.create(parse(text))));
    return builder;
  }

  private static AwsCredentials parse(String credential) {
    String[] parts = credential.split(":", 3);
    return parts.length == 3
        ? AwsSessionCredentials.create(parts[0], parts[1], parts[2])
        : AwsBasicCredentials.create(parts[0], parts[1]);
  }

  /** The SDK's client, for calls as they are. */
  public LambdaClient lambda() {
    return lambda;
  }

  /** The SDK's client of Application Auto Scaling, for calls as they are. */
  public ApplicationAutoScalingClient scaling() {
    return scaling;
  }

  /** The SDK's client of CloudWatch, for calls as they are. */
  public CloudWatchClient monitoring() {
    return monitoring;
  }

  /** Attempts so far, by what was asked and how it ended. */
  public SortedMap<String, Long> attempts() {
    return new TreeMap<>(attempts);
  }

  /** Calls, and calls again while that may help. */
  <T> T call(String what, Supplier<T> body) {
    Duration pause = Duration.ofMillis(100);
    for (int attempt = 1; ; attempt++) {
      try {
        T answer = body.get();
        count(what, "ok");
        return answer;
      } catch (AwsServiceException e) {
        count(what, Faults.code(e));
        if (!mayPass(e) || attempt == ATTEMPTS) {
          throw Faults.of(what, e);
        }
      } catch (SdkClientException e) {
        count(what, "no answer");
        if (attempt == ATTEMPTS || isOurs(e)) {
          throw unreachable(what, e);
        }
      }
      sleeper.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  /** Calls; empty where the object is not there. */
  <T> Optional<T> find(String what, Supplier<T> body) {
    try {
      return call(what, () -> Optional.of(body.get()));
    } catch (ActuationException e) {
      if (e.getCause() instanceof AwsServiceException cause && cause.statusCode() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void count(String what, String end) {
    attempts.merge(what.replaceAll(" .*", "") + " " + end, 1L, Long::sum);
  }

  private static boolean mayPass(AwsServiceException e) {
    boolean updating =
        Faults.code(e).equals("ResourceConflictException")
            && Faults.message(e).contains("cannot be performed at this time");
    return e.statusCode() == 429
        || e.statusCode() >= 500
        || Faults.code(e).equals("ThrottlingException")
        || Faults.code(e).equals("ConcurrentUpdateException")
        || updating;
  }

  /** No credential or region: asking again does not help. */
  private static boolean isOurs(SdkClientException e) {
    return String.valueOf(e.getMessage()).contains("credentials");
  }

  private ActuationException unreachable(String what, SdkClientException e) {
    boolean credentials = isOurs(e);
    return new ActuationException(
        credentials ? Fault.DENIED : Fault.UNAVAILABLE,
        "Lambda in " + endpoint + " does not answer to " + what + ": " + e.getMessage(),
        credentials
            ? "Maybe set credential in the targets file, or AWS_ACCESS_KEY_ID, or a profile."
            : "Maybe the region or the endpoint is wrong, or the network is down.",
        e);
  }

  /** Waits, looking again and again, at most so long; false when that was too short. */
  boolean await(Duration most, Duration first, Supplier<Boolean> holds) {
    Duration pause = first;
    Duration waited = Duration.ZERO;
    while (!holds.get()) {
      if (waited.compareTo(most) >= 0) {
        return false;
      }
      sleeper.sleep(pause);
      waited = waited.plus(pause);
      pause = pause.compareTo(first.multipliedBy(20)) < 0 ? pause.multipliedBy(2) : pause;
    }
    return true;
  }

  @Override
  public void close() {
    lambda.close();
    scaling.close();
    monitoring.close();
    http.close();
  }
}
