package dev.continuum.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Entry point on AWS Lambda: handler {@code dev.continuum.functions.LambdaEntry}. The environment
 * variable CONTINUUM_FUNCTION names the function; without it each request does.
 */
public final class LambdaEntry implements RequestStreamHandler {

  private final JsonFunction function;

  /** Loads OpenCV, while Lambda initialises at full CPU. */
  public LambdaEntry() {
    String name = System.getenv("CONTINUUM_FUNCTION");
    if (!"ping".equals(name)) {
      ArFunctions.load();
    }
    function = ManagedFunction.of(name == null ? ArFunctions.byRequest() : ArFunctions.bare(name));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    JsonObject request;
    try {
      request = JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      request = new JsonObject();
    }
    output.write(function.call(request).toString().getBytes(StandardCharsets.UTF_8));
  }
}
