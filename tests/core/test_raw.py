"""`venue.raw`: what may be called, what is written, what is refused before anything is sent."""

from __future__ import annotations

import asyncio
import inspect
from decimal import Decimal
from typing import Any

import httpx
import pytest

from crossvenue import Venue, connect, connect_async
from crossvenue.endpoint import Endpoint, Kind, Param, Security
from crossvenue.errors import BadRequest, NotOffered
from crossvenue.raw import described, raw_of

DOCS = "https://docs.example/order"


class Telling:
    """A venue that answers everything with one payload, and keeps what was asked."""

    def __init__(self, payload: object = None) -> None:
        self.sent: list[httpx.Request] = []
        self.payload = payload or {}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        return httpx.Response(200, json=self.payload)

    def venue(self, name: str = "binance", **settings: Any) -> Venue:
        return connect(name, transport=httpx.MockTransport(self), api_key="k", api_secret="s", **settings)


@pytest.fixture
def telling() -> Telling:
    return Telling()


def test_what_is_retired_is_sent_where_the_configuration_lets_it() -> None:
    telling = Telling({"listenKey": "pqia91ma"})
    with telling.venue() as venue, pytest.raises(NotOffered, match="the setting allow_retired sends it all the same"):
        venue.raw.listen_key_create()
    assert telling.sent == []
    with telling.venue(allow_retired=True) as venue:
        assert venue.raw.listen_key_create() == {"listenKey": "pqia91ma"}


@pytest.mark.parametrize("given", [True, "true", "TRUE", "True"])
def test_a_boolean_is_written_as_the_venue_wants_it(telling: Telling, given: bool | str) -> None:
    with telling.venue() as venue:
        venue.raw.exchange_info(showPermissionSets=given)
    assert telling.sent[0].url.query == b"showPermissionSets=true"


def test_a_parameter_that_python_keeps_for_itself_has_a_line_more(telling: Telling) -> None:
    telling.payload = {"code": "200000", "data": {"orderId": "6705f7248c6954000733ecac"}}
    given: dict[str, Any] = {"clientOid": "a", "currency": "USDT", "amount": Decimal("0.010"), "to": "main"}
    with telling.venue("kucoin", passphrase="p") as venue:
        venue.raw.inner_transfer(**given, from_="trade")
        with pytest.raises(BadRequest, match="no parameter form_"):
            venue.raw.inner_transfer(**given, form_="trade")
    assert [request.content for request in telling.sent] == [
        b'{"clientOid":"a","currency":"USDT","amount":"0.010","to":"main","from":"trade"}'
    ]


def test_an_endpoint_shows_its_parameters_and_says_what_they_are() -> None:
    with connect("binance") as venue:
        call = venue.raw.depth
        assert str(inspect.signature(call)) == "(*, symbol, limit=None, symbolStatus=None)"
        assert call.__doc__ == described(venue.session.catalogue["depth"])
        assert "limit: " in (call.__doc__ or "")
        assert venue.raw.depth is call
    with connect("kucoin") as venue:
        assert "from_" in inspect.signature(venue.raw.inner_transfer).parameters


def test_in_the_awaiting_world_the_call_is_awaited(telling: Telling) -> None:
    telling.payload = {"serverTime": 1}

    async def asked() -> object:
        async with connect_async("binance", transport=httpx.MockTransport(telling)) as venue:
            return await venue.raw.server_time()

    assert asyncio.run(asked()) == {"serverTime": 1}


def test_rules_are_told_in_sentences() -> None:
    endpoint = Endpoint(
        name="new_order",
        title="Place an order",
        method="POST",
        path="/order",
        security=Security.TRADE,
        docs=DOCS,
        params={
            "type": Param(Kind.CHOICE, required=True, values=["LIMIT", "MARKET"]),
            "quantity": Param(Kind.DECIMAL, min=Decimal("0.001"), about="in the base asset"),
            "limit": Param(Kind.INTEGER, min=Decimal(1), max=Decimal(1000), default=500),
            "fast": Param(Kind.BOOLEAN, default=False),
            "orders": Param(Kind.RECORDS, max_items=5),
            "price": Param(Kind.DECIMAL),
        },
        any_of=[["quantity", "limit"]],
        not_together=[["price", "fast"]],
        required_by={"type": {"LIMIT": ["price", ["quantity", "limit"]]}},
        deprecated="use another",
        retired="2026-02-20: use another",
        audience="master accounts",
    )
    object.__setattr__(endpoint, "label", "POST /order")
    assert described(endpoint).split("\n\n") == [
        "Place an order: POST /order.",
        "Retired by the venue on 2026-02-20: use another.",
        "Deprecated: use another.",
        "For master accounts.",
        "type: one of LIMIT, MARKET",
        "quantity: in the base asset; at least 0.001",
        "limit: 1 to 1000; default 500",
        "fast: default false",
        "orders: at most 5",
        "Needs one of quantity and limit.",
        "Takes only one of price and fast.",
        "type LIMIT needs price, one of quantity and limit.",
        DOCS,
    ]


def test_the_typed_raw_is_of_its_own_exchange() -> None:
    with connect("binance") as venue:
        assert raw_of("binance", venue) is venue.raw
        with pytest.raises(BadRequest, match="binance is binance, and these are the endpoints of kucoin"):
            raw_of("kucoin", venue)
