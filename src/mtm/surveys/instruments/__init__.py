"""Ready questionnaires: a baseline mobility assessment, a flow monitoring survey and a migrant worker survey.

Scope: the instruments as text (one file each, made of modules that they share) and the writing of form, plan and notes.
"""
