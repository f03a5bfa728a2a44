"""The question bank: questions as drafts in the CMS, and the frozen versions that tries are made of.

Promises: a published version never changes and holds the texts of every language with one key; what a trainee's
page receives while answering (`rules.AskedQuestion`) has no place for a key. Leaves to others: which questions a quiz
asks (`blueprints`), who answered what (`attempts`), what an answer is worth (`grading`).
"""
