"""Keeping the site going: backup, restore, and a look at whether all is well."""
