"""Which addresses may be fetched from: public ones, and those that the operator allows.

Somebody who may send a link could otherwise read what only this machine can reach: services on it, the network around
it, and the metadata service of its cloud (server-side request forgery, CWE-918).
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

PORTS = frozenset((80, 443))
# IPv6 addresses that stand for an IPv4 address; where in them it is, in bits from the right.
_EMBEDDING = [
    (IPv6Network("::ffff:0:0/96"), 0),  # IPv4-mapped
    (IPv6Network("::ffff:0:0:0/96"), 0),  # IPv4-translated (SIIT)
    (IPv6Network("::/96"), 0),  # IPv4-compatible
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("64:ff9b:1::/48"), 0),  # NAT64 of a local network
    (IPv6Network("2002::/16"), 80),  # 6to4
]
_TEREDO = IPv6Network("2001::/32")
# Not for the public, though `is_global` says so in some versions of Python.
_REFUSED: list[Network] = [IPv6Network("fec0::/10"), IPv4Network("192.88.99.0/24"), IPv4Network("192.0.0.0/24")]


def is_public(address: Address) -> bool:
    """Whether anybody may reach an address: not a loopback, private, link-local, shared, reserved or multicast one.

    93.184.216.34  ->  True
    169.254.169.254, 127.0.0.1, 10.0.0.1, ::1, fe80::1, ::ffff:127.0.0.1, 64:ff9b::7f00:1  ->  False
    """
    if isinstance(address, IPv6Address):
        if address in _TEREDO:
            return False
        embedded = next((_embedded(address, shift) for network, shift in _EMBEDDING if address in network), None)
        if embedded is not None:
            return is_public(embedded)
    if any(address.version == network.version and address in network for network in _REFUSED):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _embedded(address: IPv6Address, shift: int) -> IPv4Address:
    return IPv4Address(int(address) >> shift & 0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class AllowList:
    """What an operator lets Dateline fetch from beside public addresses: `DATELINE_FETCH_ALLOW`."""

    hosts: frozenset[tuple[str, int | None]] = frozenset()  # a name, and its port; None for 80 and 443
    networks: frozenset[tuple[Network, int | None]] = frozenset()

    @classmethod
    def parse(cls, entries: str) -> "AllowList":
        """Return the list in a setting: names, addresses and networks, each with or without a port.

        "intranet.example, 10.0.0.0/8, 127.0.0.1:8080, [::1]:8080"

        Raises:
            ValueError: an entry is not one of these; the message names it.
        """
        hosts: set[tuple[str, int | None]] = set()
        networks: set[tuple[Network, int | None]] = set()
        for entry in filter(None, (part.strip().lower() for part in entries.split(","))):
            name, port = _split_port(entry)
            try:
                networks.add((ip_network(name, strict=False), port))
            except ValueError:
                if not _is_name(name):
                    raise ValueError(f"{entry!r} is not a name, an address or a network") from None
                hosts.add((name, port))
        return cls(frozenset(hosts), frozenset(networks))

    def allows_host(self, host: str, port: int) -> bool:
        """Whether a host may be fetched from by its name, wherever that leads."""
        return any(name == host and _fits(port, allowed) for name, allowed in self.hosts)

    def allows_address(self, address: Address, port: int) -> bool:
        """Whether an address lies in a network that is allowed."""
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        address = mapped or address
        return any(
            address.version == network.version and address in network and _fits(port, allowed)
            for network, allowed in self.networks
        )

    def may_reach(self, host: str, port: int, addresses: list[str]) -> list[str]:
        """Return those of a host's addresses that may be connected to, in their order."""
        if self.allows_host(host, port):
            return addresses
        reachable = []
        for written in addresses:
            address = ip_address(written.partition("%")[0])
            if self.allows_address(address, port) or (port in PORTS and is_public(address)):
                reachable.append(written)
        return reachable


def _fits(port: int, allowed: int | None) -> bool:
    return port in PORTS if allowed is None else port == allowed


def _split_port(entry: str) -> tuple[str, int | None]:
    """Split "[::1]:8080", "127.0.0.1:8080", "intranet.example" and "fd00::/8" into a name and a port."""
    name, colon, port = entry.rpartition(":")
    if colon and port.isdecimal() and (name.count(":") == 0 or name.endswith("]")) and int(port) < 65_536:
        return name.strip("[]"), int(port)
    return entry.strip("[]"), None


def _is_name(name: str) -> bool:
    return len(name) < 254 and all(
        part and part.replace("-", "").replace("_", "").isalnum() for part in name.rstrip(".").split(".")
    )
