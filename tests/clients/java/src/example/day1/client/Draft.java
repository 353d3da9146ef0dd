package example.day1.client;

import com.google.type.Date;
import com.google.type.Money;
import example.day1.checks.v1.DoorKind;
import example.day1.ideas.v1.Claim;
import example.day1.ideas.v1.CostOfFailure;
import example.day1.ideas.v1.Customer;
import example.day1.ideas.v1.Door;
import example.day1.ideas.v1.Faq;
import example.day1.ideas.v1.FiveQuestions;
import example.day1.ideas.v1.Idea;
import example.day1.ideas.v1.IdeaDocument;
import example.day1.ideas.v1.ManualSection;
import example.day1.ideas.v1.ManualStage;
import example.day1.ideas.v1.PressRelease;
import example.day1.ideas.v1.Undo;
import example.day1.ideas.v1.UserManual;

/** An idea with a complete document and one decision that can be taken back. */
final class Draft {
  private Draft() {}

  static Idea ledBy(String leader) {
    return Idea.newBuilder().setDocument(document(leader)).build();
  }

  private static IdeaDocument document(String leader) {
    return IdeaDocument.newBuilder()
        .setTitle("Pickup at the corner shop")
        .setLeader(leader)
        .setCustomer(
            Customer.newBuilder()
                .setSegment("Readers who are at work when parcels come")
                .setContext("Parcels go back to the depot, half an hour away.")
                .setNeed("To collect a book on the way home."))
        .setPressRelease(
            PressRelease.newBuilder()
                .setHeadline("Your book waits at the corner shop")
                .setClaim(
                    Claim.newBuilder()
                        .setMetric("parcels handed over at the first attempt, percent")
                        .setBaseline(70)
                        .setTarget(95)
                        .setByDate(Date.newBuilder().setYear(2099).setMonth(7).setDay(16)))
                .setSummary("Readers choose a shop on their way and collect there until late.")
                .setProblem("Nobody is at home when the parcel comes.")
                .setBenefit("One stop, no trip to the depot.")
                .setJourney("Choose the shop, get a message, show the code, take the book."))
        .setFiveQuestions(
            FiveQuestions.newBuilder()
                .setWho("Readers who work outside the home.")
                .setProblem("Every third parcel misses them.")
                .setBenefit("The book is there when they pass.")
                .setEvidence("Forty readers kept a diary of their parcels.")
                .setExperience("A code, and half a minute."))
        .addCustomerFaqs(faq("cf-different", "Today the parcel goes back to the depot."))
        .addCustomerFaqs(faq("cf-cost", "Nothing; the shop is paid by us."))
        .addMlpFeatures("Choose a shop")
        .addMlpFeatures("A code on the phone")
        .setUserManual(
            UserManual.newBuilder()
                .setStage(ManualStage.MANUAL_STAGE_WRITTEN)
                .addSections(
                    ManualSection.newBuilder().setHeading("Collect").setText("Show the code. Take the book.")))
        .addDoors(
            Door.newBuilder()
                .setId("shops")
                .setDecision("Let ten shops hand over parcels")
                .setKind(DoorKind.DOOR_KIND_TWO_WAY)
                .setUndo(Undo.newBuilder().setPlan("Deliver to the door again").setCost(usd(500)).setDays(3)))
        .setCostOfFailure(CostOfFailure.newBuilder().setLossCap(usd(5000)).setCustomersExposed(1000))
        .build();
  }

  private static Money usd(long units) {
    return Money.newBuilder().setCurrencyCode("USD").setUnits(units).build();
  }

  private static Faq faq(String id, String answer) {
    return Faq.newBuilder().setId(id).setAnswer(answer).build();
  }
}
