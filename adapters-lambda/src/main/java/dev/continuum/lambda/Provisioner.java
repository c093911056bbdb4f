package dev.continuum.lambda;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.ActuationException.Fault;
import dev.continuum.actuation.Deployment;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;

/** Gives versions their warm instances, moves the alias, and takes instances back. */
final class Provisioner {

  private final LambdaCalls calls;
  private final LambdaSettings settings;

  Provisioner(LambdaCalls calls, LambdaSettings settings) {
    this.calls = calls;
    this.settings = settings;
  }

  private LambdaClient lambda() {
    return calls.lambda();
  }

  /** The newest version of a spec that has no provisioned concurrency by its alias. */
  String version(String name, Deployment deployment) {
    Optional<String> held =
        alias(name)
            .filter(each -> provisioned(name, settings.alias()).isPresent())
            .filter(each -> !isScaled(name, settings.alias()))
            .map(GetAliasResponse::functionVersion);
    return calls
        .call(
            "ListVersionsByFunction of " + name,
            () ->
                lambda()
                    .listVersionsByFunctionPaginator(r -> r.functionName(name))
                    .versions()
                    .stream()
                    .toList())
        .stream()
        .filter(each -> !each.version().equals(Facts.LATEST))
        .filter(each -> isOf(deployment, each))
        .map(FunctionConfiguration::version)
        .filter(each -> !held.equals(Optional.of(each)))
        .max(Comparator.comparingInt(Integer::parseInt))
        .orElseThrow(
            () ->
                new ActuationException(
                    Fault.CONFLICT,
                    "The function " + name + " has no version of this spec any more.",
                    "Maybe apply again."));
  }

  private static boolean isOf(Deployment deployment, FunctionConfiguration version) {
    return Spec.hash(Optional.ofNullable(version.description()).orElse(""))
            .equals(deployment.specHash())
        && version.memorySize() == Spec.memoryMb(deployment)
        && Spec.codeSha256(deployment).map(version.codeSha256()::equals).orElse(true);
  }

  private boolean isScaled(String name, String qualifier) {
    String resource = Observer.resource(name, qualifier);
    return !calls
        .call(
            "DescribeScalableTargets of " + resource,
            () ->
                calls
                    .scaling()
                    .describeScalableTargets(
                        r -> r.serviceNamespace(ServiceNamespace.LAMBDA).resourceIds(resource))
                    .scalableTargets())
        .isEmpty();
  }

  private Optional<GetAliasResponse> alias(String name) {
    return calls.find(
        "GetAlias of " + name,
        () -> lambda().getAlias(r -> r.functionName(name).name(settings.alias())));
  }

  private Optional<GetProvisionedConcurrencyConfigResponse> provisioned(
      String name, String qualifier) {
    return calls.find(
        "GetProvisionedConcurrencyConfig of " + name,
        () ->
            lambda()
                .getProvisionedConcurrencyConfig(r -> r.functionName(name).qualifier(qualifier)));
  }

  /** Asks for so many instances of a version, and waits until they are ready. */
  String provision(String name, String version, int count) {
    Optional<GetProvisionedConcurrencyConfigResponse> there = provisioned(name, version);
    boolean asked =
        there
            .filter(each -> each.requestedProvisionedConcurrentExecutions() == count)
            .filter(each -> each.status() != ProvisionedConcurrencyStatusEnum.FAILED)
            .isPresent();
    if (!asked) {
      calls.call(
          "PutProvisionedConcurrencyConfig of " + name,
          () ->
              lambda()
                  .putProvisionedConcurrencyConfig(
                      r ->
                          r.functionName(name)
                              .qualifier(version)
                              .provisionedConcurrentExecutions(count)));
    }
    long start = System.nanoTime();
    awaitReady(name, version);
    long millis = (System.nanoTime() - start) / 1_000_000;
    return count + " ready on version " + version + " after " + millis + " ms";
  }

  private void awaitReady(String name, String qualifier) {
    LambdaSettings.Waits waits = settings.waits();
    boolean done =
        calls.await(
            waits.provisioned(),
            waits.poll(),
            () -> {
              GetProvisionedConcurrencyConfigResponse now =
                  calls.call(
                      "GetProvisionedConcurrencyConfig of " + name,
                      () ->
                          lambda()
                              .getProvisionedConcurrencyConfig(
                                  r -> r.functionName(name).qualifier(qualifier)));
              if (now.status() == ProvisionedConcurrencyStatusEnum.FAILED) {
                throw failed(name, qualifier, String.valueOf(now.statusReason()));
              }
              return now.status() == ProvisionedConcurrencyStatusEnum.READY;
            });
    FunctionWriter.requireDone(
        done,
        "The instances of "
            + name
            + ":"
            + qualifier
            + " were not ready within "
            + waits.provisioned()
            + ".");
  }

  private static ActuationException failed(String name, String qualifier, String reason) {
    boolean init = reason.contains("FUNCTION_ERROR_INIT_FAILURE");
    return new ActuationException(
        init ? Fault.FUNCTION : Fault.UNAVAILABLE,
        "Lambda cannot keep instances of " + name + ":" + qualifier + ": " + reason,
        init
            ? "Maybe invoke that version: its initialisation fails, and the log says why."
            : "Maybe apply again later, or plan fewer instances.");
  }

