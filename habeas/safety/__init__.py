"""What may be seen, by whom, and what is gone: the one room that knows both the casebook and the gate.

- protection   what all live decisions say about who may see what
- acts         set a level, record consent, hide somebody, seal
- exporting    an export for an audience, derived anew from what that audience may see
- register     who holds which export, and the notices when somebody in it is hidden
"""
