"""The one builder: from the edition that is wanted to the one that is current; releases and the daily turn."""
