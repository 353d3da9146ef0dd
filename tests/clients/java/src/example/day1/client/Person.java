package example.day1.client;

import example.day1.ideas.v1.IdeaServiceGrpc;
import example.day1.ideas.v1.IdeaServiceGrpc.IdeaServiceBlockingStub;
import example.day1.reviews.v1.ReviewServiceGrpc;
import example.day1.reviews.v1.ReviewServiceGrpc.ReviewServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;

/** Somebody who calls both services. */
record Person(IdeaServiceBlockingStub ideas, ReviewServiceBlockingStub reviews) {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** Sends the person's token with every call. */
  static Person with(String token, Channel ideas, Channel reviews) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    ClientInterceptor bearer = MetadataUtils.newAttachHeadersInterceptor(headers);
    return new Person(
        IdeaServiceGrpc.newBlockingStub(ideas).withInterceptors(bearer),
        ReviewServiceGrpc.newBlockingStub(reviews).withInterceptors(bearer));
  }
}
