"""The renderings of the guide: the same document, one module for each form it goes out in."""
