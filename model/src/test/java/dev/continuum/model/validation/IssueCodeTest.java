package dev.continuum.model.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each code has a problem that has this fault and no other. */
class IssueCodeTest {

  static List<Fault> faults() {
    return Stream.of(
            NodeFaults.all(),
            NetworkFaults.all(),
            FunctionFaults.all(),
            ApplicationFaults.all(),
            GroupFaults.all(),
            ObjectiveFaults.all(),
            ServingFaults.all(),
            PlacementFaults.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void isFoundAloneAtItsPathInPlainWords(String name, Fault fault) {
    List<Issue> issues = ProblemValidator.validate(fault.problem());

    assertThat(issues).extracting(Issue::code).containsExactly(fault.code().text());
    Issue issue = issues.get(0);
    assertThat(issue.path()).isEqualTo(fault.path());
    assertThat(issue.message()).matches("(?s)The .+ \\(.*\\) of .+ must .+\\.");
    assertThat(issue.remedy()).matches("Maybe .+[.]");
  }

  static Stream<Object[]> named() {
    return faults().stream().map(fault -> new Object[] {fault.code() + " " + fault.path(), fault});
  }

  @Test
  void everyCodeHasItsProblem() {
    assertThat(faults()).extracting(Fault::code).contains(Code.values());
  }

  @Test
  void codesAreDistinctAndInKebabCaseUnderAPrefix() {
    assertThat(Code.values())
        .extracting(Code::text)
        .doesNotHaveDuplicates()
        .allMatch(text -> text.matches("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*"));
    assertThat(Arrays.stream(Code.values()).map(Code::remedy))
        .allMatch(r -> r.startsWith("Maybe "));
  }

  @Test
  void theBaseOfTheseProblemsIsValid() {
    assertThat(ProblemValidator.validate(Fault.BASE)).isEmpty();
  }
}
