"""The tray: what waits to be read by staff before anyone else sees it."""
