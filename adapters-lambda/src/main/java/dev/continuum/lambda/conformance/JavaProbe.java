package dev.continuum.lambda.conformance;

import java.util.Map;
import java.util.TreeMap;

/**
 * A handler as Lambda's Java runtime calls it, without any library. Its class file is a package.
 */
public final class JavaProbe {

  /** Called by the runtime interface client. */
  public JavaProbe() {}

  /** Answers with the event, and with the memory that the runtime was told. */
  public Map<String, Object> handle(Map<String, Object> event) {
    Map<String, Object> answer = new TreeMap<>();
    answer.put("event", event);
    answer.put("memory", String.valueOf(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")));
    if (event.containsKey("throw")) {
      throw new IllegalStateException("as asked");
    }
    return answer;
  }
}
