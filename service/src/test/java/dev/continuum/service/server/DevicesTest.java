package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanTrigger;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import dev.continuum.service.proto.DomainServiceProto.*;
import dev.continuum.service.proto.PlacementServiceProto.*;
import dev.continuum.service.proto.TelemetryServiceProto.*;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What devices and domains tell and are told. */
class DevicesTest extends ServerCase {

  @Test
  void telemetryCountsOnceHoweverOftenItComes() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    long now = System.currentTimeMillis();
    for (int repeat = 0; repeat < 3; repeat++) {
      for (long sequence = 1; sequence <= 5; sequence++) {
        assertThat(report(sequence, now, 1000)).isEqualTo(repeat == 0 ? sequence : 5);
      }
    }
    long seen = server.requests(dev.continuum.service.replica.Replica.stream("default", "city"));
    assertThat(seen).isEqualTo(5000);
    BlockingQueue<Plan> plans = new LinkedBlockingQueue<>();
    try (var watch = client.watch("city", plans::add)) {
      assertThat(watch).isNotNull();
      Plan replanned = await(plans, plan -> plan.getTrigger() == PlanTrigger.PLAN_TRIGGER_OBSERVED);
      assertThat(replanned.getObservedRevision()).isPositive();
    }
    assertThat(client.get("city").getRevisions().getDeclared()).isEqualTo(1);
    assertThatThrownBy(() -> report(9, now, 1)).hasMessageContaining("must be 6");
  }

  @Test
  void aDeviceHearsOfDomainsAndMicroservices() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    String device =
        client
            .domains()
            .registerDevice(
                RegisterDeviceRequest.newBuilder()
                    .setContinuum("city")
                    .setDevice("phone-1")
                    .setGroup("people")
                    .setTtlMs(60_000)
                    .build())
            .getLease();
    BlockingQueue<DomainEvent> events = new LinkedBlockingQueue<>();
    var watching =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    client
                        .domains()
                        .watchEvents(
                            WatchEventsRequest.newBuilder()
                                .setContinuum("city")
                                .setLease(device)
                                .build())
                        .forEachRemaining(each -> events.add(each.getEvent()));
                  } catch (StatusRuntimeException e) {
                    // The test ended.
                  }
                });
    awaitEvent(events, DomainEvent::hasMicroserviceAllocated);
    awaitEvent(events, DomainEvent::hasDomainChanged);
    String edge =
        client
            .domains()
            .registerDomain(
                RegisterDomainRequest.newBuilder()
                    .setContinuum("city")
                    .setNode("edge")
                    .setTtlMs(1000)
                    .build())
            .getLease();
    client
        .domains()
        .announce(
            AnnounceRequest.newBuilder()
                .setContinuum("city")
                .setLease(edge)
                .setEvent(
                    DomainEvent.newBuilder()
                        .setMicroserviceAcquired(
                            MicroserviceAcquired.newBuilder().setFunction("hello").setNode("edge")))
                .build());
    assertThat(awaitEvent(events, DomainEvent::hasDomainFound).getDomainFound().getNode())
        .isEqualTo("edge");
    awaitEvent(events, DomainEvent::hasDomainConfirmed);
    awaitEvent(events, DomainEvent::hasMicroserviceAcquired);
    // Not renewed, it is lost.
    awaitEvent(events, DomainEvent::hasDomainLost);
    assertThat(
            client
                .domains()
                .renewLease(
                    RenewLeaseRequest.newBuilder().setContinuum("city").setLease(device).build())
                .getTtlMs())
        .isEqualTo(60_000);
    refused(
        () ->
            client
                .domains()
                .renewLease(
                    RenewLeaseRequest.newBuilder().setContinuum("city").setLease("no").build()),
        Status.Code.NOT_FOUND);
    watching.interrupt();
  }

  @Test
  void silentGroupsAreMarkedStaleAndKeepTheirEstimate() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    assertThat(report(1, System.currentTimeMillis() - 30_000, 1000)).isEqualTo(1);
    assertThat(client.get("city").getStaleGroupsList()).isEmpty();
    client.update(
        "city",
        "",
        Patch.newBuilder().setPolicy(QUICK.toBuilder().setStaleAfterMs(10_000)).build());
    assertThat(client.get("city").getStaleGroupsList()).containsExactly("people");
  }

  private long report(long sequence, long time, long requests) throws Exception {
    BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    StreamObserver<ReportRequest> stream =
        client
            .telemetry()
            .report(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ReportResponse value) {
                    answers.add(value.getSequence());
                  }

                  @Override
                  public void onError(Throwable t) {
                    answers.add(t);
                  }

                  @Override
                  public void onCompleted() {
                    // The acknowledgement came before.
                  }
                });
    stream.onNext(
        ReportRequest.newBuilder()
            .setContinuum("city")
            .setSource("router")
            .setSequence(sequence)
            .addSamples(
                Sample.newBuilder()
                    .setEventTimeMs(time)
                    .setRequests(
                        RequestCount.newBuilder().setGroup("people").setRequests(requests)))
            .build());
    stream.onCompleted();
    Object answer = answers.poll(20, TimeUnit.SECONDS);
    if (answer instanceof RuntimeException e) {
      throw e;
    }
    return (Long) answer;
  }

  private static DomainEvent awaitEvent(
      BlockingQueue<DomainEvent> events, Predicate<DomainEvent> wanted) throws Exception {
    while (true) {
      DomainEvent event = events.poll(30, TimeUnit.SECONDS);
      assertThat(event).as("an event that was waited for").isNotNull();
      if (wanted.test(event)) {
        return event;
      }
    }
  }
}
