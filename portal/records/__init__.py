"""What the portal holds: every table and every file, and all that is stored about one practice or one week."""
