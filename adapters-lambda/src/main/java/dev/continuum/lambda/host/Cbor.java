package dev.continuum.lambda.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * As much of CBOR (RFC 8949) as CloudWatch's protocol needs, as JSON values: what the other APIs of
 * the host speak. Tags are passed over; byte strings are not there.
 */
final class Cbor {

  private static final int DEEPEST = 32;
  private static final int INDEFINITE = 31;
  private static final int BREAK = 0xFF;

  private final ByteBuffer in;

  private Cbor(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  /** Reads one value; 400 if it is none. */
  static JsonElement read(byte[] bytes) {
    try {
      return new Cbor(bytes).value(0);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw ApiException.of(400, "SerializationException", "The body is no CBOR: " + e + ".");
    }
  }

  private JsonElement value(int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("deeper than " + DEEPEST);
    }
    int head = in.get() & 0xFF;
    int low = head & 31;
    return switch (head >> 5) {
      case 0 -> new JsonPrimitive(size(low));
      case 1 -> new JsonPrimitive(-1 - size(low));
      case 3 -> new JsonPrimitive(text(low));
      case 4 -> array(low, depth);
      case 5 -> map(low, depth);
      case 6 -> {
        var unused = size(low);
        yield value(depth + 1);
      }
      case 7 -> simple(low);
      default -> throw new IllegalArgumentException("a byte string");
    };
  }

  private long size(int low) {
    return switch (low) {
      case 24 -> in.get() & 0xFF;
      case 25 -> in.getShort() & 0xFFFF;
      case 26 -> in.getInt() & 0xFFFFFFFFL;
      case 27 -> in.getLong();
      default -> {
        if (low > 23) {
          throw new IllegalArgumentException("a length of " + low);
        }
        yield low;
      }
    };
  }

  /** Of what follows: each item takes a byte at least. */
  private long length(int low) {
    long length = size(low);
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a length of " + length);
    }
    return length;
  }

  private JsonElement simple(int low) {
    return switch (low) {
      case 20, 21 -> new JsonPrimitive(low == 21);
      case 22, 23 -> JsonNull.INSTANCE;
      case 25 -> new JsonPrimitive(Float.float16ToFloat(in.getShort()));
      case 26 -> new JsonPrimitive(in.getFloat());
      case 27 -> new JsonPrimitive(in.getDouble());
      default -> throw new IllegalArgumentException("a simple value of " + low);
    };
  }

  private String text(int low) {
    if (low == INDEFINITE) {
      StringBuilder all = new StringBuilder();
      while (!atBreak()) {
        all.append(text(in.get() & 31));
      }
      return all.toString();
    }
    byte[] bytes = new byte[(int) length(low)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private boolean atBreak() {
    boolean ends = (in.get(in.position()) & 0xFF) == BREAK;
    if (ends) {
      in.get();
    }
    return ends;
  }

  private JsonArray array(int low, int depth) {
    JsonArray array = new JsonArray();
    long length = low == INDEFINITE ? Long.MAX_VALUE : length(low);
    for (long i = 0; i < length && !(low == INDEFINITE && atBreak()); i++) {
      array.add(value(depth + 1));
    }
    return array;
  }

  private JsonObject map(int low, int depth) {
    JsonObject map = new JsonObject();
    long length = low == INDEFINITE ? Long.MAX_VALUE : length(low);
    for (long i = 0; i < length && !(low == INDEFINITE && atBreak()); i++) {
      map.add(key(depth), value(depth + 1));
    }
    return map;
  }

  private String key(int depth) {
    JsonElement key = value(depth + 1);
    if (!key.isJsonPrimitive()) {
      throw new IllegalArgumentException("a key that is no text");
    }
    return key.getAsString();
  }

  /** Writes a value; numbers as doubles. */
  static byte[] write(JsonElement json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(json, out);
    return out.toByteArray();
  }

  private static void write(JsonElement json, ByteArrayOutputStream out) {
    switch (json) {
      case JsonObject object -> {
        head(5, object.size(), out);
        object
            .entrySet()
            .forEach(
                each -> {
                  write(new JsonPrimitive(each.getKey()), out);
                  write(each.getValue(), out);
                });
      }
      case JsonArray array -> {
        head(4, array.size(), out);
        array.forEach(each -> write(each, out));
      }
      case JsonPrimitive value when value.isString() -> {
        byte[] bytes = value.getAsString().getBytes(StandardCharsets.UTF_8);
        head(3, bytes.length, out);
        out.writeBytes(bytes);
      }
      case JsonPrimitive value when value.isBoolean() ->
          out.write(value.getAsBoolean() ? 0xF5 : 0xF4);
      case JsonPrimitive value -> {
        out.write(0xFB);
        out.writeBytes(ByteBuffer.allocate(8).putDouble(value.getAsDouble()).array());
      }
      default -> out.write(0xF6);
    }
  }

  private static void head(int major, int size, ByteArrayOutputStream out) {
    out.write(major << 5 | 26);
    out.writeBytes(ByteBuffer.allocate(4).putInt(size).array());
  }
}
