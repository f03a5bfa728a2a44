"""A course with its quizzes as a folder of Markdown and YAML.

Promises: a folder is checked whole before anything is written, a broken file is named with its line and the
reason, and what is exported reads back as the same course. Leaves to others: what makes a course publishable
(`courses.catalog`), what makes a question fair (`quizzes.questions`).
"""
