"""What a history calls each event."""

from collections.abc import Mapping

from chassis.domain import DomainEvent

from ..domain import events

NAMES: Mapping[type[DomainEvent], str] = {
    events.ReviewOpened: "ReviewOpened",
    events.ReviewReadingStarted: "ReviewReadingStarted",
    events.ReviewReadingFinished: "ReviewReadingFinished",
    events.ReviewDebateOpened: "ReviewDebateOpened",
    events.ReviewRereadRequested: "ReviewRereadRequested",
    events.ReviewDecided: "ReviewDecided",
    events.ReviewSuperseded: "ReviewSuperseded",
    events.ReviewWithdrawn: "ReviewWithdrawn",
    events.ReviewStalled: "ReviewStalled",
    events.ReviewCheckActivated: "ReviewCheckActivated",
    events.ReviewExceptionExpired: "ReviewExceptionExpired",
    events.ReviewDeciderNamed: "ReviewDeciderNamed",
    events.ReviewReaderInvited: "ReviewReaderInvited",
    events.ReviewNeedChanged: "ReviewNeedChanged",
    events.ReviewPositionSet: "ReviewPositionSet",
    events.ReviewTopicClosed: "ReviewTopicClosed",
    events.ReviewQuestionAsked: "ReviewQuestionAsked",
    events.ReviewQuestionAnswered: "ReviewQuestionAnswered",
    events.ReviewItemAnswered: "ReviewItemAnswered",
    events.ReviewFixAccepted: "ReviewFixAccepted",
    events.ReviewExceptionGranted: "ReviewExceptionGranted",
    events.ReviewCheckEnded: "ReviewCheckEnded",
    events.ReviewTextErased: "ReviewTextErased",
}
"""The name of the message that is published, or one that the contract lists: a class
can be renamed, these names cannot. Comments show no history."""

PUBLIC_NAMES = {event.__name__: name for event, name in NAMES.items()}
"""By the name that is stored."""
