package dev.continuum.service.api;

import com.google.protobuf.ByteString;
import dev.continuum.planner.Loop;
import dev.continuum.service.access.Directory;
import dev.continuum.service.access.Principal;
import dev.continuum.service.access.Refusals;
import dev.continuum.service.proto.AdminServiceProto.Role;
import dev.continuum.service.proto.DomainServiceGrpc;
import dev.continuum.service.proto.DomainServiceProto.*;
import dev.continuum.service.proto.RecordProto.Registered;
import dev.continuum.service.proto.RecordProto.RegisteredOrBuilder;
import dev.continuum.service.replica.Commands;
import dev.continuum.service.replica.ContinuumMachine;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** DomainService: leases of domains and devices, and the events between them. */
public final class DomainApi extends DomainServiceGrpc.DomainServiceImplBase {

  private static final long LEAST_TTL_MS = 1000;
  private static final long MOST_TTL_MS = 3_600_000;

  /** Events that may wait for a reader before its stream is ended; it can come again. */
  private static final int MOST_WAITING = 1000;

  private final Replica replica;
  private final SecureRandom random;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

  /** On a replica. */
  public DomainApi(Replica replica, SecureRandom random) {
    this.replica = replica;
    this.random = random;
  }

  /** Ends streams of events, so that their readers go elsewhere. */
  public void drain() {
    streams.forEach(EventStream::drain);
  }

  @Override
  public void registerDomain(
      RegisterDomainRequest request, StreamObserver<RegisterDomainResponse> to) {
    register(
        request.getContinuum(),
        Registered.newBuilder()
            .setNode(request.getNode())
            .setEndpoint(request.getEndpoint())
            .setTtlMs(request.getTtlMs()),
        to,
        lease -> RegisterDomainResponse.newBuilder().setLease(lease).build());
  }

  @Override
  public void registerDevice(
      RegisterDeviceRequest request, StreamObserver<RegisterDeviceResponse> to) {
    register(
        request.getContinuum(),
        Registered.newBuilder()
            .setDevice(request.getDevice())
            .setGroup(request.getGroup())
            .setTtlMs(request.getTtlMs()),
        to,
        lease -> RegisterDeviceResponse.newBuilder().setLease(lease).build());
  }

  @Override
  public void renewLease(RenewLeaseRequest request, StreamObserver<RenewLeaseResponse> to) {
    try {
      machine(request.getContinuum(), request.getLease())
          .renew(
              hash(request.getLease()),
              Replies.to(to, ttl -> RenewLeaseResponse.newBuilder().setTtlMs(ttl).build()));
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  @Override
  public void leave(LeaveRequest request, StreamObserver<LeaveResponse> to) {
    try {
      machine(request.getContinuum(), request.getLease())
          .submit(
              Commands.unregister(hash(request.getLease()), false),
              Replies.to(
                  to,
                  there -> {
                    if (!there) {
                      throw RefusedException.noLease();
                    }
                    return LeaveResponse.getDefaultInstance();
                  }));
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  @Override
  public void announce(AnnounceRequest request, StreamObserver<AnnounceResponse> to) {
    try {
      machine(request.getContinuum(), request.getLease())
          .submit(
              Commands.announce(
                  hash(request.getLease()),
                  request.getEvent(),
                  new Commands.Caller(Principal.current().key(), "")),
              Replies.to(to, done -> AnnounceResponse.getDefaultInstance()));
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  @Override
  public void watchEvents(WatchEventsRequest request, StreamObserver<WatchEventsResponse> to) {
    var call = (ServerCallStreamObserver<WatchEventsResponse>) to;
    try {
      ContinuumMachine machine = machine(request.getContinuum(), request.getLease());
      EventStream stream = new EventStream(call, MOST_WAITING);
      call.setOnReadyHandler(stream::send);
      Runnable forget =
          () -> {
            streams.remove(stream);
            machine.loop().execute(stream::stop);
          };
      streams.add(stream);
      call.setOnCancelHandler(forget);
      call.setOnCloseHandler(forget);
      machine
          .loop()
          .execute(
              () -> {
                Optional<Loop.Timer> listening =
                    machine
                        .events()
                        .listen(hash(request.getLease()), machine.view().state(), stream::add);
                if (listening.isPresent()) {
                  stream.stopBy(listening.get());
                } else {
                  call.onError(Refusals.status(RefusedException.noLease()));
                }
              });
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  private <A> void register(
      String continuum,
      Registered.Builder who,
      StreamObserver<A> to,
      java.util.function.Function<String, A> message) {
    try {
      Principal caller = Principal.current();
      String name = name(who);
      if (name.isEmpty()) {
        throw new RefusedException(Kind.INVALID, "The domain or device must be named.");
      }
      if (who.getTtlMs() < LEAST_TTL_MS || who.getTtlMs() > MOST_TTL_MS) {
        throw new RefusedException(Kind.INVALID, "The ttl_ms must be from 1,000 to 3,600,000.");
      }
      if (caller.role() == Role.ROLE_AGENT && !caller.subject().equals(name)) {
        throw new RefusedException(Kind.NOT_FOUND, "An agent registers itself only.");
      }
      String lease = Directory.secret(random);
      machine(continuum)
          .submit(
              Commands.register(
                  who.setLeaseHash(hash(lease)).build(), new Commands.Caller(caller.key(), "")),
              Replies.to(to, done -> message.apply(lease)));
    } catch (RuntimeException e) {
      to.onError(Refusals.status(e));
    }
  }

  private ContinuumMachine machine(String continuum) {
    String tenant = Principal.current().tenant();
    var unused = Continua.present(replica, tenant, continuum);
    return replica.machine(Continua.stream(tenant, continuum));
  }

  /** For the holder of a lease: an agent's must be its own. */
  private ContinuumMachine machine(String continuum, String lease) {
    ContinuumMachine machine = machine(continuum);
    Principal caller = Principal.current();
    ByteString hash = hash(lease);
    if (caller.role() == Role.ROLE_AGENT
        && machine.view().state().content().getRegisteredList().stream()
            .filter(each -> each.getLeaseHash().equals(hash))
            .anyMatch(each -> !caller.subject().equals(name(each)))) {
      throw RefusedException.noLease();
    }
    return machine;
  }

  private static String name(RegisteredOrBuilder who) {
    return who.getNode().isEmpty() ? who.getDevice() : who.getNode();
  }

  private static ByteString hash(String lease) {
    return ByteString.copyFrom(Directory.sha256(lease));
  }
}
