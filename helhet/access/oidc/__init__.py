"""Signing in by OpenID Connect: an own small relying party. See docs/sign-in.md."""
