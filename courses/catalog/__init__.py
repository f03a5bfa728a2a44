"""What is taught: the catalog, courses, modules and their activities, as pages of the CMS.

Promises: nothing goes live while `rules.faults` finds a reason; publishing freezes a `ModuleVersion`, and
`services.current_version` is never behind the live pages. A module lists its activities without knowing their types:
it asks its children. Leaves to others: who may open what and how it is shown (`courses.learn`), who has done what
(`courses.progress`), what a quiz asks (`quizzes.blueprints`).
"""
