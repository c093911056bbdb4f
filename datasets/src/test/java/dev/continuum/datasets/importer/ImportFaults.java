package dev.continuum.datasets.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What an importer says of bad input. */
record ImportFaults(List<Issue> issues) {

  static ImportFaults of(ThrowingCallable call) {
    InvalidProblemException thrown = catchThrowableOfType(InvalidProblemException.class, call);
    assertThat(thrown).as("the importer's complaint").isNotNull();
    return new ImportFaults(thrown.issues());
  }

  ImportFaults hasCode(String code) {
    assertThat(issues).extracting(Issue::code).contains(code);
    return this;
  }

  ImportFaults hasPath(String path) {
    assertThat(issues).extracting(Issue::path).contains(path);
    return this;
  }

  ImportFaults hasMessage(String part) {
    assertThat(issues).extracting(Issue::message).anyMatch(message -> message.contains(part));
    return this;
  }
}
