"""Files people hand in: an answer, a proof of hours.

Promises: a file is what it says it is, by its bytes and not by its name; a picture is drawn anew, so that where it was
taken is gone; nothing lies where a web server hands it out; only its owner, and who the concept it was handed to names,
can fetch it, as a download that no browser opens as a page. Leaves to others: what a file proves and who reads it.
"""
