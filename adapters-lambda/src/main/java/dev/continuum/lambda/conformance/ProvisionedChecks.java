package dev.continuum.lambda.conformance;

import static dev.continuum.actuation.conformance.Check.may;
import static dev.continuum.actuation.conformance.Check.must;

import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;

/** Provisioned concurrency, and who else may own it. */
final class ProvisionedChecks {

  private static final String LIVE = "live";
  private static final String INVALID = "InvalidParameterValueException";
  private static final Duration ALLOCATION = Duration.ofMinutes(10);

  static final List<Check<Bench>> ALL =
      List.of(
          must("$LATEST cannot have any: 400", ProvisionedChecks::latest),
          must("a count of 0: 400 ValidationException", ProvisionedChecks::zero),
          must(
              "none: 404 ProvisionedConcurrencyConfigNotFoundException", ProvisionedChecks::absent),
          must("deleting none: 204", ProvisionedChecks::deleteNone),
          must("an unknown version: 404", ProvisionedChecks::unknown),
          must("it begins as IN_PROGRESS with none allocated", ProvisionedChecks::begins),
          must("it is READY with as many as requested", ProvisionedChecks::ready),
          must("it is listed", ProvisionedChecks::list),
          must("calls take provisioned instances and are not cold", ProvisionedChecks::used),
          must("calls beyond them spill over and are cold", ProvisionedChecks::spills),
          must("it can be raised and lowered", ProvisionedChecks::raises),
          must("a deleted one is gone, and calls are cold again", ProvisionedChecks::delete),
          must("an alias of a version that has it: 409", ProvisionedChecks::aliasOfProvisioned),
          must("a version whose alias has it: 409", ProvisionedChecks::versionOfProvisioned),
          must("deleting the alias drops what it has", ProvisionedChecks::aliasDeleted),
          must("moving an alias that has it allocates anew", ProvisionedChecks::aliasMoved),
          must("an alias with weights: 400", ProvisionedChecks::weights),
          must("above the reservation: 400", ProvisionedChecks::aboveReserved),
          must("a reservation below it: 400", ProvisionedChecks::reservedBelow),
          must("above what the account has: 400", ProvisionedChecks::aboveAccount),
          must("a failing initialisation: FAILED, with the reason", ProvisionedChecks::fails),
          may("more than 10 requests a second of an instance spill over", ProvisionedChecks::rate),
          must("a scalable target pulls the count between its bounds", ProvisionedChecks::scaled),
          must("an unknown scalable target cannot be deregistered", ProvisionedChecks::unscaled));

  private static final int WHOLE_CORE_MB = 1_769;

  private ProvisionedChecks() {}

  private static void put(Bench bench, String name, String qualifier, int count) {
    bench
        .lambda()
        .putProvisionedConcurrencyConfig(
            r -> r.functionName(name).qualifier(qualifier).provisionedConcurrentExecutions(count));
  }

  private static void refused(
      Bench bench, int status, String code, String name, String qualifier, int count) {
    var unused =
        Bench.error(
            status,
            code,
            () -> {
              put(bench, name, qualifier, count);
              return "accepted";
            });
  }

  private static String published(Bench bench, String what) {
    String name = bench.probe(what);
    bench.publish(name);
    return name;
  }

  private static void latest(Bench bench) {
    refused(bench, 400, INVALID, bench.probe("latest"), "$LATEST", 1);
  }

  private static void zero(Bench bench) {
    refused(bench, 400, "ValidationException", published(bench, "zero"), "1", 0);
  }

  private static void absent(Bench bench) {
    String name = published(bench, "absent");
    var unused =
        Bench.error(
            404,
            "ProvisionedConcurrencyConfigNotFoundException",
            () -> bench.provisioned(name, "1"));
  }

  private static void deleteNone(Bench bench) {
    String name = published(bench, "none");
    var response =
        bench.lambda().deleteProvisionedConcurrencyConfig(r -> r.functionName(name).qualifier("1"));
    Expect.equal(204, response.sdkHttpResponse().statusCode(), "status");
  }

  private static void unknown(Bench bench) {
    refused(bench, 404, "ResourceNotFoundException", bench.probe("unknown"), "5", 1);
  }

