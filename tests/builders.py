"""Functions that make the people and things of the tests. Dana is the trainee, Ivan the instructor, Rosa the
reviewer, Amir the auditor."""
