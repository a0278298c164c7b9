"""Collection servers asked for their submissions: KoboToolbox and ODK Central.

Scope: the network, and nothing else in the surveys rooms uses it. Tokens are read from the environment at the door.
"""
