"""Telegram accounts that stand for many people at once: none of them can be let in or made an admin by its id."""

SHARED_ACCOUNTS: dict[int, str] = {
    1087968824: "the account of all anonymous group admins",
    136817688: "the account of everybody who writes as a channel",
    777000: "Telegram's own account",
}
