"""Writing a proposal with one's own hand: drafts, invitations to co-sign, the check before sending."""
