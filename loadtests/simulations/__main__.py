"""`python -m loadtests.simulations`: writes `docs/statistics.md`.

It takes about two minutes on two cores, and always writes the same.
"""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from . import guardrails, missing, peeking, power, sample_ratio, separation

PAGE = Path(__file__).parent.parent.parent / "docs" / "statistics.md"
HEAD = """\
# How wrong the statistics can be

Written by `python -m loadtests.simulations`, which always writes the same figures;
never edited. Why results of experiments may be looked at at any time:
[decision 22](decisions/0022-statistics.md).
"""
SECTIONS = tuple(
    module.SECTION
    for module in (peeking, guardrails, sample_ratio, missing, power, separation)
)


def main() -> None:
    """Simulate everything, a row per process, and write the page."""
    with ProcessPoolExecutor() as pool:
        pending = [
            [pool.submit(cells, place, row) for row in range(len(section.rows))]
            for place, section in enumerate(SECTIONS)
        ]
        written = [
            section.markdown([row.result() for row in rows])
            for section, rows in zip(SECTIONS, pending, strict=True)
        ]
    PAGE.write_text("\n".join([HEAD, *written]), encoding="utf-8")


def cells(section: int, row: int) -> list[str]:
    """Return the cells of one row of one section."""
    return list(SECTIONS[section].rows[row]())


if __name__ == "__main__":
    main()
