"""From a folder of outputs to a study: start page and new study."""
