"""A store in which three papers print one text, one of them in a corrected version, and another paper tells something else."""

from tests.factory import parsed
from warta.store import load

WIRE = (
    "[Xi Jinping|xi] and [Vladimir Putin|putin] met in [Samarkand|samarkand] on Thursday to talk about trade between both countries.",
    "It was the first time that the two leaders saw each other face to face since the winter games in [Beijing|beijing] in February.",
)
CORRECTED = (WIRE[0], WIRE[1].replace("in February", "in early February"))
OTHER = (
    "[Volodymyr Zelensky|zelensky] walked through the centre of [Izium|izium], where soldiers had raised the flag the week before.",
    "Engineers were looking for mines in the streets around the burnt town hall while families queued for bread.",
)


def printed(name, sentences=WIRE, **fields):
    """Return what a paper prints."""
    values = {"title": f"Talks, says {name}", "id": name, "outlet": f"Example {name.title()}", "published": "2022-09-15"}
    return parsed(*sentences, **(values | fields))


def fill(store):
    """Load the articles, the corrected one in a load of its own."""
    load([printed("first"), printed("second", published="2022-09-16"), printed("third", language="id", title=None)], store)
    load([printed("other", OTHER, title="Izium")], store)
    load([printed("second", CORRECTED, published="2022-09-16")], store)
