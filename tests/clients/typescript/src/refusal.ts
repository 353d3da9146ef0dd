import { Code, ConnectError } from "@connectrpc/connect";

import { ErrorInfoSchema, PreconditionFailureSchema } from "../gen/typescript/google/rpc/error_details_pb.js";

// What a service answers instead of a result.
export interface Refusal {
  code: Code;
  domain: string;
  reasons: string[];
}

// Waits for a call to be refused, and reads the typed details of the error.
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const error = await call.then(
    () => {
      throw new Error("the call was not refused");
    },
    (reason: unknown) => ConnectError.from(reason),
  );
  const info = error.findDetails(ErrorInfoSchema);
  const broken = error.findDetails(PreconditionFailureSchema).flatMap((failure) => failure.violations);
  return {
    code: error.code,
    domain: info[0]?.domain ?? "",
    reasons: [...info.map((detail) => detail.reason), ...broken.map((violation) => violation.type)],
  };
}

// Fails unless a refusal has this code and this reason, in the domain of Day 1.
export function expectRefusal(found: Refusal, code: Code, reason: string): void {
  if (found.code !== code || found.domain !== "day1.example" || !found.reasons.includes(reason)) {
    throw new Error(`expected ${Code[code]} with ${reason} of day1.example, found ${JSON.stringify(found)}`);
  }
}
