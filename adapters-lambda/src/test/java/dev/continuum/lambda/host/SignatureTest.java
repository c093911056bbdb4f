package dev.continuum.lambda.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Signature Version 4 by the example in AWS's own documentation (a GET of IAM's ListUsers), and
 * what must be refused.
 */
class SignatureTest {

  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
          + " SignedHeaders=content-type;host;x-amz-date,"
          + " Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";

  private static ApiRequest request(String authorization, String action) {
    Map<String, String> headers = new HashMap<>();
    headers.put("authorization", authorization);
    headers.put("host", "iam.amazonaws.com");
    headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
    headers.put("x-amz-date", "20150830T123600Z");
    return new ApiRequest(
        "GET",
        URI.create("https://iam.amazonaws.com/?Action=" + action + "&Version=2010-05-08"),
        headers,
        "".getBytes(StandardCharsets.UTF_8));
  }

  private static Signature signature(Instant now) {
    return new Signature(Map.of("AKIDEXAMPLE", SECRET), () -> now);
  }

  @Test
  void theExampleOfTheDocumentationIsRight() {
    assertThat(signature(THEN).check(request(SIGNED, "ListUsers"))).isEqualTo("iam");
  }

  @Test
  void whatWasChangedAfterSigningIsRefused() {
    assertThatThrownBy(() -> signature(THEN).check(request(SIGNED, "DeleteUsers")))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("does not match the signature you provided");
  }

  @Test
  void whatWasSignedLongAgoIsRefused() {
    assertThatThrownBy(() -> signature(THEN.plusSeconds(901)).check(request(SIGNED, "ListUsers")))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("Signature expired");
  }

  @Test
  void anUnknownKeyAndNoKeyAreRefused() {
    String unknown = SIGNED.replace("AKIDEXAMPLE", "AKIDUNKNOWN");
    assertThatThrownBy(() -> signature(THEN).check(request(unknown, "ListUsers")))
        .hasMessageContaining("security token included in the request is invalid");
    assertThatThrownBy(() -> signature(THEN).check(request("", "ListUsers")))
        .hasMessageContaining("Missing Authentication Token");
  }
}
