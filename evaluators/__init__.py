"""What a study is and how it becomes numbers: pure functions and values."""
