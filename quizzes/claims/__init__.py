"""A person's word about hours from elsewhere, until somebody who may decides it.

Promises: nothing a person writes here counts before somebody else has said yes; what was sent is never lost and every
decision stays, with who, when and what stood there before; a decision on an older version is refused; approving adds
rows to the ledger and taking back adds their opposites, each once; a draft is nobody's business but its writer's.
Leaves to others: the ledger itself (`hours`), what a board makes of it (`programs`).
"""