  private static void begins(Bench bench) {
    String name = published(bench, "begins");
    var response =
        bench
            .lambda()
            .putProvisionedConcurrencyConfig(
                r -> r.functionName(name).qualifier("1").provisionedConcurrentExecutions(1));
    Expect.equal(202, response.sdkHttpResponse().statusCode(), "status");
    Expect.equal(ProvisionedConcurrencyStatusEnum.IN_PROGRESS, response.status(), "state");
    Expect.equal(0, response.allocatedProvisionedConcurrentExecutions(), "allocated");
  }

  private static void ready(Bench bench) {
    String name = published(bench, "ready");
    bench.provision(name, "1", 2);
    var now = bench.provisioned(name, "1");
    Expect.equal(
        "2 2 2",
        now.requestedProvisionedConcurrentExecutions()
            + " "
            + now.availableProvisionedConcurrentExecutions()
            + " "
            + now.allocatedProvisionedConcurrentExecutions(),
        "requested, available, allocated");
  }

  private static void list(Bench bench) {
    String name = published(bench, "list");
    put(bench, name, "1", 1);
    var all =
        bench
            .lambda()
            .listProvisionedConcurrencyConfigs(r -> r.functionName(name))
            .provisionedConcurrencyConfigs();
    Expect.equal(1, all.size(), "listed");
    Expect.that(all.getFirst().functionArn().endsWith(name + ":1"), "was " + all);
  }

  private static void used(Bench bench) {
    String name = published(bench, "used");
    bench.provision(name, "1", 1);
    InvokeResponse response = bench.call(name, "1", "{}");
    Expect.contains(
        response.payload().asUtf8String(),
        "\"initialisation\":\"provisioned-concurrency\"",
        "answer");
    Expect.that(!Bench.isCold(response), "it was cold");
  }

  private static void spills(Bench bench) {
    String name = published(bench, "spills");
    bench.provision(name, "1", 1);
    List<InvokeResponse> answers = bench.burst(name, "1", 3, "{\"hold\":3000}");
    TreeSet<String> instances = new TreeSet<>();
    answers.forEach(each -> instances.add(Bench.instance(each)));
    Expect.equal(3, instances.size(), "instances");
    Expect.equal(2L, answers.stream().filter(Bench::isCold).count(), "cold");
  }

  private static void raises(Bench bench) {
    String name = published(bench, "raises");
    bench.provision(name, "1", 1);
    bench.provision(name, "1", 3);
    bench.provision(name, "1", 2);
    Expect.equal(
        2, bench.provisioned(name, "1").allocatedProvisionedConcurrentExecutions(), "allocated");
  }

  private static void delete(Bench bench) {
    String name = published(bench, "gone");
    bench.provision(name, "1", 1);
    bench.lambda().deleteProvisionedConcurrencyConfig(r -> r.functionName(name).qualifier("1"));
    absentNow(bench, name, "1");
    bench.await(
        Duration.ofMinutes(2),
        "calls are on demand",
        () -> bench.call(name, "1", "{}").payload().asUtf8String().contains("\"on-demand\""));
  }

  private static void absentNow(Bench bench, String name, String qualifier) {
    var unused =
        Bench.error(
            404,
            "ProvisionedConcurrencyConfigNotFoundException",
            () -> bench.provisioned(name, qualifier));
  }

  private static void aliasOfProvisioned(Bench bench) {
    String name = AliasChecks.two(bench, "alias");
    put(bench, name, "1", 1);
    refused(bench, 409, "ResourceConflictException", name, LIVE, 1);
  }

  private static void versionOfProvisioned(Bench bench) {
    String name = AliasChecks.two(bench, "version");
    put(bench, name, LIVE, 1);
    refused(bench, 409, "ResourceConflictException", name, "1", 1);
  }

  private static void aliasDeleted(Bench bench) {
    String name = AliasChecks.two(bench, "dropped");
    put(bench, name, LIVE, 1);
    bench.lambda().deleteAlias(r -> r.functionName(name).name(LIVE));
    Expect.equal(
        List.of(),
        bench
            .lambda()
            .listProvisionedConcurrencyConfigs(r -> r.functionName(name))
            .provisionedConcurrencyConfigs(),
        "configurations");
  }

  private static void aliasMoved(Bench bench) {
    String name = AliasChecks.two(bench, "moved");
    bench.provision(name, LIVE, 1);
    bench.lambda().updateAlias(r -> r.functionName(name).name(LIVE).functionVersion("2"));
    Expect.equal(ProvisionedConcurrencyStatusEnum.IN_PROGRESS, bench.status(name, LIVE), "state");
    bench.await(
        ALLOCATION,
        "it is ready again",
        () -> bench.status(name, LIVE) == ProvisionedConcurrencyStatusEnum.READY);
  }

