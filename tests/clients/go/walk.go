package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/durationpb"

	ideasv1 "day1.example/gen/go/day1/ideas/v1"
	reviewsv1 "day1.example/gen/go/day1/reviews/v1"
)

// bearer sends one person's token with every call.
type bearer string

func (token bearer) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	return map[string]string{"authorization": "Bearer " + string(token)}, nil
}

func (bearer) RequireTransportSecurity() bool { return false }

// person is somebody who calls both services.
type person struct {
	ideas   ideasv1.IdeaServiceClient
	reviews reviewsv1.ReviewServiceClient
}

// connect opens channels with the defaults of the library.
func connect(tokenVariable string) (person, error) {
	options := []grpc.DialOption{
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithPerRPCCredentials(bearer(os.Getenv(tokenVariable))),
	}
	ideas, err := grpc.NewClient(os.Getenv("DAY1_IDEAS"), options...)
	if err != nil {
		return person{}, err
	}
	reviews, err := grpc.NewClient(os.Getenv("DAY1_REVIEWS"), options...)
	if err != nil {
		return person{}, err
	}
	return person{ideasv1.NewIdeaServiceClient(ideas), reviewsv1.NewReviewServiceClient(reviews)}, nil
}

// walk takes one idea from a draft to an approval.
func walk(ctx context.Context) error {
	author, err := connect("DAY1_AUTHOR_TOKEN")
	if err != nil {
		return err
	}
	asker, err := connect("DAY1_ASKER_TOKEN")
	if err != nil {
		return err
	}
	leader, err := connect("DAY1_LEADER_TOKEN")
	if err != nil {
		return err
	}

	created, err := author.ideas.CreateIdea(ctx, &ideasv1.CreateIdeaRequest{Idea: draft(os.Getenv("DAY1_LEADER"))})
	if err != nil {
		return err
	}
	idea := created.GetIdea().GetName()
	fmt.Println("created", idea)

	question, err := asker.ideas.CreateQuestion(ctx, &ideasv1.CreateQuestionRequest{
		Parent:   idea,
		Question: &ideasv1.Question{Text: "What if the shop is closed?"},
	})
	if err != nil {
		return err
	}
	if err := refusedSubmit(ctx, author, idea); err != nil {
		return err
	}
	_, err = author.ideas.AnswerQuestion(ctx, &ideasv1.AnswerQuestionRequest{
		Name:   question.GetQuestion().GetName(),
		Answer: "It is open longer than any depot.",
	})
	if err != nil {
		return err
	}
	_, err = author.ideas.CreateEvidence(ctx, &ideasv1.CreateEvidenceRequest{
		Parent: idea,
		Evidence: &ideasv1.Evidence{
			Kind:               ideasv1.EvidenceKind_EVIDENCE_KIND_CUSTOMER_CONVERSATION,
			Summary:            "She misses every third parcel.",
			ConversationLength: durationpb.New(20 * time.Minute),
		},
	})
	if err != nil {
		return err
	}
	if _, err = author.ideas.SubmitIdea(ctx, &ideasv1.SubmitIdeaRequest{Name: idea}); err != nil {
		return err
	}
	fmt.Println("submitted", idea)

	reviewing, err := awaitState(ctx, author, idea, ideasv1.IdeaState_IDEA_STATE_IN_REVIEW, "")
	if err != nil {
		return err
	}
	review, err := reviewOf(ctx, leader, idea)
	if err != nil {
		return err
	}
	fmt.Println("found", review)
	if _, err := leader.reviews.FinishReading(ctx, &reviewsv1.FinishReadingRequest{Name: review}); err != nil {
		return err
	}
	_, err = leader.reviews.DecideReview(ctx, &reviewsv1.DecideReviewRequest{
		Name:    review,
		Outcome: reviewsv1.ReviewOutcome_REVIEW_OUTCOME_APPROVE,
	})
	if err != nil {
		return err
	}
	fmt.Println("decided", review)

	if _, err := awaitState(ctx, author, idea, ideasv1.IdeaState_IDEA_STATE_APPROVED, reviewing); err != nil {
		return err
	}
	fmt.Println("approved", idea)
	return nil
}

// refusedSubmit submits a draft that is not ready, and reads why it is refused.
func refusedSubmit(ctx context.Context, author person, idea string) error {
	_, err := author.ideas.SubmitIdea(ctx, &ideasv1.SubmitIdeaRequest{Name: idea})
	refusal, err := refusalIn(err)
	if err != nil {
		return err
	}
	if err := refusal.expect(codes.FailedPrecondition, "NO_CUSTOMER_EVIDENCE"); err != nil {
		return err
	}
	fmt.Println("refused", refusal.reasons)

	_, err = author.ideas.GetIdea(ctx, &ideasv1.GetIdeaRequest{Name: "ideas/of-nobody"})
	if refusal, err = refusalIn(err); err != nil {
		return err
	}
	return refusal.expect(codes.NotFound, "IDEA_NOT_FOUND")
}

// reviewOf finds the review of an idea.
func reviewOf(ctx context.Context, leader person, idea string) (string, error) {
	page, err := leader.reviews.ListReviews(ctx, &reviewsv1.ListReviewsRequest{
		Filter: fmt.Sprintf("idea = %q", idea),
	})
	if err != nil {
		return "", err
	}
	if len(page.GetReviews()) != 1 {
		return "", fmt.Errorf("expected one review of %s, found %d", idea, len(page.GetReviews()))
	}
	return page.GetReviews()[0].GetName(), nil
}

// awaitState watches ideas until one is in a state, and returns where to go on. A stream ends at its deadline; the next
// one goes on from there.
func awaitState(
	ctx context.Context, who person, idea string, state ideasv1.IdeaState, resume string,
) (string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for {
		stream, err := who.ideas.WatchIdeas(ctx, &ideasv1.WatchIdeasRequest{ResumeToken: resume})
		if err != nil {
			return "", err
		}
		for {
			answer, err := stream.Recv()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return "", err
			}
			if token := answer.GetResumeToken(); token != "" {
				resume = token
			}
			if changed := answer.GetChanged(); changed.GetName() == idea && changed.GetState() == state {
				return resume, nil
			}
		}
	}
}
