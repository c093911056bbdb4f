package dev.continuum.lambda.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.continuum.lambda.host.FunctionEntity.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions, their code and configuration, versions and tags. */
final class FunctionApi {

  private static final int MOST_LISTED = 50;

  private final Registry registry;
  private final CodeStore codes;
  private final Fleet fleet;
  private final Views views;

  FunctionApi(Registry registry, CodeStore codes, Fleet fleet) {
    this.registry = registry;
    this.codes = codes;
    this.fleet = fleet;
    this.views = new Views(registry);
  }

  ApiReply create(ApiRequest request) {
    JsonObject json = request.json();
    String name =
        registry
            .named(Texts.required(json, "FunctionName", "functionName"), Optional.empty())
            .name();
    if (!(json.get("Code") instanceof JsonObject code)) {
      throw ApiException.constraint("code", "null", "Member must not be null");
    }
    CodeStore.Stored stored = codes.take(code);
    Configuration configuration = Configuration.of(stored).with(json);
    requireRunnable(configuration, Texts.of(json, "Role", ""));
    synchronized (registry) {
      if (registry.has(name)) {
        throw ApiException.conflict("Function already exist: " + name);
      }
      Version latest = version(FunctionEntity.LATEST, configuration, true);
      FunctionEntity function = new FunctionEntity(name, registry.arn(name), latest);
      if (json.get("Tags") instanceof JsonObject tags) {
        tags.entrySet()
            .forEach(each -> function.tags.put(each.getKey(), each.getValue().getAsString()));
      }
      registry.put(function);
      return ApiReply.of(
          201, Texts.is(json, "Publish") ? publish(function, "") : views.version(function, latest));
    }
  }

  private static void requireRunnable(Configuration configuration, String role) {
    if (role.isEmpty()) {
      throw ApiException.constraint("role", "null", "Member must not be null");
    }
    if (!role.matches("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+")) {
      throw ApiException.constraint(
          "role",
          role,
          "Member must satisfy regular expression pattern:"
              + " arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    }
    Configuration.Program program = configuration.program();
    if (program.code().isImage()) {
      return;
    }
    if (program.runtime().isEmpty() || program.handler().isEmpty()) {
      throw ApiException.invalid(
          "Runtime and Handler are mandatory parameters for functions created with deployment"
              + " packages.");
    }
    if (Runtimes.isUnknown(program.runtime())) {
      throw ApiException.invalid(
          "Value "
              + program.runtime()
              + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
              + Runtimes.NAMES
              + " or be a valid ARN");
    }
  }

  private Version version(String number, Configuration configuration, boolean created) {
    var now = registry.now();
    var done = now.plus(registry.options().times().state());
    return new Version(
        number,
        configuration,
        registry.revision(),
        now,
        created ? done : now,
        created ? now : done);
  }

  ApiReply list(ApiRequest request) {
    boolean all = request.parameter("FunctionVersion").filter("ALL"::equals).isPresent();
    synchronized (registry) {
      List<JsonObject> views = new ArrayList<>();
      for (FunctionEntity each : registry.all()) {
        views.add(this.views.version(each, each.latest));
        if (all) {
          each.versions.values().forEach(one -> views.add(this.views.version(each, one)));
        }
      }
      return page(request, "Functions", views);
    }
  }

  ApiReply get(ApiRequest request, Registry.Named named) {
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      JsonObject json = new JsonObject();
      Version version = registry.version(function, named.qualifier());
      json.add("Configuration", views.version(function, version));
      json.add("Code", views.code(version.configuration().program().code()));
      if (!function.tags.isEmpty()) {
        json.add("Tags", Texts.object(function.tags));
      }
      if (function.reserved.isPresent()) {
        JsonObject concurrency = new JsonObject();
        concurrency.addProperty("ReservedConcurrentExecutions", function.reserved.getAsInt());
        json.add("Concurrency", concurrency);
      }
      return ApiReply.of(200, json);
    }
  }

  ApiReply configuration(Registry.Named named) {
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      return ApiReply.of(
          200, views.version(function, registry.version(function, named.qualifier())));
    }
  }

  ApiReply updateConfiguration(ApiRequest request, Registry.Named named) {
    JsonObject json = request.json();
    synchronized (registry) {
      FunctionEntity function = updatable(named, json);
      return change(function, function.latest.configuration().with(json), json);
    }
  }

  ApiReply updateCode(ApiRequest request, Registry.Named named) {
    JsonObject json = request.json();
    CodeStore.Stored code = codes.take(json);
    synchronized (registry) {
      FunctionEntity function = updatable(named, json);
      return change(function, function.latest.configuration().withCode(code), json);
    }
  }

  private ApiReply change(FunctionEntity function, Configuration configuration, JsonObject json) {
    requireRunnable(configuration, configuration.role());
    if (Texts.is(json, "DryRun")) {
      return ApiReply.of(200, views.version(function, function.latest));
    }
    function.latest = version(FunctionEntity.LATEST, configuration, false);
    fleet.forget(function.name, FunctionEntity.LATEST);
    return ApiReply.of(
        200,
        Texts.is(json, "Publish")
            ? publish(function, "")
            : views.version(function, function.latest));
  }

