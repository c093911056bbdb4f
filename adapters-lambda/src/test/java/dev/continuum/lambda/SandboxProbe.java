package dev.continuum.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A function that tells what it may write and where it runs. */
public final class SandboxProbe {

  private SandboxProbe() {}

  /** Answers with what it was asked and what it found. */
  public static Map<String, Object> handle(Map<String, Object> event) {
    Map<String, Object> answer = new TreeMap<>(event);
    answer.put("root", System.getenv("LAMBDA_TASK_ROOT"));
    answer.put("mark", System.getenv("MARK"));
    answer.put("code", isWritable("/var/task/file"));
    answer.put("system", isWritable("/etc/file"));
    answer.put("tmp", isWritable("/tmp/file"));
    return answer;
  }

  private static boolean isWritable(String file) {
    try {
      Files.writeString(Path.of(file), "x");
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
