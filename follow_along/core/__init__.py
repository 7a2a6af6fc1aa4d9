"""The rules: sessions, time, stops and cues. Nothing here touches the world."""
