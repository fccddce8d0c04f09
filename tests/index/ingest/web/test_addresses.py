"""Only public addresses are fetched from, in whatever form they are written, and what the operator allows."""

from ipaddress import ip_address

import pytest

from index.ingest.web import AllowList
from index.ingest.web.addresses import is_public


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::6810:84e5", "::ffff:93.184.216.34"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 127.8.9.10 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 100.64.0.1 198.18.0.1 "
    "192.0.0.192 224.0.0.1 239.1.2.3 240.0.0.1 255.255.255.255 192.88.99.1 ::1 :: fe80::1 fec0::1 fc00::1 fd00:ec2::254 "
    "ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 ::127.0.0.1 64:ff9b::127.0.0.1 "
    "64:ff9b::a9fe:a9fe 64:ff9b:1::10.0.0.1 2002:7f00:1:: 2002:c0a8:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2".split(),
)
def test_an_address_that_only_this_machine_or_network_reaches_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    ("entries", "host", "port", "address", "allowed"),
    [
        ("", "x.example", 80, "93.184.216.34", True),
        ("", "x.example", 8080, "93.184.216.34", False),
        ("", "x.example", 80, "10.0.0.1", False),
        ("10.0.0.0/8", "x.example", 80, "10.0.0.1", True),
        ("10.0.0.0/8", "x.example", 80, "::ffff:10.0.0.1", True),
        ("10.0.0.0/8", "x.example", 8080, "10.0.0.1", False),
        ("10.0.0.0/8:8080", "x.example", 8080, "10.0.0.1", True),
        ("10.0.0.0/8", "x.example", 80, "11.0.0.1", True),
        ("10.0.0.0/8", "x.example", 80, "192.168.0.1", False),
        ("intranet.example", "intranet.example", 443, "192.168.0.1", True),
        ("intranet.example", "evil-intranet.example", 443, "192.168.0.1", False),
        ("intranet.example:8443, 127.0.0.1:8080", "intranet.example", 8443, "192.168.0.1", True),
        ("intranet.example:8443, 127.0.0.1:8080", "x.example", 8080, "127.0.0.1", True),
        ("intranet.example:8443, 127.0.0.1:8080", "x.example", 8081, "127.0.0.1", False),
        ("[::1]:8080", "localhost", 8080, "::1", True),
        ("fd00::/8", "x.example", 443, "fd12::1", True),
    ],
)
def test_the_operator_allows_names_addresses_networks_and_ports(
    entries: str, host: str, port: int, address: str, allowed: bool
) -> None:
    assert AllowList.parse(entries).may_reach(host, port, [address]) == ([address] if allowed else [])


@pytest.mark.parametrize("entries", ["http://intranet.example", "10.0.0.0/99", "a b", "*"])
def test_an_entry_that_is_none_of_these_is_named(entries: str) -> None:
    with pytest.raises(ValueError, match="is not a name, an address or a network"):
        AllowList.parse(entries)
