package dev.continuum.lambda;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.ActuationException.Fault;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What AWS's errors mean, and what helps. */
final class Faults {

  private record Meaning(Fault fault, String remedy) {}

  private static final Map<String, Meaning> MEANINGS =
      Map.ofEntries(
          Map.entry(
              "AccessDeniedException",
              new Meaning(Fault.DENIED, "Maybe add the action to the policy of the credential.")),
          Map.entry(
              "AccessDenied",
              new Meaning(Fault.DENIED, "Maybe add the action to the policy of the credential.")),
          Map.entry(
              "UnrecognizedClientException",
              new Meaning(Fault.DENIED, "Maybe the key is of another account or was deleted.")),
          Map.entry(
              "InvalidSignatureException",
              new Meaning(Fault.DENIED, "Maybe the secret is wrong, or this machine's clock.")),
          Map.entry(
              "MissingAuthenticationTokenException",
              new Meaning(Fault.DENIED, "Maybe set credential in the targets file.")),
          Map.entry(
              "ExpiredTokenException",
              new Meaning(Fault.DENIED, "Maybe log in again: the session token has expired.")),
          Map.entry(
              "TooManyRequestsException",
              new Meaning(
                  Fault.THROTTLED, "Maybe ask AWS for more concurrency, or apply again later.")),
          Map.entry(
              "ThrottlingException",
              new Meaning(Fault.THROTTLED, "Maybe apply again later: the API itself is busy.")),
          Map.entry(
              "ResourceConflictException",
              new Meaning(
                  Fault.CONFLICT,
                  "Maybe another program changes the function: apply again once it is done.")),
          Map.entry(
              "PreconditionFailedException",
              new Meaning(
                  Fault.CONFLICT, "Maybe another program changed it meanwhile: apply again.")),
          Map.entry(
              "ResourceNotFoundException",
              new Meaning(Fault.CONFLICT, "Maybe it was deleted meanwhile: apply again.")),
          Map.entry(
              "ProvisionedConcurrencyConfigNotFoundException",
              new Meaning(Fault.CONFLICT, "Maybe it was deleted meanwhile: apply again.")),
          Map.entry(
              "CodeStorageExceededException",
              new Meaning(
                  Fault.INVALID, "Maybe keep fewer versions: all of them count against 75 GB.")),
          Map.entry(
              "RequestEntityTooLargeException",
              new Meaning(Fault.INVALID, "Maybe use an image: a zip may have 50 MB.")),
          Map.entry(
              "RequestTooLargeException",
              new Meaning(Fault.INVALID, "Maybe send less: a payload may have 6 MB.")),
          Map.entry(
              "InvalidParameterValueException",
              new Meaning(
                  Fault.INVALID,
                  "Maybe the memory, role, runtime, handler or concurrency in the targets file.")),
          Map.entry(
              "ValidationException",
              new Meaning(Fault.INVALID, "Maybe a value in the targets file is out of range.")));

  private Faults() {}

  static ActuationException of(String what, AwsServiceException e) {
    String code = code(e);
    String text = message(e);
    Meaning meaning =
        Optional.ofNullable(MEANINGS.get(code))
            .orElseGet(
                () ->
                    e.statusCode() >= 500
                        ? new Meaning(Fault.UNAVAILABLE, "Maybe apply again later.")
                        : new Meaning(Fault.INVALID, ""));
    String remedy =
        text.contains("UnreservedConcurrentExecution")
            ? "Maybe plan fewer warm instances, or ask AWS for more concurrency in the region."
            : text.contains("iam") || text.contains("role")
                ? "Maybe correct role in the targets file: Lambda must be able to assume it."
                : meaning.remedy();
    return new ActuationException(
        meaning.fault(),
        "Lambda answered " + e.statusCode() + " " + code + " to " + what + ": " + text,
        remedy,
        e);
  }

  static String code(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(details -> details.errorCode()).orElse("");
  }

  static String message(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails())
        .map(details -> details.errorMessage())
        .orElseGet(() -> String.valueOf(e.getMessage()));
  }
}
