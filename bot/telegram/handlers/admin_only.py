"""The one place that keeps admins' handlers from everybody else.

A handler for admins is never added by itself: `AdminOnly` stands around it, asks who sends the update, and hands it
over only if that is an admin. So no handler asks, and none can forget to.
"""

from collections.abc import Awaitable, Callable, Container
from typing import Any

from telegram import Update
from telegram.ext import Application, BaseHandler, CallbackContext

Context = CallbackContext[Any, Any, Any, Any]
Refuse = Callable[[Update, Context], Awaitable[object]]


class AdminOnly(BaseHandler[Update, Context, object]):
    """A handler behind the admins' door.

    Somebody else's update goes on to the next handlers, as if this one were not there; with `refuse`, an update that
    this handler would take is answered by `refuse` instead, and ends there.
    """

    def __init__(
        self, handler: BaseHandler[Any, Any, Any], admins: Container[int], refuse: Refuse | None = None
    ) -> None:
        super().__init__(handler.callback)
        self.handler = handler
        self._admins = admins
        self._refuse = refuse

    def check_update(self, update: object) -> object:
        """Return what the handler makes of an update of an admin; of others, whether they are to be refused."""
        if self._is_from_admin(update) or self._refuse:
            return self.handler.check_update(update)
        return None

    async def handle_update(
        self,
        update: Update,
        application: Application[Any, Any, Any, Any, Any, Any],
        check_result: Any,
        context: Context,
    ) -> object:
        """Hand an admin's update over; refuse anybody else's."""
        if self._is_from_admin(update):
            return await self.handler.handle_update(update, application, check_result, context)
        return await self._refuse(update, context) if self._refuse else None

    def _is_from_admin(self, update: object) -> bool:
        user = update.effective_user if isinstance(update, Update) else None
        return user is not None and user.id in self._admins
