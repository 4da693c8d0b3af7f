"""Milaff: raw Arabic press articles in, a dossier one can read, search, cite and carry out.

Four verbs, one room each: take in (`intake`), read (`reader`), arrange (`model.Library`,
`pages`, `search`), write (`output`, `export`). `build` joins them and is the place to start.
"""

__version__ = "0.1.0"
