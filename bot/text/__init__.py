"""How it is said: nodes, bidi, catalogues, dates, pages and renderers."""
