"""The guide: four pages in staff's words that cite proven practices, signed by two sides."""
