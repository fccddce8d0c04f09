"""Uploads whose deliveries are lost, since bot.sqlite was damaged and set aside: they are taken up from their files."""

import hashlib

from bot.intake.incoming_files import Incoming
from bot.storage.deliveries import Deliveries
from bot.storage.delivery import Part, Sender

# Nobody knows any more who sent them: their articles get ids of their own, as those of a channel do.
LOST_SENDER = Sender("recovered")


def take_up_lost_uploads(incoming: Incoming, deliveries: Deliveries) -> int:
    """Make a delivery of each file that was acknowledged and that no delivery has; return how many there are.

    Called once for a new bot.sqlite. Raises: OSError, StorageError.
    """
    lost = incoming.finished(deliveries.files())
    for number, path in enumerate(lost, start=1):
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        origin = f"telegram/{path.name}/{sha256[:8]}"
        where = path.relative_to(incoming.folder).as_posix()
        part = Part(path.name, where, origin, sha256, path.stat().st_mtime)
        deliveries.take(-number, [part], LOST_SENDER)  # Telegram's own numbers of updates are positive
    return len(lost)
