import type { MessageInitShape } from "@bufbuild/protobuf";

import { DoorKind } from "../gen/typescript/day1/checks/v1/checks_pb.js";
import { IdeaSchema, ManualStage } from "../gen/typescript/day1/ideas/v1/ideas_pb.js";

// An idea with a complete document and one decision that can be taken back.
export function draft(leader: string): MessageInitShape<typeof IdeaSchema> {
  return {
    document: {
      title: "Pickup at the corner shop",
      leader,
      customer: {
        segment: "Readers who are at work when parcels come",
        context: "Parcels go back to the depot, half an hour away.",
        need: "To collect a book on the way home.",
      },
      pressRelease: {
        headline: "Your book waits at the corner shop",
        claim: {
          metric: "parcels handed over at the first attempt, percent",
          baseline: 70,
          target: 95,
          byDate: { year: 2099, month: 7, day: 16 },
        },
        summary: "Readers choose a shop on their way and collect there until late.",
        problem: "Nobody is at home when the parcel comes.",
        benefit: "One stop, no trip to the depot.",
        journey: "Choose the shop, get a message, show the code, take the book.",
      },
      fiveQuestions: {
        who: "Readers who work outside the home.",
        problem: "Every third parcel misses them.",
        benefit: "The book is there when they pass.",
        evidence: "Forty readers kept a diary of their parcels.",
        experience: "A code, and half a minute.",
      },
      customerFaqs: [
        { id: "cf-different", answer: "Today the parcel goes back to the depot." },
        { id: "cf-cost", answer: "Nothing; the shop is paid by us." },
      ],
      mlpFeatures: ["Choose a shop", "A code on the phone"],
      userManual: {
        stage: ManualStage.WRITTEN,
        sections: [{ heading: "Collect", text: "Show the code. Take the book." }],
      },
      doors: [
        {
          id: "shops",
          decision: "Let ten shops hand over parcels",
          kind: DoorKind.TWO_WAY,
          undo: { plan: "Deliver to the door again", cost: usd(500n), days: 3 },
        },
      ],
      costOfFailure: { lossCap: usd(5000n), customersExposed: 1000n },
    },
  };
}

function usd(units: bigint) {
  return { currencyCode: "USD", units };
}
