"""The same questions put to pandas: everything in memory, one row a sentence, a mention of a place, a mention of an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from warta.query import Filters
    from warta.store import Snapshot


class Frames:
    """The sentences of a store as frames."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read them; names become categories, so that they are compared as numbers."""
        cursor = snapshot.connection.cursor()
        self.sentences = cursor.execute("SELECT sentence_no, article_no, first_day, last_day FROM sentences").df()
        self.places = cursor.execute("SELECT sentence_no, article_no, place_id, country, role, precision, lat FROM places").df()
        self.actors = cursor.execute("SELECT sentence_no, article_no, actor_id FROM actors").df()
        for frame, names in ((self.places, ("place_id", "country", "role", "precision")), (self.actors, ("actor_id",))):
            for name in names:
                frame[name] = frame[name].astype("category")

    def chosen(self, filters: Filters) -> pd.Series:
        """Return the numbers of the selected sentences."""
        kept = self.sentences
        if filters.from_ and filters.to:
            kept = kept[(kept["last_day"] >= pd.Timestamp(filters.from_)) & (kept["first_day"] <= pd.Timestamp(filters.to))]
        numbers = kept["sentence_no"]
        if filters.country:
            places = self.places
            numbers = numbers[
                numbers.isin(places.loc[places["country"].isin(filters.country) & places["role"].isin(filters.roles), "sentence_no"])
            ]
        for actor in filters.actor:
            numbers = numbers[numbers.isin(self.actors.loc[self.actors["actor_id"] == actor, "sentence_no"])]
        return numbers

    def count(self, filters: Filters) -> tuple[int, int]:
        """Return sentences and articles."""
        kept = self.sentences[self.sentences["sentence_no"].isin(self.chosen(filters))]
        return len(kept), int(kept["article_no"].nunique())

    def map_places(self, filters: Filters) -> pd.DataFrame:
        """Return sentences and articles by place."""
        places = self.places
        kept = places[places["sentence_no"].isin(self.chosen(filters)) & places["role"].isin(filters.roles)]
        kept = kept[(kept["precision"] != "country") & kept["lat"].notna()]
        found = kept.groupby("place_id", observed=True).agg(sentences=("sentence_no", "nunique"), articles=("article_no", "nunique"))
        return found.sort_values("sentences", ascending=False).head(5000)

    def country_facet(self, filters: Filters) -> pd.Series:
        """Return sentences by country under the other filters."""
        places = self.places
        kept = places[places["sentence_no"].isin(self.chosen(filters.without("country"))) & places["role"].isin(filters.roles)]
        return kept.groupby("country", observed=True)["sentence_no"].nunique().sort_values(ascending=False)

    def lanes(self, filters: Filters) -> pd.Series:
        """Return sentences by actor."""
        kept = self.actors[self.actors["sentence_no"].isin(self.chosen(filters))]
        return kept.groupby("actor_id", observed=True)["sentence_no"].nunique().sort_values(ascending=False).head(60)

    def timeline(self, filters: Filters) -> pd.Series:
        """Return sentences by actor and days, of the ten strongest actors."""
        strongest = self.lanes(filters).index[:10]
        kept = self.actors[self.actors["actor_id"].isin(strongest) & self.actors["sentence_no"].isin(self.chosen(filters))]
        joined = kept.merge(self.sentences[["sentence_no", "first_day", "last_day"]], on="sentence_no")
        return joined.groupby(["actor_id", "first_day", "last_day"], observed=True)["sentence_no"].nunique()
