"""Warta: raw news articles in; places, actors, dates, statements and events out, each with the sentence that it came from."""
