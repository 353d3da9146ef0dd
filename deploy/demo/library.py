"""The library of metrics: what is worth measuring, and what is only a proxy."""

from .company import Company, Json

METRICS: tuple[Json, ...] = (
    {
        "key": "customer_growth",
        "description": "More people who bought within a year than a year before.",
        "kind": "OUTCOME",
        "horizonDays": 365,
    },
    {
        "key": "revenue_growth",
        "description": "What customers paid us, against the year before.",
        "kind": "OUTCOME",
        "horizonDays": 365,
    },
    {
        "key": "repeat_purchase_rate",
        "description": "Share of customers who come back within ninety days.",
        "kind": "BEHAVIOR",
        "horizonDays": 90,
    },
    {
        "key": "brand_strength",
        "description": "Share of people who name us unprompted. Asked, not seen.",
        "kind": "SURVEY_PROXY",
        "horizonDays": 180,
    },
    {
        "key": "satisfied",
        "description": "Share of answers that tick a happy face.",
        "kind": "SURVEY_PROXY",
        "horizonDays": 30,
    },
    {
        "key": "claps",
        "description": "Applause under an article, up to forty a reader.",
        "kind": "PROCESS_PROXY",
        "horizonDays": 7,
    },
)
"""What everybody in the company means by a word."""


def fill_metrics(company: Company) -> None:
    """Put them into the library."""
    for metric in METRICS:
        body = {
            "title": metric["key"].replace("_", " "),
            "description": f"{metric['description']} (Fictional.)",
            "kind": f"METRIC_KIND_{metric['kind']}",
            "direction": "DIRECTION_UP",
            "horizonDays": metric["horizonDays"],
        }
        company.create("joy", "metrics", metric["key"], body)
