package dev.continuum.service.api;

import dev.continuum.service.access.Directory;
import dev.continuum.service.access.Principal;
import dev.continuum.service.proto.AdminServiceGrpc;
import dev.continuum.service.proto.AdminServiceProto.*;
import io.grpc.stub.StreamObserver;

/** AdminService: tenants, keys and quotas in the directory. */
public final class AdminApi extends AdminServiceGrpc.AdminServiceImplBase {

  private final Directory directory;

  /** On a directory. */
  public AdminApi(Directory directory) {
    this.directory = directory;
  }

  @Override
  public void createTenant(CreateTenantRequest request, StreamObserver<CreateTenantResponse> to) {
    Replies.answer(
        to,
        () -> {
          directory.create(request.getTenant(), actor());
          return CreateTenantResponse.getDefaultInstance();
        });
  }

  @Override
  public void listTenants(ListTenantsRequest request, StreamObserver<ListTenantsResponse> to) {
    Replies.answer(
        to, () -> ListTenantsResponse.newBuilder().addAllTenants(directory.tenants()).build());
  }

  @Override
  public void issueKey(IssueKeyRequest request, StreamObserver<IssueKeyResponse> to) {
    Replies.answer(
        to,
        () -> {
          Directory.Issued issued =
              directory.issue(
                  request.getTenant(), request.getRole(), request.getSubject(), actor());
          return IssueKeyResponse.newBuilder()
              .setKey(issued.key())
              .setToken(issued.token())
              .build();
        });
  }

  @Override
  public void rotateKey(RotateKeyRequest request, StreamObserver<RotateKeyResponse> to) {
    Replies.answer(
        to,
        () ->
            RotateKeyResponse.newBuilder()
                .setToken(directory.rotate(request.getId(), actor()).token())
                .build());
  }

  @Override
  public void revokeKey(RevokeKeyRequest request, StreamObserver<RevokeKeyResponse> to) {
    Replies.answer(
        to,
        () -> {
          directory.revoke(request.getId(), actor());
          return RevokeKeyResponse.getDefaultInstance();
        });
  }

  @Override
  public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> to) {
    Replies.answer(
        to,
        () ->
            ListKeysResponse.newBuilder().addAllKeys(directory.keys(request.getTenant())).build());
  }

  @Override
  public void setQuota(SetQuotaRequest request, StreamObserver<SetQuotaResponse> to) {
    Replies.answer(
        to,
        () -> {
          directory.quota(request.getTenant(), request.getQuota(), actor());
          return SetQuotaResponse.getDefaultInstance();
        });
  }

  private static String actor() {
    return Principal.current().key();
  }
}
