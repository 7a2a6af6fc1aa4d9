"""Session files from the exports of other interval timers, each format in a module of its own."""
