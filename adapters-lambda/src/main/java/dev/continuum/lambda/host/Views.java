package dev.continuum.lambda.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.continuum.lambda.host.FunctionEntity.Alias;
import dev.continuum.lambda.host.FunctionEntity.Version;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How the API shows functions and aliases. */
final class Views {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

  private final Registry registry;

  Views(Registry registry) {
    this.registry = registry;
  }

  static String date(Instant at) {
    return DATE.format(at);
  }

  JsonObject version(FunctionEntity function, Version version) {
    Configuration configuration = version.configuration();
    CodeStore.Stored code = configuration.program().code();
    Instant now = registry.now();
    JsonObject json = new JsonObject();
    json.addProperty("FunctionName", function.name);
    boolean latest = version.number().equals(FunctionEntity.LATEST);
    json.addProperty("FunctionArn", latest ? function.arn : function.arn + ":" + version.number());
    if (code.isImage()) {
      json.addProperty("PackageType", "Image");
    } else {
      json.addProperty("PackageType", "Zip");
      json.addProperty("Runtime", configuration.program().runtime());
      json.addProperty("Handler", configuration.program().handler());
    }
    json.addProperty("Role", configuration.role());
    json.addProperty("CodeSize", code.size());
    json.addProperty("CodeSha256", code.sha256());
    json.addProperty("Description", configuration.description());
    json.addProperty("Timeout", configuration.timeoutSeconds());
    json.addProperty("MemorySize", configuration.memoryMb());
    json.addProperty("LastModified", date(version.modified()));
    json.addProperty("Version", version.number());
    json.addProperty("RevisionId", version.revision());
    if (!configuration.environment().isEmpty()) {
      JsonObject environment = new JsonObject();
      environment.add("Variables", Texts.object(configuration.environment()));
      json.add("Environment", environment);
    }
    JsonArray architectures = new JsonArray();
    architectures.add("x86_64");
    json.add("Architectures", architectures);
    if (version.isActive(now)) {
      json.addProperty("State", "Active");
    } else {
      json.addProperty("State", "Pending");
      json.addProperty("StateReason", "The function is being created.");
      json.addProperty("StateReasonCode", "Creating");
    }
    if (version.isUpdated(now)) {
      json.addProperty("LastUpdateStatus", "Successful");
    } else {
      json.addProperty("LastUpdateStatus", "InProgress");
      json.addProperty("LastUpdateStatusReason", "The function is being updated.");
      json.addProperty("LastUpdateStatusReasonCode", "Creating");
    }
    return json;
  }

  JsonObject code(CodeStore.Stored code) {
    JsonObject json = new JsonObject();
    if (code.isImage()) {
      json.addProperty("RepositoryType", "ECR");
      json.addProperty("ImageUri", code.image());
      json.addProperty("ResolvedImageUri", code.image());
    } else {
      json.addProperty("RepositoryType", "S3");
      json.addProperty("Location", code.home().toUri().toString());
    }
    return json;
  }

  JsonObject alias(FunctionEntity function, Alias alias) {
    JsonObject json = new JsonObject();
    json.addProperty("AliasArn", function.arn + ":" + alias.name());
    json.addProperty("Name", alias.name());
    json.addProperty("FunctionVersion", alias.version());
    json.addProperty("Description", alias.description());
    json.addProperty("RevisionId", alias.revision());
    var weights = alias.weightsAt(registry.now());
    if (!weights.isEmpty()) {
      JsonObject shares = new JsonObject();
      weights.forEach(shares::addProperty);
      JsonObject routing = new JsonObject();
      routing.add("AdditionalVersionWeights", shares);
      json.add("RoutingConfig", routing);
    }
    return json;
  }
}
