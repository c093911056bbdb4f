package dev.continuum.lambda.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a function runs and how: everything a published version freezes.
 *
 * @param description free text
 * @param program what it runs
 * @param role never checked here
 * @param memoryMb 128 to 10,240
 * @param timeoutSeconds 1 to 900
 * @param environment variables
 */
record Configuration(
    String description,
    Program program,
    String role,
    int memoryMb,
    int timeoutSeconds,
    SortedMap<String, String> environment) {

  private static final int STANDARD_MEMORY_MB = 128;
  private static final int LEAST_MEMORY_MB = 128;
  private static final int MOST_MEMORY_MB = 10_240;
  private static final int MOST_TIMEOUT_SECONDS = 900;
  private static final int MOST_ENVIRONMENT_BYTES = 4096;

  /**
   * What a function runs.
   *
   * @param runtime empty for images
   * @param handler empty for images
   * @param code its bytes, or an image
   */
  record Program(String runtime, String handler, CodeStore.Stored code) {}

  Configuration {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /** With nothing but defaults. */
  static Configuration of(CodeStore.Stored code) {
    return new Configuration(
        "", new Program("", "", code), "", STANDARD_MEMORY_MB, 3, new TreeMap<>());
  }

  Configuration withCode(CodeStore.Stored code) {
    return new Configuration(
        description,
        new Program(program.runtime(), program.handler(), code),
        role,
        memoryMb,
        timeoutSeconds,
        environment);
  }

  Configuration withDescription(String other) {
    return new Configuration(other, program, role, memoryMb, timeoutSeconds, environment);
  }

  /** What a request asks to be different. */
  Configuration with(JsonObject request) {
    SortedMap<String, String> variables = new TreeMap<>(environment);
    if (request.get("Environment") instanceof JsonObject wrapped) {
      variables.clear();
      if (wrapped.get("Variables") instanceof JsonObject named) {
        named
            .entrySet()
            .forEach(each -> variables.put(each.getKey(), each.getValue().getAsString()));
      }
    }
    int bytes = variables.toString().length();
    if (bytes > MOST_ENVIRONMENT_BYTES) {
      throw ApiException.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided exceeded the 4KB limit.");
    }
    return new Configuration(
        Texts.of(request, "Description", description),
        new Program(
            Texts.of(request, "Runtime", program.runtime()),
            Texts.of(request, "Handler", program.handler()),
            program.code()),
        Texts.of(request, "Role", role),
        number(request, "MemorySize", "memorySize", memoryMb, LEAST_MEMORY_MB, MOST_MEMORY_MB),
        number(request, "Timeout", "timeout", timeoutSeconds, 1, MOST_TIMEOUT_SECONDS),
        variables);
  }

  private static int number(
      JsonObject request, String key, String member, int otherwise, int least, int most) {
    JsonElement value = request.get(key);
    if (value == null || value.isJsonNull()) {
      return otherwise;
    }
    int number = value.getAsInt();
    if (number < least) {
      throw ApiException.constraint(
          member, "" + number, "Member must have value greater than or equal to " + least);
    }
    if (number > most) {
      throw ApiException.constraint(
          member, "" + number, "Member must have value less than or equal to " + most);
    }
    return number;
  }
}
