"""The report as one HTML page, which needs no script and no network."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from follow_along import __version__
from follow_along.adapters.report.charts import chart_svg
from follow_along.adapters.report.content import Report


def page(report: Report) -> str:
    """Return the page. All texts are escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    charts = [
        # The library escapes the texts of its own drawing.
        (chart, Markup(chart_svg(chart, number, _label(chart.name))))  # noqa: S704
        for number, chart in enumerate(report.charts, start=1)
    ]
    return environment.get_template("page.html").render(
        report=report,
        charts=charts,
        sides={side for chart in report.charts for side in chart.sides},
        unprinted=sum(not note.printed for note in report.notes),
        version=__version__,
    )


def _label(name: str) -> str:
    return f"Chart of {name}: stops per minute by date. The figures are in the table below it."
