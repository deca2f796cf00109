"""Staff: who has an account, what each role may do, and how they sign in."""
