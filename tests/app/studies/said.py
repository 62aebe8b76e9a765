"""What a scan says of outputs, or why it refuses them."""

import pytest

from app.studies.errors import UnusableOutputsError
from app.studies.scan import scan


def texts(found) -> str:
    return "\n".join(remark.text for remark in found.remarks)


def refusal(path, **options) -> str:
    with pytest.raises(UnusableOutputsError) as caught:
        scan(path, **options)
    return str(caught.value)
