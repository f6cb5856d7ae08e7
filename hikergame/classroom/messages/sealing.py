"""The seal of a round: told before it starts, so that all can see that nothing was changed."""

import hashlib


def commitment(nonce: str, level_hash: str, seed: int) -> str:
    """Return the SHA-256 in hex of the UTF-8 text "nonce:level hash:seed"."""
    return hashlib.sha256(f"{nonce}:{level_hash}:{seed}".encode()).hexdigest()
