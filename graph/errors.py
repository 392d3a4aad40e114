"""The errors that callers of BINI may meet; every one carries a message for its reader.

``InputError`` ends the command line with exit code 2, every other ``BiniError`` with 1.
"""


class BiniError(Exception):
    """Base of all errors raised on purpose; the message says what to do."""


class InputError(BiniError):
    """The input or the arguments are wrong; the message says how to mend them."""


class NotFoundError(InputError):
    """A patent number that the collection does not hold."""


class DataError(BiniError):
    """A data file (glossary, patents, cases, card) is malformed or missing."""


class PatentIndexError(BiniError):
    """The patent index is missing, incomplete or was built with another embedder."""


class ServiceError(BiniError):
    """A service outside did not answer, or not as it should."""


class ModelError(BiniError):
    """A model or adapter cannot be loaded, or does not fit its base or prompt."""


class JudgeError(BiniError):
    """A judge could not compare one claim; the others are not concerned."""