  private FunctionEntity updatable(Registry.Named named, JsonObject json) {
    FunctionEntity function = registry.function(named.name());
    String revision = Texts.of(json, "RevisionId", "");
    if (!revision.isEmpty() && !revision.equals(function.latest.revision())) {
      throw ApiException.stale();
    }
    if (!function.latest.isUpdated(registry.now())) {
      throw ApiException.conflict(
          "The operation cannot be performed at this time. An update is in progress for resource: "
              + function.arn);
    }
    requireActive(function.latest);
    return function;
  }

  private void requireActive(Version version) {
    if (!version.isActive(registry.now())) {
      throw ApiException.conflict(
          "The operation cannot be performed at this time. The function is currently in the"
              + " following state: Pending");
    }
  }

  ApiReply publish(ApiRequest request, Registry.Named named) {
    JsonObject json = request.json();
    synchronized (registry) {
      FunctionEntity function = updatable(named, json);
      String expected = Texts.of(json, "CodeSha256", "");
      String actual = function.latest.configuration().program().code().sha256();
      if (!expected.isEmpty() && !expected.equals(actual)) {
        throw ApiException.invalid(
            "CodeSHA256 ("
                + expected
                + ") is different from current CodeSHA256 in $LATEST ("
                + actual
                + "). Please try again with the CodeSHA256 in $LATEST.");
      }
      return ApiReply.of(201, publish(function, Texts.of(json, "Description", "")));
    }
  }

  private JsonObject publish(FunctionEntity function, String description) {
    Configuration configuration = function.latest.configuration();
    Version last =
        function.versions.isEmpty() ? null : function.versions.get(function.versions.lastKey());
    boolean same =
        last != null
            && last.configuration()
                .withDescription(configuration.description())
                .equals(configuration)
            && (description.isEmpty() || last.configuration().description().equals(description))
            && (!description.isEmpty()
                || last.configuration().description().equals(configuration.description()));
    if (same && last != null) {
      return views.version(function, last);
    }
    int number = ++function.lastNumber;
    Version fresh =
        version(
            Integer.toString(number),
            description.isEmpty() ? configuration : configuration.withDescription(description),
            true);
    function.versions.put(number, fresh);
    return views.version(function, fresh);
  }

  ApiReply versions(ApiRequest request, Registry.Named named) {
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      List<JsonObject> all = new ArrayList<>();
      all.add(views.version(function, function.latest));
      function.versions.values().forEach(each -> all.add(views.version(function, each)));
      return page(request, "Versions", all);
    }
  }

  ApiReply delete(Registry.Named named) {
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      if (named.qualifier().isEmpty()) {
        registry.remove(function);
        fleet.forget(function.name);
        return ApiReply.empty(204);
      }
      String qualifier = named.qualifier().get();
      if (qualifier.equals(FunctionEntity.LATEST)) {
        throw ApiException.invalid(
            "$LATEST version cannot be deleted without deleting the function.");
      }
      if (!qualifier.matches("\\d{1,9}")) {
        throw ApiException.invalid(
            "Deletion of aliases is not currently supported by this operation.");
      }
      Version version = registry.version(function, named.qualifier());
      List<String> naming =
          function.aliases.values().stream()
              .filter(
                  each ->
                      each.version().equals(version.number())
                          || each.weights().containsKey(version.number()))
              .map(FunctionEntity.Alias::name)
              .toList();
      if (!naming.isEmpty()) {
        throw ApiException.conflict(
            "Cannot delete function version "
                + function.arn
                + ":"
                + version.number()
                + " because it is referenced by alias(es) "
                + naming
                + ".");
      }
      function.versions.remove(Integer.parseInt(version.number()));
      fleet.provisioned().release(function.name, version.number());
      fleet.forget(function.name, version.number());
      return ApiReply.empty(204);
    }
  }

  ApiReply tags(ApiRequest request, String arn) {
    synchronized (registry) {
      FunctionEntity function = registry.function(registry.named(arn, Optional.empty()).name());
      return switch (request.method()) {
        case "GET" -> {
          JsonObject json = new JsonObject();
          json.add("Tags", Texts.object(function.tags));
          yield ApiReply.of(200, json);
        }
        case "POST" -> {
          if (request.json().get("Tags") instanceof JsonObject tags) {
            tags.entrySet()
                .forEach(each -> function.tags.put(each.getKey(), each.getValue().getAsString()));
          }
          yield ApiReply.empty(204);
        }
        default -> {
          String raw = Optional.ofNullable(request.uri().getRawQuery()).orElse("");
          for (String pair : raw.split("&", -1)) {
            if (pair.startsWith("tagKeys=")) {
              function.tags.remove(
                  java.net.URLDecoder.decode(
                      pair.substring(8), java.nio.charset.StandardCharsets.UTF_8));
            }
          }
          yield ApiReply.empty(204);
        }
      };
    }
  }

  /** A page: the marker is the number of entries before it. */
  static ApiReply page(ApiRequest request, String member, List<JsonObject> all) {
    int first = request.number("Marker", 0, Integer.MAX_VALUE);
    int count = request.number("MaxItems", MOST_LISTED, MOST_LISTED);
    JsonObject json = new JsonObject();
    JsonArray array = new JsonArray();
    all.stream().skip(first).limit(count).forEach(array::add);
    json.add(member, array);
    if (first + count < all.size()) {
      json.addProperty("NextMarker", Integer.toString(first + count));
    }
    return new ApiReply(
        200, Map.of(), json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
