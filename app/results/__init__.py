"""What comes out: CSV tables and sentences."""
