package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw bytes, and messages that are valid but meant to harm: refused, and the service goes on. */
class HostileInputTest {

  private static final Path TUTORIAL = Path.of("..", "datasets", "tutorial.yaml");

  /** What the caller is to blame for, or what stops a call that never ends by itself. */
  private static final Set<Status.Code> BLAMELESS =
      EnumSet.complementOf(EnumSet.of(Status.Code.INTERNAL, Status.Code.UNKNOWN));

  private static final List<String> TEXTS =
      List.of(
          "",
          "city",
          "people",
          "edge",
          "\0",
          "../../etc/passwd",
          "a/b",
          "\ud83d\ude00",
          "x".repeat(5000));
  private static final List<Double> NUMBERS =
      List.of(
          0.0,
          -0.0,
          -1.0,
          1e-300,
          1e300,
          9e15,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.MIN_VALUE);
  private static final List<Long> WHOLES =
      List.of(0L, -1L, 1L, 2L, 1000L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40);

  private static final java.util.logging.Logger GRPC =
      java.util.logging.Logger.getLogger("io.grpc");

  @TempDir Path directory;
  private final SplittableRandom random =
      new SplittableRandom(Long.getLong("continuum.seed", 20_261_127));
  private ContinuumServer server;
  private ManagedChannel channel;
  private Problem problem;

  @BeforeEach
  void start() throws Exception {
    // gRPC tells of each broken message with a stack trace.
    GRPC.setLevel(java.util.logging.Level.OFF);
    problem = ProblemWire.wire(ProblemFiles.read(Files.readString(TUTORIAL), TUTORIAL + ""));
    server =
        ContinuumServer.start(
            ServerConfigs.local("sqlite:" + directory.resolve("store.db")),
            new RecordingActuator(),
            System::currentTimeMillis);
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
    GRPC.setLevel(null);
  }

  @Test
  void bytesThatAreNoGrpcDoNoHarm() throws Exception {
    byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 300; i++) {
      byte[] noise = new byte[random.nextInt(3000)];
      random.nextBytes(noise);
      byte[] first =
          i % 3 == 0 ? "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII) : preface;
      send(i % 3 == 2 ? new byte[0] : first, noise);
    }
    works();
  }

  @Test
  void bytesThatAreNoMessageAreRefused() {
    for (MethodDescriptor<?, ?> method : RawCalls.methods()) {
      for (int i = 0; i < 5; i++) {
        byte[] noise = new byte[1 + random.nextInt(500)];
        random.nextBytes(noise);
        assertThat(RawCalls.call(channel, method, "", List.of(noise)).status().getCode())
            .isNotNull();
      }
      byte[] deep = new byte[40_000];
      java.util.Arrays.fill(deep, (byte) 0x0b);
      assertThat(RawCalls.call(channel, method, "", List.of(deep)).status().isOk())
          .as(method.getFullMethodName())
          .isFalse();
    }
    MethodDescriptor<?, ?> solve = RawCalls.methods().getFirst();
    assertThat(
            RawCalls.call(channel, solve, "", List.of(new byte[(4 << 20) + 1])).status().getCode())
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    works();
  }

  @Test
  void validMessagesMeantToHarmAreRefusedOrServedAndNeverOurFault() {
    try (ContinuumClient client = ContinuumClient.local(server.port())) {
      client.create("city", problem, PlannerPolicy.newBuilder().setSteps(5).build(), "");
    }
    int rounds = Integer.getInteger("continuum.hostile", 12);
    for (int round = 0; round < rounds; round++) {
      for (MethodDescriptor<?, ?> method : RawCalls.methods()) {
        Message request = hostile(RawCalls.request(method).toBuilder(), 0);
        if (method.getBareMethodName().startsWith("Watch")) {
          continue;
        }
        Status status = RawCalls.call(channel, method, "", List.of(request.toByteArray())).status();
        // Only a search may take as long as its caller waits.
        boolean searches = method.getBareMethodName().matches("Solve|SolveStream|Pareto|WhatIf");
        assertThat(status.getCode() != Status.Code.DEADLINE_EXCEEDED || searches)
            .as("no answer: " + method.getFullMethodName() + "\n" + request)
            .isTrue();
        assertThat(BLAMELESS)
            .as(status + " " + method.getFullMethodName() + "\n" + request)
            .contains(status.getCode());
      }
    }
    works();
  }

  /** Fills most fields with edges of their types, and whole problems with mutated sane ones. */
  private Message hostile(Message.Builder message, int depth) {
    if (message instanceof Problem.Builder && random.nextInt(4) > 0) {
      message.mergeFrom(problem);
      return mutated(message);
    }
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (random.nextInt(4) == 0 || depth > 5) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          message.addRepeatedField(field, value(message, field, depth));
        }
      } else {
        message.setField(field, value(message, field, depth));
      }
    }
    return message.build();
  }

  /** A sane message with a few fields, anywhere in it, that are not. */
  private Message mutated(Message.Builder message) {
    List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
    for (FieldDescriptor field : fields) {
      if (field.isRepeated() && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
          Message.Builder inner = ((Message) message.getRepeatedField(field, i)).toBuilder();
          message.setRepeatedField(field, i, mutated(inner));
        }
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        if (message.hasField(field)) {
          message.setField(field, mutated(((Message) message.getField(field)).toBuilder()));
        }
      } else if (!field.isRepeated() && random.nextInt(25) == 0) {
        message.setField(field, value(message, field, 0));
      }
    }
    return message.build();
  }

  private Object value(Message.Builder message, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case BOOLEAN -> random.nextBoolean();
      case INT -> WHOLES.get(random.nextInt(WHOLES.size())).intValue();
      case LONG -> WHOLES.get(random.nextInt(WHOLES.size()));
      case FLOAT -> NUMBERS.get(random.nextInt(NUMBERS.size())).floatValue();
      case DOUBLE -> NUMBERS.get(random.nextInt(NUMBERS.size()));
      case BYTE_STRING -> ByteString.copyFromUtf8("x");
      case ENUM -> {
        List<EnumValueDescriptor> values = field.getEnumType().getValues();
        yield random.nextInt(8) == 0
            ? field.getEnumType().findValueByNumberCreatingIfUnknown(77)
            : values.get(random.nextInt(values.size()));
      }
      case MESSAGE -> hostile(message.newBuilderForField(field), depth + 1);
    };
  }

  private void send(byte[] first, byte[] noise) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        OutputStream out = socket.getOutputStream()) {
      out.write(first);
      out.write(noise);
      out.flush();
    } catch (IOException e) {
      // The server hung up, as it should.
    }
  }

  private void works() {
    try (ContinuumClient client = ContinuumClient.local(server.port())) {
      client.create("after", problem, PlannerPolicy.newBuilder().setSteps(5).build(), "");
      assertThat(client.get("after").getRevisions().getDeclared()).isEqualTo(1);
    }
  }
}
