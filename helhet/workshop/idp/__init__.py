"""A real OpenID provider on loopback (npm ``oidc-provider``), for proofs and journeys of signing in."""
