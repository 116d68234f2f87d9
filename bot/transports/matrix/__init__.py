"""Matrix: our own sync loop and sending; matrix-nio for the cryptography alone.

nio's client applies decrypted events to its room state, spins on errors and loses what comes while a
handler fails. Its Olm machine has none of that, and is all that is used of it.
"""