  /** Lets the alias mean a version, and waits until all calls go there. */
  String move(String name, String version) {
    Optional<GetAliasResponse> there = alias(name);
    if (there.isEmpty()) {
      calls.call(
          "CreateAlias of " + name,
          () ->
              lambda()
                  .createAlias(
                      r -> r.functionName(name).name(settings.alias()).functionVersion(version)));
      return "created for version " + version;
    }
    boolean right =
        there.get().functionVersion().equals(version)
            && (there.get().routingConfig() == null
                || there.get().routingConfig().additionalVersionWeights().isEmpty());
    String migrated = right ? "" : migrate(name, version);
    if (!there.get().functionVersion().equals(version)) {
      calls.call(
          "UpdateAlias of " + name,
          () ->
              lambda()
                  .updateAlias(
                      r ->
                          r.functionName(name)
                              .name(settings.alias())
                              .functionVersion(version)
                              .routingConfig(w -> w.additionalVersionWeights(java.util.Map.of()))));
    } else if (!right) {
      calls.call(
          "UpdateAlias of " + name,
          () ->
              lambda()
                  .updateAlias(
                      r ->
                          r.functionName(name)
                              .name(settings.alias())
                              .routingConfig(w -> w.additionalVersionWeights(java.util.Map.of()))));
    }
    awaitShifted(name);
    return "means version " + version + migrated;
  }

  /** Provisioned concurrency of the alias would conflict with the version's own. */
  private String migrate(String name, String version) {
    boolean both =
        provisioned(name, settings.alias()).isPresent() && provisioned(name, version).isPresent();
    if (!both) {
      return "";
    }
    release(name, settings.alias());
    return ", instances moved from the alias to the version";
  }

  private void awaitShifted(String name) {
    LambdaSettings.Waits waits = settings.waits();
    boolean done =
        calls.await(
            waits.shift(),
            waits.poll(),
            () -> {
              GetAliasResponse now =
                  calls.call(
                      "GetAlias of " + name,
                      () -> lambda().getAlias(r -> r.functionName(name).name(settings.alias())));
              return now.routingConfig() == null
                  || now.routingConfig().additionalVersionWeights().isEmpty();
            });
    FunctionWriter.requireDone(
        done, "The alias of " + name + " still had routing weights after " + waits.shift() + ".");
  }

  /** Deletes the alias. */
  String deleteAlias(String name) {
    return calls
        .find(
            "DeleteAlias of " + name,
            () -> lambda().deleteAlias(r -> r.functionName(name).name(settings.alias())))
        .map(gone -> "calls end there")
        .orElse("already gone");
  }

  /** Takes all provisioned instances of a version or alias back. */
  String release(String name, String qualifier) {
    return calls
        .find(
            "DeleteProvisionedConcurrencyConfig of " + name,
            () ->
                lambda()
                    .deleteProvisionedConcurrencyConfig(
                        r -> r.functionName(name).qualifier(qualifier)))
        .map(gone -> "released")
        .orElse("already gone");
  }

  /** Lowers the instances of a version that serves, to make room. */
  String stepDown(String name, String version, int count) {
    return count == 0 ? release(name, version) : provision(name, version, count);
  }

  String reserve(String name, int count) {
    calls.call(
        "PutFunctionConcurrency of " + name,
        () ->
            lambda()
                .putFunctionConcurrency(
                    r -> r.functionName(name).reservedConcurrentExecutions(count)));
    return "at most " + count + " at once";
  }

  String unreserve(String name) {
    var unused =
        calls.find(
            "DeleteFunctionConcurrency of " + name,
            () -> lambda().deleteFunctionConcurrency(r -> r.functionName(name)));
    return "no cap any more";
  }

  String bound(String resource, int least, int most) {
    calls.call(
        "RegisterScalableTarget of " + resource,
        () ->
            calls
                .scaling()
                .registerScalableTarget(
                    r ->
                        r.serviceNamespace(ServiceNamespace.LAMBDA)
                            .scalableDimension(
                                ScalableDimension.LAMBDA_FUNCTION_PROVISIONED_CONCURRENCY)
                            .resourceId(resource)
                            .minCapacity(least)
                            .maxCapacity(most)));
    if (least > 0) {
      String[] parts = resource.split(":", -1);
      awaitReady(parts[1], parts[2]);
    }
    return "scaled between " + least + " and " + most;
  }

  String endScaling(String resource) {
    try {
      calls.call(
          "DeregisterScalableTarget of " + resource,
          () ->
              calls
                  .scaling()
                  .deregisterScalableTarget(
                      r ->
                          r.serviceNamespace(ServiceNamespace.LAMBDA)
                              .scalableDimension(
                                  ScalableDimension.LAMBDA_FUNCTION_PROVISIONED_CONCURRENCY)
                              .resourceId(resource)));
      return "ended";
    } catch (ActuationException e) {
      if (e.getCause() instanceof ObjectNotFoundException) {
        return "already gone";
      }
      throw e;
    }
  }
}
