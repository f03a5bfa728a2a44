"""The doors of the catalog's pages: course index, course, module, lesson.

Promises: anyone may look at courses and modules; a lesson opens to those enrolled and to the team; what is not open
yet says what opens it. Leaves to others: every deed that can earn hours (`quizzes.journey`).
"""
