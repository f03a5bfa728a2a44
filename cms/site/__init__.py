"""The site as a whole: who provides it, the help line on every page, the shell around all content.

Promises: help stands in the same place on every page, in the page's language, even when the database does not answer;
what is cached is keyed by the edition it came from, so nothing has to be invalidated.
Leaves to others: what stands inside the shell.
"""
