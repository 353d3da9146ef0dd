package example.day1.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;

/** What a service answers instead of a result. */
record Refusal(Status.Code code, String domain, List<String> reasons) {

  /** Makes a call that is refused, and reads the typed details of the error. */
  static Refusal of(Runnable call) throws InvalidProtocolBufferException {
    try {
      call.run();
    } catch (StatusRuntimeException error) {
      return read(error);
    }
    throw new IllegalStateException("the call was not refused");
  }

  private static Refusal read(StatusRuntimeException error) throws InvalidProtocolBufferException {
    String domain = "";
    List<String> reasons = new ArrayList<>();
    for (Any detail : StatusProto.fromThrowable(error).getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        ErrorInfo info = detail.unpack(ErrorInfo.class);
        domain = info.getDomain();
        reasons.add(info.getReason());
      } else if (detail.is(PreconditionFailure.class)) {
        detail.unpack(PreconditionFailure.class).getViolationsList().forEach(broken -> reasons.add(broken.getType()));
      }
    }
    return new Refusal(error.getStatus().getCode(), domain, reasons);
  }

  /** Fails unless the refusal has this code and this reason, in the domain of Day 1. */
  void expect(Status.Code code, String reason) {
    if (this.code != code || !domain.equals("day1.example") || !reasons.contains(reason)) {
      throw new IllegalStateException("expected " + code + " with " + reason + " of day1.example, found " + this);
    }
  }
}
