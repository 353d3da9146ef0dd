"""The library of metrics: what is worth measuring, and what is only a proxy."""

from .company import Company, Json

METRICS: tuple[Json, ...] = (
    {
        "title": "customer_growth",
        "description": "More people who bought within a year than a year before.",
        "kind": "OUTCOME",
        "horizonDays": 365,
    },
    {
        "title": "revenue_growth",
        "description": "What customers paid us, against the year before.",
        "kind": "OUTCOME",
        "horizonDays": 365,
    },
    {
        "title": "repeat_purchase_rate",
        "description": "Share of customers who come back within ninety days.",
        "kind": "BEHAVIOUR",
        "horizonDays": 90,
    },
    {
        "title": "brand_strength",
        "description": "Share of people who name us unprompted. Asked, not seen.",
        "kind": "SURVEY_PROXY",
        "horizonDays": 180,
    },
    {
        "title": "satisfied",
        "description": "Share of answers that tick a happy face.",
        "kind": "SURVEY_PROXY",
        "horizonDays": 30,
    },
    {
        "title": "claps",
        "description": "Applause under an article, up to forty a reader.",
        "kind": "PROCESS_PROXY",
        "horizonDays": 7,
    },
)
"""What everybody in the company means by a word."""


def fill_metrics(company: Company) -> None:
    """Put them into the library."""
    for metric in METRICS:
        described = {
            "key": metric["title"],
            "kind": f"METRIC_KIND_{metric['kind']}",
            "direction": "DIRECTION_UP",
            "horizonDays": metric["horizonDays"],
        }
        body = {
            "title": metric["title"].replace("_", " "),
            "description": f"{metric['description']} (Fictional.)",
            "metric": described,
        }
        company.add("joy", "metrics", body, metric["title"])
