package main

import (
	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/genproto/googleapis/type/money"
	"google.golang.org/protobuf/proto"

	checksv1 "day1.example/gen/go/day1/checks/v1"
	ideasv1 "day1.example/gen/go/day1/ideas/v1"
)

// draft is an idea with a complete document and one decision that can be taken back.
func draft(leader string) *ideasv1.Idea {
	return &ideasv1.Idea{Document: &ideasv1.IdeaDocument{
		Title:  "Pickup at the corner shop",
		Leader: leader,
		Customer: &ideasv1.Customer{
			Segment: "Readers who are at work when parcels come",
			Context: "Parcels go back to the depot, half an hour away.",
			Need:    "To collect a book on the way home.",
		},
		PressRelease: &ideasv1.PressRelease{
			Headline: "Your book waits at the corner shop",
			Claim: &ideasv1.Claim{
				Metric:   "parcels handed over at the first attempt, percent",
				Baseline: proto.Float64(70),
				Target:   proto.Float64(95),
				ByDate:   &date.Date{Year: 2099, Month: 7, Day: 16},
			},
			Summary: "Readers choose a shop on their way and collect there until late.",
			Problem: "Nobody is at home when the parcel comes.",
			Benefit: "One stop, no trip to the depot.",
			Journey: "Choose the shop, get a message, show the code, take the book.",
		},
		FiveQuestions: &ideasv1.FiveQuestions{
			Who:        "Readers who work outside the home.",
			Problem:    "Every third parcel misses them.",
			Benefit:    "The book is there when they pass.",
			Evidence:   "Forty readers kept a diary of their parcels.",
			Experience: "A code, and half a minute.",
		},
		CustomerFaqs: []*ideasv1.Faq{
			{Id: "cf-different", Answer: "Today the parcel goes back to the depot."},
			{Id: "cf-cost", Answer: "Nothing; the shop is paid by us."},
		},
		MlpFeatures: []string{"Choose a shop", "A code on the phone"},
		UserManual: &ideasv1.UserManual{
			Stage:    ideasv1.ManualStage_MANUAL_STAGE_WRITTEN,
			Sections: []*ideasv1.ManualSection{{Heading: "Collect", Text: "Show the code. Take the book."}},
		},
		Doors: []*ideasv1.Door{{
			Id:       "shops",
			Decision: "Let ten shops hand over parcels",
			Kind:     checksv1.DoorKind_DOOR_KIND_TWO_WAY,
			Undo:     &ideasv1.Undo{Plan: "Deliver to the door again", Cost: usd(500), Days: proto.Int32(3)},
		}},
		CostOfFailure: &ideasv1.CostOfFailure{LossCap: usd(5000), CustomersExposed: proto.Int64(1000)},
	}}
}

func usd(units int64) *money.Money {
	return &money.Money{CurrencyCode: "USD", Units: units}
}
