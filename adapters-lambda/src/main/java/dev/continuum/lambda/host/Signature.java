package dev.continuum.lambda.host;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks Signature Version 4 of requests: the key must be known, the signature right, and the date
 * within {@link #SKEW}. Thread-safe.
 */
final class Signature {

  static final Duration SKEW = Duration.ofMinutes(15);

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Map<String, String> keys;
  private final InstantSource clock;

  Signature(Map<String, String> keys, InstantSource clock) {
    this.keys = Map.copyOf(keys);
    this.clock = clock;
  }

  /**
   * The service the request was signed for, say {@code lambda}.
   *
   * @throws ApiException 403 if the signature is missing or wrong
   */
  String check(ApiRequest request) {
    String header =
        request
            .header("authorization")
            .filter(text -> text.startsWith(ALGORITHM + " "))
            .orElseThrow(
                () ->
                    denied("MissingAuthenticationTokenException", "Missing Authentication Token"));
    Map<String, String> fields = fields(header.substring(ALGORITHM.length() + 1));
    String[] scope = fields.getOrDefault("Credential", "").split("/", -1);
    if (scope.length != 5 || !scope[4].equals("aws4_request")) {
      throw denied(
          "IncompleteSignatureException",
          "Credential must have exactly 5 slash-delimited elements");
    }
    String secret =
        Optional.ofNullable(keys.get(scope[0]))
            .orElseThrow(
                () ->
                    denied(
                        "UnrecognizedClientException",
                        "The security token included in the request is invalid."));
    String date = request.header("x-amz-date").orElse("");
    requireRecent(date);
    String expected = sign(request, fields.getOrDefault("SignedHeaders", ""), scope, date, secret);
    if (!MessageDigest.isEqual(bytes(expected), bytes(fields.getOrDefault("Signature", "")))) {
      throw denied(
          "InvalidSignatureException",
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
    }
    return scope[3];
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new TreeMap<>();
    for (String each : text.split(",", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        fields.put(each.substring(0, equals).strip(), each.substring(equals + 1).strip());
      }
    }
    return fields;
  }

  private void requireRecent(String date) {
    Instant sent;
    try {
      sent = Instant.from(DATE.parse(date));
    } catch (DateTimeParseException e) {
      throw denied("IncompleteSignatureException", "X-Amz-Date must be in ISO8601 basic format");
    }
    if (Duration.between(sent, clock.instant()).abs().compareTo(SKEW) > 0) {
      throw denied(
          "InvalidSignatureException",
          "Signature expired: "
              + date
              + " is not within 15 min. of "
              + DATE.format(clock.instant()));
    }
  }

  private static String sign(
      ApiRequest request, String signed, String[] scope, String date, String secret) {
    StringBuilder headers = new StringBuilder();
    for (String name : List.of(signed.split(";", -1))) {
      headers
          .append(name)
          .append(':')
          .append(request.header(name).orElse("").strip().replaceAll(" +", " "))
          .append('\n');
    }
    StringBuilder query = new StringBuilder();
    request
        .query()
        .forEach(
            (key, value) ->
                query
                    .append(query.isEmpty() ? "" : "&")
                    .append(encode(key))
                    .append('=')
                    .append(encode(value)));
    // The path is encoded once as it is sent and once more for the signature.
    String canonical =
        request.method()
            + "\n"
            + encode(request.uri().getRawPath()).replace("%2F", "/")
            + "\n"
            + query
            + "\n"
            + headers
            + "\n"
            + signed
            + "\n"
            + sha256(request.body());
    String text =
        ALGORITHM
            + "\n"
            + date
            + "\n"
            + String.join("/", scope[1], scope[2], scope[3], scope[4])
            + "\n"
            + sha256(bytes(canonical));
    byte[] key = bytes("AWS4" + secret);
    for (int i = 1; i < scope.length; i++) {
      key = mac(key, scope[i]);
    }
    return HexFormat.of().formatHex(mac(key, text));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256.", e);
    }
  }

  private static String sha256(byte[] bytes) {
    return dev.continuum.actuation.Digests.sha256(bytes);
  }

  private static ApiException denied(String type, String message) {
    return ApiException.of(403, type, message);
  }
}
