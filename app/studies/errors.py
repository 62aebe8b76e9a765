"""What can be wrong with outputs, in sentences a person can act on."""


class UnusableOutputsError(Exception):
    """No study can be made of these outputs; the text says where and what to do."""


class ScanCancelledError(Exception):
    """The person who asked for the scan does not want it any more."""
