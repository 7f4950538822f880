from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa


@cache
def rsa_key(number: int) -> rsa.RSAPrivateKey:
    """Return the same key for the same number, made once per run."""
    return rsa.generate_private_key(65537, 2048)
