package dev.continuum.benchmarks.service;

import dev.continuum.service.proto.ContinuumServiceProto.GetPlanRequest;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The peer: bare grpc-java, answering each request with itself. Prints its port. */
final class EchoServer {

  /** What it serves. */
  static final MethodDescriptor<GetPlanRequest, GetPlanRequest> ECHO =
      MethodDescriptor.<GetPlanRequest, GetPlanRequest>newBuilder()
          .setFullMethodName("continuum.bench.Echo/Echo")
          .setType(MethodDescriptor.MethodType.UNARY)
          .setRequestMarshaller(ProtoUtils.marshaller(GetPlanRequest.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(GetPlanRequest.getDefaultInstance()))
          .build();

  /** What calls run on. */
  enum Threads {
    /** As grpc-java comes: its own pool. */
    POOL,
    /** A virtual thread a task. */
    VIRTUAL
  }

  private EchoServer() {}

  public static void main(String[] arguments) throws Exception {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                ServerServiceDefinition.builder("continuum.bench.Echo")
                    .addMethod(
                        ECHO,
                        ServerCalls.<GetPlanRequest, GetPlanRequest>asyncUnaryCall(
                            (request, to) -> {
                              to.onNext(request);
                              to.onCompleted();
                            }))
                    .build());
    if (Threads.valueOf(arguments[0]) == Threads.VIRTUAL) {
      builder.executor(Executors.newVirtualThreadPerTaskExecutor());
    }
    var server = builder.build().start();
    System.out.println("listening on 127.0.0.1:" + server.getPort());
    server.awaitTermination();
  }
}
