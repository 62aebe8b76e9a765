"""What can go wrong with a study file, in sentences a person can act on."""


class StorageError(Exception):
    """The study file cannot be read or written; the text says where and what to do."""


class NotAStudyError(StorageError):
    """The file is missing, is no database, or belongs to another program."""


class NewerStudyFileError(StorageError):
    """The study file was written by a newer version of this program."""


class DamagedStudyError(StorageError):
    """The study file holds bytes that its database engine or our hashes refuse."""


class ReadOnlyStudyError(StorageError):
    """The study file or its folder may be read but not written."""


class DiskFullError(StorageError):
    """There is no room left for what should be written."""


class DiskTroubleError(StorageError):
    """The disk does not take or give what was asked of it: an I/O error."""


class StudyBusyError(StorageError):
    """Another program has kept the study file locked for too long."""


class StudyGoneError(StorageError):
    """The study file was moved, deleted or replaced while it was open."""


class StudyHeldError(StorageError):
    """Somebody else has this rater's session open."""


class StudyExistsError(StorageError):
    """There is already a file where the study should go."""


class RefusedRowError(StorageError):
    """A row that the tables refuse: a mistake of this program."""


class UnwritableTextError(StorageError):
    """A name or text is no valid Unicode and cannot be kept."""


class UnusableAliasError(StorageError):
    """What should be a rater's alias is none."""


class ContractFrozenError(StorageError):
    """The contract has been judged under and stays as it is."""


class UnblindingError(StorageError):
    """A text that raters read names a system."""


class UnusableContractError(StorageError):
    """The text of a contract cannot be understood."""


class ExportFolderError(StorageError):
    """The folder for exported files cannot take them."""
