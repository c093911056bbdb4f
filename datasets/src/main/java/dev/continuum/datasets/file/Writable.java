package dev.continuum.datasets.file;

import com.google.protobuf.Message;
import dev.continuum.datasets.schema.MessageCheck;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.util.List;

/** Lets only those messages through to a writer that a reader would take back. */
final class Writable {

  private Writable() {}

  static <M extends Message> M checked(M message) {
    List<Issue> issues = MessageCheck.issues(message);
    if (!issues.isEmpty()) {
      throw new InvalidProblemException(issues);
    }
    return message;
  }
}
