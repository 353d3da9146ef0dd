package example.day1.client;

import example.day1.ideas.v1.AnswerQuestionRequest;
import example.day1.ideas.v1.CreateEvidenceRequest;
import example.day1.ideas.v1.CreateIdeaRequest;
import example.day1.ideas.v1.CreateQuestionRequest;
import example.day1.ideas.v1.Evidence;
import example.day1.ideas.v1.EvidenceKind;
import example.day1.ideas.v1.GetIdeaRequest;
import example.day1.ideas.v1.Idea;
import example.day1.ideas.v1.IdeaState;
import example.day1.ideas.v1.Question;
import example.day1.ideas.v1.SubmitIdeaRequest;
import example.day1.ideas.v1.WatchIdeasRequest;
import example.day1.ideas.v1.WatchIdeasResponse;
import example.day1.reviews.v1.DecideReviewRequest;
import example.day1.reviews.v1.FinishReadingRequest;
import example.day1.reviews.v1.ListReviewsRequest;
import example.day1.reviews.v1.ListReviewsResponse;
import example.day1.reviews.v1.ReviewOutcome;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/** Takes one idea from a draft to an approval. */
final class Walk {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Walk() {}

  static void walk() throws Exception {
    ManagedChannel ideas = connect("DAY1_IDEAS");
    ManagedChannel reviews = connect("DAY1_REVIEWS");
    try {
      walk(
          Person.with(setting("DAY1_AUTHOR_TOKEN"), ideas, reviews),
          Person.with(setting("DAY1_ASKER_TOKEN"), ideas, reviews),
          Person.with(setting("DAY1_LEADER_TOKEN"), ideas, reviews));
    } finally {
      ideas.shutdown();
      reviews.shutdown();
    }
  }

  /** Opens a channel with the defaults of the library. */
  private static ManagedChannel connect(String address) {
    return ManagedChannelBuilder.forTarget(setting(address)).usePlaintext().build();
  }

  private static String setting(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }

  private static void walk(Person author, Person asker, Person leader) throws Exception {
    CreateIdeaRequest create =
        CreateIdeaRequest.newBuilder().setIdea(Draft.ledBy(setting("DAY1_LEADER"))).build();
    String idea = author.ideas().createIdea(create).getIdea().getName();
    say("created", idea);

    CreateQuestionRequest ask =
        CreateQuestionRequest.newBuilder()
            .setParent(idea)
            .setQuestion(Question.newBuilder().setText("What if the shop is closed?"))
            .build();
    String question = asker.ideas().createQuestion(ask).getQuestion().getName();
    submitTooEarly(author, idea);
    author
        .ideas()
        .answerQuestion(
            AnswerQuestionRequest.newBuilder()
                .setName(question)
                .setAnswer("It is open longer than any depot.")
                .build());
    author
        .ideas()
        .createEvidence(
            CreateEvidenceRequest.newBuilder()
                .setParent(idea)
                .setEvidence(
                    Evidence.newBuilder()
                        .setKind(EvidenceKind.EVIDENCE_KIND_CUSTOMER_CONVERSATION)
                        .setSummary("She misses every third parcel.")
                        .setConversationLength(com.google.protobuf.Duration.newBuilder().setSeconds(1200)))
                .build());
    author.ideas().submitIdea(SubmitIdeaRequest.newBuilder().setName(idea).build());
    say("submitted", idea);

    String reviewing = awaitState(author, idea, IdeaState.IDEA_STATE_IN_REVIEW, "");
    String review = reviewOf(leader, idea);
    say("found", review);
    leader.reviews().finishReading(FinishReadingRequest.newBuilder().setName(review).build());
    leader
        .reviews()
        .decideReview(
            DecideReviewRequest.newBuilder().setName(review).setOutcome(ReviewOutcome.REVIEW_OUTCOME_APPROVE).build());
    say("decided", review);

    awaitState(author, idea, IdeaState.IDEA_STATE_APPROVED, reviewing);
    say("approved", idea);
  }

  /** Submits a draft that is not ready, and reads why it is refused. */
  private static void submitTooEarly(Person author, String idea) throws Exception {
    SubmitIdeaRequest submit = SubmitIdeaRequest.newBuilder().setName(idea).build();
    Refusal refusal = Refusal.of(() -> author.ideas().submitIdea(submit));
    refusal.expect(Status.Code.FAILED_PRECONDITION, "NO_CUSTOMER_EVIDENCE");
    say("refused", refusal.reasons().toString());

    GetIdeaRequest unknown = GetIdeaRequest.newBuilder().setName("ideas/of-nobody").build();
    Refusal.of(() -> author.ideas().getIdea(unknown)).expect(Status.Code.NOT_FOUND, "IDEA_NOT_FOUND");
  }

  /** Finds the review of an idea. */
  private static String reviewOf(Person leader, String idea) {
    ListReviewsRequest list = ListReviewsRequest.newBuilder().setFilter("idea = \"" + idea + "\"").build();
    ListReviewsResponse page = leader.reviews().listReviews(list);
    if (page.getReviewsCount() != 1) {
      throw new IllegalStateException("expected one review of " + idea + ", found " + page.getReviewsCount());
    }
    return page.getReviews(0).getName();
  }

  /**
   * Watches ideas until one is in a state, and returns where to go on. A stream ends at its deadline; the next one goes
   * on from there.
   */
  private static String awaitState(Person who, String idea, IdeaState state, String from) {
    Instant deadline = Instant.now().plus(PATIENCE);
    String resume = from;
    try (Context.CancellableContext watching = Context.current().withCancellation()) {
      Context before = watching.attach();
      try {
        while (Instant.now().isBefore(deadline)) {
          WatchIdeasRequest watch = WatchIdeasRequest.newBuilder().setResumeToken(resume).build();
          Iterator<WatchIdeasResponse> answers = who.ideas().watchIdeas(watch);
          while (answers.hasNext()) {
            WatchIdeasResponse answer = answers.next();
            resume = answer.getResumeToken().isEmpty() ? resume : answer.getResumeToken();
            Idea changed = answer.getChanged();
            if (changed.getName().equals(idea) && changed.getState() == state) {
              return resume;
            }
          }
        }
      } finally {
        watching.detach(before);
      }
    }
    throw new IllegalStateException(idea + " is not " + state);
  }

  private static void say(String what, String name) {
    System.out.println(what + " " + name);
  }
}
