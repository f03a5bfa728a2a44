"""Reviews: what a person says about an answer, a score or a question.

Promises: an answer that waits is read in the order it was sent, and two people at once make one decision; every
changed score keeps the old one, who changed it and why; a corrected key reaches sealed tries only, and running it twice
changes nothing; hours once granted and the certificates built on them are taken back by a person's word, never by
themselves; a doubt about a question is answered to everybody who had it. Leaves to others: the steps of a try and what
its score means (`attempts`), what follows from a pass (`journey`).
"""
