package dev.continuum.service.api;

import dev.continuum.service.access.Principal;
import dev.continuum.service.access.Refusals;
import dev.continuum.service.proto.AdminServiceProto.Role;
import dev.continuum.service.proto.TelemetryServiceGrpc;
import dev.continuum.service.proto.TelemetryServiceProto.ReportRequest;
import dev.continuum.service.proto.TelemetryServiceProto.ReportResponse;
import dev.continuum.service.replica.Acknowledged;
import dev.continuum.service.replica.ContinuumMachine;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.replica.Reply;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** TelemetryService: batches to machines; a few are taken ahead of what is durable, no more. */
public final class TelemetryApi extends TelemetryServiceGrpc.TelemetryServiceImplBase {

  private static final int AHEAD = 64;
  private static final int MOST_SAMPLES = 1000;

  private final Replica replica;

  /** On a replica. */
  public TelemetryApi(Replica replica) {
    this.replica = replica;
  }

  @Override
  public StreamObserver<ReportRequest> report(StreamObserver<ReportResponse> to) {
    var call = (ServerCallStreamObserver<ReportResponse>) to;
    call.disableAutoRequest();
    call.request(AHEAD);
    return new Stream(Principal.current(), call);
  }

  private final class Stream implements StreamObserver<ReportRequest> {

    private final Principal who;
    private final ServerCallStreamObserver<ReportResponse> to;
    private long rejected;
    private int waiting;
    private boolean half;
    private boolean ended;

    Stream(Principal who, ServerCallStreamObserver<ReportResponse> to) {
      this.who = who;
      this.to = to;
    }

    @Override
    public void onNext(ReportRequest batch) {
      try {
        if (batch.getSamplesCount() > MOST_SAMPLES) {
          throw new RefusedException(Kind.INVALID, "A batch must hold at most 1000 samples.");
        }
        if (batch.getSource().isEmpty() || batch.getSource().length() > 200) {
          throw new RefusedException(
              Kind.INVALID, "The source must be named, in at most 200 characters.");
        }
        if (who.role() == Role.ROLE_AGENT && !who.subject().equals(batch.getSource())) {
          throw new RefusedException(Kind.NOT_FOUND, "An agent reports for itself only.");
        }
        var unused = Continua.present(replica, who.tenant(), batch.getContinuum());
        ContinuumMachine machine =
            replica.machine(Continua.stream(who.tenant(), batch.getContinuum()));
        synchronized (this) {
          waiting++;
        }
        machine.report(
            batch.getSource(),
            batch.getSequence(),
            batch.getSamplesList(),
            acknowledge(batch.getSource()));
      } catch (RuntimeException e) {
        fail(e);
      }
    }

    @Override
    public synchronized void onError(Throwable t) {
      ended = true;
    }

    @Override
    public synchronized void onCompleted() {
      half = true;
      finish();
    }

    private Reply<Acknowledged> acknowledge(String source) {
      return new Reply<>() {
        @Override
        public void done(Acknowledged answer) {
          acknowledged(source, answer);
        }

        @Override
        public void refused(RefusedException cause) {
          fail(cause);
        }
      };
    }

    private synchronized void acknowledged(String source, Acknowledged answer) {
      waiting--;
      if (ended || to.isCancelled()) {
        return;
      }
      rejected += answer.rejected();
      to.onNext(
          ReportResponse.newBuilder()
              .setSource(source)
              .setSequence(answer.sequence())
              .setRejected(rejected)
              .build());
      to.request(1);
      finish();
    }

    private synchronized void fail(RuntimeException cause) {
      if (!ended) {
        ended = true;
        to.onError(Refusals.status(cause));
      }
    }

    private void finish() {
      if (half && waiting == 0 && !ended) {
        ended = true;
        to.onCompleted();
      }
    }
  }
}
