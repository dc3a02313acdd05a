"""What a page of a test shows."""

from streamlit.testing.v1 import AppTest


def bodies(page: AppTest) -> list[str]:
    """Return the HTML that the page sets itself."""
    return [element.proto.body for element in page.main.get("html")]


def total(page: AppTest) -> str:
    """Return the line ``N sentences in M articles``."""
    line = next(body for body in bodies(page) if "w-count" in body)
    return line.partition(">")[2].partition("<")[0]


def labelled(page: AppTest, label: str):
    """Return the first button whose label begins so."""
    return next(button for button in page.button if button.label.replace("\\", "").startswith(label))
