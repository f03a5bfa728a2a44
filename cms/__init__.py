"""The site and its people: shell, accounts, pages. Knows nothing of training."""
