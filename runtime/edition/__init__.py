"""The executable edition: static pages made from the ledger, readable without a script and without a network.

Like the command it stands on top of everything; nothing imports it but the command.
"""
