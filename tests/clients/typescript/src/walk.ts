import { type Client, Code, type Interceptor, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";

import { EvidenceKind, IdeaState } from "../gen/typescript/day1/ideas/v1/ideas_pb.js";
import { IdeaService } from "../gen/typescript/day1/ideas/v1/ideas_service_pb.js";
import { ReviewOutcome } from "../gen/typescript/day1/reviews/v1/reviews_pb.js";
import { ReviewService } from "../gen/typescript/day1/reviews/v1/reviews_service_pb.js";
import { draft } from "./draft.js";
import { expectRefusal, refusalOf } from "./refusal.js";

const PATIENCE_MS = 60_000;

// Somebody who calls both services.
interface Person {
  ideas: Client<typeof IdeaService>;
  reviews: Client<typeof ReviewService>;
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

// Opens channels with the defaults of the library; every call carries the person's token.
function connect(tokenVariable: string): Person {
  const bearer: Interceptor = (next) => (request) => {
    request.header.set("authorization", `Bearer ${setting(tokenVariable)}`);
    return next(request);
  };
  const transport = (address: string) =>
    createGrpcTransport({ baseUrl: `http://${setting(address)}`, interceptors: [bearer] });
  return {
    ideas: createClient(IdeaService, transport("DAY1_IDEAS")),
    reviews: createClient(ReviewService, transport("DAY1_REVIEWS")),
  };
}

// Takes one idea from a draft to an approval.
export async function walk(): Promise<void> {
  const author = connect("DAY1_AUTHOR_TOKEN");
  const asker = connect("DAY1_ASKER_TOKEN");
  const leader = connect("DAY1_LEADER_TOKEN");

  const created = await author.ideas.createIdea({ idea: draft(setting("DAY1_LEADER")) });
  const idea = created.idea?.name ?? "";
  console.log("created", idea);

  const asked = await asker.ideas.createQuestion({
    parent: idea,
    question: { text: "What if the shop is closed?" },
  });
  await submitTooEarly(author, idea);
  await author.ideas.answerQuestion({
    name: asked.question?.name ?? "",
    answer: "It is open longer than any depot.",
  });
  await author.ideas.createEvidence({
    parent: idea,
    evidence: {
      kind: EvidenceKind.CUSTOMER_CONVERSATION,
      summary: "She misses every third parcel.",
      conversationLength: { seconds: 1200n },
    },
  });
  await author.ideas.submitIdea({ name: idea });
  console.log("submitted", idea);

  const reviewing = await awaitState(author, idea, IdeaState.IN_REVIEW);
  const review = await reviewOf(leader, idea);
  console.log("found", review);
  await leader.reviews.finishReading({ name: review });
  await leader.reviews.decideReview({ name: review, outcome: ReviewOutcome.APPROVE });
  console.log("decided", review);

  await awaitState(author, idea, IdeaState.APPROVED, reviewing);
  console.log("approved", idea);
}

// Submits a draft that is not ready, and reads why it is refused.
async function submitTooEarly(author: Person, idea: string): Promise<void> {
  const refusal = await refusalOf(author.ideas.submitIdea({ name: idea }));
  expectRefusal(refusal, Code.FailedPrecondition, "NO_CUSTOMER_EVIDENCE");
  console.log("refused", refusal.reasons);
  const unknown = await refusalOf(author.ideas.getIdea({ name: "ideas/of-nobody" }));
  expectRefusal(unknown, Code.NotFound, "IDEA_NOT_FOUND");
}

// Finds the review of an idea.
async function reviewOf(leader: Person, idea: string): Promise<string> {
  const page = await leader.reviews.listReviews({ filter: `idea = ${JSON.stringify(idea)}` });
  const [review] = page.reviews;
  if (review === undefined || page.reviews.length > 1) {
    throw new Error(`expected one review of ${idea}, found ${page.reviews.length}`);
  }
  return review.name;
}

// Watches ideas until one is in a state, and returns where to go on. A stream ends at its deadline; the next one goes on
// from there.
async function awaitState(who: Person, idea: string, state: IdeaState, from = ""): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  const watching = new AbortController();
  let resumeToken = from;
  while (Date.now() < deadline) {
    for await (const answer of who.ideas.watchIdeas({ resumeToken }, { signal: watching.signal })) {
      const { event } = answer;
      resumeToken = answer.resumeToken || resumeToken;
      if (event.case === "changed" && event.value.name === idea && event.value.state === state) {
        watching.abort();
        return resumeToken;
      }
    }
  }
  throw new Error(`${idea} is not ${IdeaState[state]}`);
}
