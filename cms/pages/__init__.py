"""Pages in general: how an address finds its page, what every page shares, the front page, plain pages.

Promises: a page is found in one query, restrictions included; nothing kept in memory outlives the edition it came from;
no page can take an address that belongs to the product.
Leaves to others: what a page of a course shows (`courses.learn`), what a quiz asks (`quizzes.attempts`).
"""