  private static void weights(Bench bench) {
    String name = AliasChecks.two(bench, "weights");
    bench
        .lambda()
        .updateAlias(
            r ->
                r.functionName(name)
                    .name(LIVE)
                    .routingConfig(w -> w.additionalVersionWeights(Map.of("2", 0.1))));
    refused(bench, 400, INVALID, name, LIVE, 1);
  }

  private static void aboveReserved(Bench bench) {
    String name = published(bench, "above");
    bench
        .lambda()
        .putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(1));
    refused(bench, 400, INVALID, name, "1", 2);
  }

  private static void reservedBelow(Bench bench) {
    String name = published(bench, "below");
    put(bench, name, "1", 2);
    var unused =
        Bench.error(
            400,
            INVALID,
            () ->
                bench
                    .lambda()
                    .putFunctionConcurrency(
                        r -> r.functionName(name).reservedConcurrentExecutions(1)));
  }

  private static void aboveAccount(Bench bench) {
    int all =
        bench.lambda().getAccountSettings(r -> {}).accountLimit().unreservedConcurrentExecutions();
    refused(bench, 400, INVALID, published(bench, "account"), "1", all + 1);
  }

  private static void fails(Bench bench) {
    String name = bench.probe("fails", Map.of("INIT_FAILS", "yes"));
    bench.publish(name);
    put(bench, name, "1", 1);
    bench.await(
        ALLOCATION,
        "it has failed",
        () -> bench.status(name, "1") == ProvisionedConcurrencyStatusEnum.FAILED);
    Expect.contains(
        String.valueOf(bench.provisioned(name, "1").statusReason()),
        "FUNCTION_ERROR_INIT_FAILURE",
        "reason");
  }

  private static void rate(Bench bench) {
    // A whole core, or the probe itself is too slow to be called as often as that.
    String name = bench.probe("rate", Map.of(), WHOLE_CORE_MB);
    bench.publish(name);
    bench.provision(name, "1", 1);
    bench.call(name, "1", "{}");
    long begin = System.nanoTime();
    int calls = 0;
    boolean spilled = false;
    while (!spilled && System.nanoTime() - begin < 5_000_000_000L) {
      calls++;
      spilled = bench.call(name, "1", "{}").payload().asUtf8String().contains("\"on-demand\"");
    }
    if (!spilled) {
      throw new Check.Skip("one client reached only " + calls / 5 + " calls a second");
    }
  }

  private static void scaled(Bench bench) {
    String name = AliasChecks.two(bench, "scaled");
    String resource = "function:" + name + ":" + LIVE;
    bench
        .calls()
        .scaling()
        .registerScalableTarget(
            r ->
                r.serviceNamespace(ServiceNamespace.LAMBDA)
                    .scalableDimension(ScalableDimension.LAMBDA_FUNCTION_PROVISIONED_CONCURRENCY)
                    .resourceId(resource)
                    .minCapacity(1)
                    .maxCapacity(2));
    try {
      var found =
          bench
              .calls()
              .scaling()
              .describeScalableTargets(
                  r -> r.serviceNamespace(ServiceNamespace.LAMBDA).resourceIds(resource))
              .scalableTargets();
      Expect.equal(1, found.size(), "targets");
      Expect.equal(1, found.getFirst().minCapacity(), "least");
      bench.await(
          ALLOCATION,
          "the alias has an instance",
          () ->
              !bench
                  .lambda()
                  .listProvisionedConcurrencyConfigs(r -> r.functionName(name))
                  .provisionedConcurrencyConfigs()
                  .isEmpty());
    } finally {
      deregister(bench, resource);
    }
  }

  private static void deregister(Bench bench, String resource) {
    bench
        .calls()
        .scaling()
        .deregisterScalableTarget(
            r ->
                r.serviceNamespace(ServiceNamespace.LAMBDA)
                    .scalableDimension(ScalableDimension.LAMBDA_FUNCTION_PROVISIONED_CONCURRENCY)
                    .resourceId(resource));
  }

  private static void unscaled(Bench bench) {
    try {
      deregister(bench, "function:" + bench.prefix() + "-none:live");
    } catch (ObjectNotFoundException e) {
      return;
    }
    throw new AssertionError("it was accepted");
  }
}
