package dev.continuum.lambda;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.ActuationException.Fault;
import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;

/** Creates, changes, publishes and deletes our functions; never touches what is another's. */
final class FunctionWriter {

  private static final int ATTEMPTS = 5;

  private final LambdaCalls calls;
  private final ArtifactStore artifacts;
  private final LambdaSettings settings;

  FunctionWriter(LambdaCalls calls, ArtifactStore artifacts, LambdaSettings settings) {
    this.calls = calls;
    this.artifacts = artifacts;
    this.settings = settings;
  }

  private LambdaClient lambda() {
    return calls.lambda();
  }

  /** Makes $LATEST what a deployment wants, and waits until it is. */
  String put(String name, String owner, Deployment deployment, Optional<String> after) {
    String mark = Spec.mark(deployment.specHash(), after);
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<GetFunctionResponse> there = get(name);
        if (there.isEmpty()) {
          create(name, owner, deployment, mark);
          return "created";
        }
        requireOurs(name, owner, there.get());
        return update(name, deployment, mark, there.get()) ? "updated" : "already so";
      } catch (ActuationException e) {
        boolean again =
            e.fault() == Fault.CONFLICT
                && String.valueOf(e.getMessage()).contains("PreconditionFailed");
        if (!again || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Optional<GetFunctionResponse> get(String name) {
    return calls.find(
        "GetFunction of " + name, () -> lambda().getFunction(r -> r.functionName(name)));
  }

  private void create(String name, String owner, Deployment deployment, String mark) {
    Code code = deployment.code();
    CreateFunctionRequest.Builder request =
        CreateFunctionRequest.builder()
            .functionName(name)
            .role(settings.role())
            .description(mark)
            .memorySize(Spec.memoryMb(deployment))
            .timeout(seconds(deployment))
            .architectures(Architecture.X86_64)
            .environment(e -> e.variables(deployment.parameters()))
            .tags(
                Map.of(
                    Tags.OWNER, owner,
                    Tags.FUNCTION, deployment.function().value(),
                    Tags.NODE, deployment.node().value()));
    if (code.form() == Code.Form.IMAGE) {
      request
          .packageType(PackageType.IMAGE)
          .code(FunctionCode.builder().imageUri(code.location()).build());
    } else {
      request
          .packageType(PackageType.ZIP)
          .runtime(code.runtime())
          .handler(code.entry())
          .code(
              FunctionCode.builder()
                  .zipFile(SdkBytes.fromByteArray(artifacts.fetch(code)))
                  .build());
    }
    calls.call("CreateFunction " + name, () -> lambda().createFunction(request.build()));
    awaitUpdated(name);
  }

  private boolean update(
      String name, Deployment deployment, String mark, GetFunctionResponse there) {
    FunctionConfiguration now = there.configuration();
    Code code = deployment.code();
    boolean image = now.packageType() == PackageType.IMAGE;
    if (image != (code.form() == Code.Form.IMAGE)) {
      throw new ActuationException(
          Fault.INVALID,
          "The function "
              + name
              + " is packed as "
              + now.packageTypeAsString()
              + ", and Lambda cannot change that.",
          "Maybe remove it from the plan once, apply, and bring it back.");
    }
    awaitUpdated(name);
    boolean changed = false;
    boolean sameCode =
        image
            ? code.location().equals(there.code().imageUri())
            : Spec.codeSha256(deployment).filter(now.codeSha256()::equals).isPresent();
    if (!sameCode) {
      UpdateFunctionCodeRequest.Builder request =
          UpdateFunctionCodeRequest.builder().functionName(name);
      if (image) {
        request.imageUri(code.location());
      } else {
        request.zipFile(SdkBytes.fromByteArray(artifacts.fetch(code)));
      }
      calls.call(
          "UpdateFunctionCode of " + name, () -> lambda().updateFunctionCode(request.build()));
      awaitUpdated(name);
      changed = true;
    }
    if (!isAs(deployment, mark, now, image)) {
      GetFunctionConfigurationResponse fresh = configuration(name);
      calls.call(
          "UpdateFunctionConfiguration of " + name,
          () ->
              lambda()
                  .updateFunctionConfiguration(
                      r -> {
                        r.functionName(name)
                            .revisionId(fresh.revisionId())
                            .role(settings.role())
                            .description(mark)
                            .memorySize(Spec.memoryMb(deployment))
                            .timeout(seconds(deployment))
                            .environment(e -> e.variables(deployment.parameters()));
                        if (!image) {
                          r.runtime(code.runtime()).handler(code.entry());
                        }
                      }));
      awaitUpdated(name);
      changed = true;
    }
    return changed;
  }

  private boolean isAs(
      Deployment deployment, String mark, FunctionConfiguration now, boolean image) {
    Map<String, String> variables =
        now.environment() == null ? Map.of() : now.environment().variables();
    return mark.equals(now.description())
        && now.memorySize() == Spec.memoryMb(deployment)
        && now.timeout() == seconds(deployment)
        && settings.role().equals(now.role())
        && variables.equals(deployment.parameters())
        && (image
            || (deployment.code().runtime().equals(now.runtimeAsString())
                && deployment.code().entry().equals(now.handler())));
  }

  /** Lambda's timeouts are whole seconds: rounded up. */
  private static int seconds(Deployment deployment) {
    return (int) Math.max(1, (deployment.timeout().toMillis() + 999) / 1000);
  }

  /** Publishes $LATEST, if it is what the deployment wants and no version is yet. */
  String publish(String name, Deployment deployment, Optional<String> after) {
    String mark = Spec.mark(deployment.specHash(), after);
    GetFunctionConfigurationResponse latest = configuration(name);
    if (!mark.equals(latest.description())) {
      throw new ActuationException(
          Fault.CONFLICT,
          "The function " + name + " was changed before it was published.",
          "Maybe another program writes there: apply again.");
    }
    String version =
        calls.call(
            "PublishVersion of " + name,
            () ->
                lambda()
                    .publishVersion(
                        r -> {
                          r.functionName(name).revisionId(latest.revisionId());
                          Spec.codeSha256(deployment).ifPresent(r::codeSha256);
                        })
                    .version());
    awaitActive(name, version);
    return "version " + version;
  }

  private GetFunctionConfigurationResponse configuration(String name) {
    return calls.call(
        "GetFunctionConfiguration of " + name,
        () -> lambda().getFunctionConfiguration(r -> r.functionName(name)));
  }

  /** Waits until $LATEST is active and its last update has ended. */
  private void awaitUpdated(String name) {
    LambdaSettings.Waits waits = settings.waits();
    boolean done =
        calls.await(
            waits.state(),
            waits.poll(),
            () -> {
              GetFunctionConfigurationResponse now = configuration(name);
              if (now.state() == State.FAILED
                  || now.lastUpdateStatus() == LastUpdateStatus.FAILED) {
                throw new ActuationException(
                    Fault.FUNCTION,
                    "The function "
                        + name
                        + " cannot be made: "
                        + now.stateReason()
                        + " "
                        + now.lastUpdateStatusReason(),
                    "Maybe its image, role or runtime.");
              }
              return now.state() != State.PENDING
                  && now.lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS;
            });
    requireDone(done, "The function " + name + " was not active within " + waits.state() + ".");
  }

  private void awaitActive(String name, String version) {
    LambdaSettings.Waits waits = settings.waits();
    boolean done =
        calls.await(
            waits.state(),
            waits.poll(),
            () ->
                calls
                        .call(
                            "GetFunctionConfiguration of " + name,
                            () ->
                                lambda()
                                    .getFunctionConfiguration(
                                        r -> r.functionName(name).qualifier(version)))
                        .state()
                    != State.PENDING);
    requireDone(
        done,
        "Version " + version + " of " + name + " was not active within " + waits.state() + ".");
  }

  static void requireDone(boolean done, String otherwise) {
    if (!done) {
      throw new ActuationException(Fault.TIMEOUT, otherwise, "Maybe apply again: it goes on.");
    }
  }

  /** Deletes a version, or all of a function of ours. */
  String delete(String name, String owner, Optional<String> version) {
    Optional<GetFunctionResponse> there = get(name);
    if (there.isEmpty()) {
      return "already gone";
    }
    requireOurs(name, owner, there.get());
    return calls
        .find(
            "DeleteFunction " + name,
            () ->
                lambda().deleteFunction(r -> r.functionName(name).qualifier(version.orElse(null))))
        .map(gone -> "deleted")
        .orElse("already gone");
  }

  private static void requireOurs(String name, String owner, GetFunctionResponse there) {
    String actual =
        there.hasTags()
            ? there.tags().getOrDefault(Tags.OWNER, "nobody we know")
            : "nobody we know";
    if (!actual.equals(owner)) {
      throw new ActuationException(
          Fault.CONFLICT,
          "The function " + name + " belongs to " + actual + ", not to " + owner + ".",
          "Maybe rename it, or apply with another owner.");
    }
  }
}
