"""What a picture consists of, before anything is drawn."""
