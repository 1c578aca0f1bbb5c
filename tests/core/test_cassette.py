"""Cassettes: what replays and what does not, what a recording holds, and what none of ours may hold."""

from __future__ import annotations

import gzip
import json
import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
import yaml  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from vcr.request import Request as Recorded

from crossvenue.cassette import REDACTED, Replay, is_hidden, recording, same_request
from crossvenue.errors import RecordingMissing
from crossvenue.registry import registry
from crossvenue.world import Request, Response, finish

ROOT = Path(__file__).parents[2]
CASSETTES = sorted([*(ROOT / "cassettes").rglob("*.yaml"), *ROOT.glob("plugins/*/src/*/*.yaml")])

HOST = "https://venue.example"
ONE, OTHER, THIRD = (f"cv{digit * 22}" for digit in "abc")


def asked(method: str = "GET", path: str = "/v1/x", query: str = "", body: str | bytes = b"") -> Recorded:
    return Recorded(method, f"{HOST}{path}?{query}" if query else f"{HOST}{path}", body, {})


# Matching


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (asked(query="a=1&b=2"), asked(query="b=2&a=1")),
        (asked(query="a=1&timestamp=1&signature=aa"), asked(query="a=1&timestamp=2&signature=redacted")),
        (asked("POST", body="a=1&timestamp=1&signature=a"), asked("POST", body=b"timestamp=9&a=1&signature=b")),
        (asked("POST", body='{"a": 1, "b": [1.0]}'), asked("POST", body=b'{"b":[1.0],"a":1}')),
        (asked(query=f"clientOid={ONE}"), asked(query=f"clientOid={OTHER}")),
        (asked("POST", body=f'{{"clientOid": "{ONE}"}}'), asked("POST", body=f'{{"clientOid": "{OTHER}"}}')),
        # An id in the path once matched only itself, and a program that cancels by it could not be replayed.
        (asked("DELETE", f"/v1/orders/{ONE}"), asked("DELETE", f"/v1/orders/{OTHER}")),
        (asked(query="endTime=1717200000000"), asked(query="endTime=1717200059999")),
        (asked(query="from=1717200000&to=1717200002"), asked(query="from=1717200001&to=1717200002")),
        (asked("POST", body="address=1HPn&amount=1"), asked("POST", body=f"address={REDACTED}&amount=1")),
        (asked("POST", body=b"\xff\x00"), asked("POST", body=b"\xff\x00")),
    ],
    ids=str,
)
def test_the_same_request_matches(one: Recorded, other: Recorded) -> None:
    assert same_request(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (asked("GET"), asked("DELETE")),
        (asked(path="/v1/x"), asked(path="/v1/y")),
        (asked(), Recorded("GET", "https://elsewhere.example/v1/x", b"", {})),
        (asked(query="amount=1"), asked(query="amount=10")),
        (asked(query="a=1"), asked(query="a=1&b=2")),
        (asked(query="a="), asked()),
        (asked(query="a=1"), asked(query="b=1")),
        (asked("POST", query="a=1"), asked("POST", body="a=1")),
        (asked("POST", body="amount=1"), asked("POST", body="amount=1.0")),
        (asked("POST", body='{"amount": "1"}'), asked("POST", body='{"amount": 1}')),
        (asked("POST", body='{"amount": "1.0"}'), asked("POST", body='{"amount": 1.0}')),
        (asked("POST", body='{"amount": 1.0}'), asked("POST", body='{"amount": 1.00}')),
        (asked("POST", body='{"a": {"b": 1}}'), asked("POST", body='{"a": {"b": 2}}')),
        (asked("POST", body='{"a": [1, 2]}'), asked("POST", body='{"a": [2, 1]}')),
        (asked("POST", body='{"a": []}'), asked("POST", body="{}")),
        (asked("POST", body='{"a.b": 1}'), asked("POST", body='{"a": {"b": 1}}')),
        (asked("POST", body=b"\xff\x00"), asked("POST", body=b"\xff\x01")),
        (asked(query=f"clientOid={ONE}"), asked(query="clientOid=mine")),
        (asked(query=f"a={ONE}&b={ONE}"), asked(query=f"a={ONE}&b={OTHER}")),
        (asked(query=f"a={ONE}&b={OTHER}"), asked(query=f"a={ONE}&b={ONE}")),
        (asked(query="endTime=1717200000000"), asked(query="endTime=1717200060001")),
        # A number of thirteen digits is a time only where it stands for one.
        (asked(query="orderId=1717200000000"), asked(query="orderId=1717200000001")),
    ],
    ids=str,
)
def test_another_request_does_not(one: Recorded, other: Recorded) -> None:
    assert not same_request(one, other)


words = st.text("abc123 &=%+", min_size=1, max_size=4)
forms = st.dictionaries(words, words, max_size=3)


@given(forms, forms)
def test_forms_match_when_they_say_the_same(one: dict[str, str], other: dict[str, str]) -> None:
    from urllib.parse import urlencode

    assert same_request(asked(query=urlencode(one)), asked(query=urlencode(other))) == (one == other)
    assert same_request(asked("POST", body=urlencode(one)), asked("POST", body=urlencode(other))) == (one == other)


documents = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=5,
)


@given(st.dictionaries(words, documents, max_size=2), st.dictionaries(words, documents, max_size=2))
def test_json_matches_when_it_says_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = json.dumps(one, sort_keys=True), json.dumps(other, sort_keys=True)
    assert same_request(asked("POST", body=json.dumps(one)), asked("POST", body=second)) == (first == second)


# Replaying


def tape(tmp_path: Path, *interactions: tuple[str, str, str, object], clock_ms: int | None = None) -> Path:
    """A cassette by hand: (method, target, request body, answer)."""
    path = tmp_path / "tape.yaml"
    written = [
        {
            "request": {"method": method, "uri": f"{HOST}{target}", "body": body, "headers": {}},
            "response": {
                "status": {"code": 200, "message": "OK"},
                "headers": {"X-Limit-Used": ["1", "2"]},
                "body": {"string": answer if isinstance(answer, bytes) else json.dumps(answer)},
            },
        }
        for method, target, body, answer in interactions
    ]
    document: dict[str, Any] = {"version": 1, "interactions": written}
    if clock_ms is not None:
        document["metadata"] = {"clock_ms": clock_ms}
    path.write_text(yaml.safe_dump(document))
    return path


def play(replay: Replay, method: str, target: str, body: bytes = b"") -> Response:
    return finish(replay.send(Request(method, f"{HOST}{target}", (("X-Key", "secret"),), body)))


def test_each_answer_is_given_once_in_its_order(tmp_path: Path) -> None:
    replay = Replay(tape(tmp_path, ("GET", "/x", "", 1), ("GET", "/x", "", 2)), strict=True)

    assert [play(replay, "GET", "/x").body for _ in range(2)] == [b"1", b"2"]
    with pytest.raises(RecordingMissing, match="no further answer to GET /x: each is given once"):
        play(replay, "GET", "/x")


def test_a_recording_that_was_read_once_is_played_anew_from_its_beginning(tmp_path: Path) -> None:
    path = tape(tmp_path, ("POST", "/orders", f"id={ONE}", 1), ("GET", f"/orders?id={ONE}", "", 2))
    first = Replay(path, strict=True)
    play(first, "POST", "/orders", f"id={OTHER}".encode())
    path.unlink()

    again = first.rewound()

    assert len(again.unplayed) == 2
    assert play(again, "POST", "/orders", f"id={THIRD}".encode()).body == b"1"
    assert play(again, "GET", f"/orders?id={THIRD}").body == b"2"
    assert first.unplayed == ["GET /orders"]


def test_a_read_may_be_asked_again_unless_strict(tmp_path: Path) -> None:
    replay = Replay(tape(tmp_path, ("GET", "/x", "", 1), ("GET", "/x", "", 2)))

    assert [play(replay, "GET", "/x").body for _ in range(4)] == [b"1", b"2", b"2", b"2"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_write_is_never_answered_twice(tmp_path: Path, method: str) -> None:
    replay = Replay(tape(tmp_path, (method, "/x", "", 1)))

    play(replay, method, "/x")
    with pytest.raises(RecordingMissing):
        play(replay, method, "/x")


def test_threads_that_ask_for_the_same_thing_get_one_answer_each(tmp_path: Path) -> None:
    """Both find that the write was not played yet, if nothing keeps them apart."""
    replay = Replay(tape(tmp_path, ("POST", "/x", "", 1)))
    both = threading.Barrier(2)
    ends: list[str] = []

    class Played(set[int]):
        def __contains__(self, index: object) -> bool:
            found = super().__contains__(index)
            with suppress(threading.BrokenBarrierError):
                both.wait(0.2)  # The other cannot come, so this is not for ever.
            return found

    def ask() -> None:
        try:
            ends.append(play(replay, "POST", "/x").body.decode())
        except RecordingMissing:
            ends.append("missing")

    replay._played = Played()
    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ends) == ["1", "missing"]


def test_the_answer_has_its_status_and_headers(tmp_path: Path) -> None:
    answer = play(Replay(tape(tmp_path, ("GET", "/x", "", b"\xff\x00"))), "GET", "/x")

    assert (answer.status, answer.header("x-limit-used"), answer.body) == (200, "1", b"\xff\x00")
    assert [value for _, value in answer.headers] == [b"1", b"2"]


def test_what_nobody_asked_for_is_known(tmp_path: Path) -> None:
    replay = Replay(tape(tmp_path, ("GET", "/x?a=1", "", 1), ("POST", "/y", "", 2)))

    play(replay, "GET", "/x?a=1")

    assert replay.unplayed == ["POST /y"]


def test_a_minted_id_stands_for_the_recorded_one_and_comes_back(tmp_path: Path) -> None:
    path = tape(
        tmp_path,
        ("POST", "/orders", f"id={ONE}", {"id": ONE}),
        ("POST", "/orders", f"id={OTHER}", {"id": OTHER}),
        ("GET", f"/orders?id={OTHER}", "", {"id": OTHER, "second": True}),
        ("GET", f"/orders?id={ONE}", "", {"id": ONE, "first": True}),
    )
    replay = Replay(path, strict=True)
    mine, also_mine = f"cv{'1' * 22}", f"cv{'2' * 22}"

    assert json.loads(play(replay, "POST", "/orders", f"id={mine}".encode()).body) == {"id": mine}
    assert json.loads(play(replay, "POST", "/orders", f"id={also_mine}".encode()).body) == {"id": also_mine}
    assert json.loads(play(replay, "GET", f"/orders?id={mine}").body) == {"id": mine, "first": True}
    assert json.loads(play(replay, "GET", f"/orders?id={also_mine}").body) == {"id": also_mine, "second": True}


def test_a_third_id_is_not_one_of_the_first_two(tmp_path: Path) -> None:
    replay = Replay(tape(tmp_path, ("POST", "/orders", f"id={ONE}", 1), ("GET", f"/orders?id={ONE}", "", 2)))

    play(replay, "POST", "/orders", f"id={OTHER}".encode())

    with pytest.raises(RecordingMissing):
        play(replay, "GET", f"/orders?id={THIRD}")


def test_the_error_tells_what_differs(tmp_path: Path) -> None:
    replay = Replay(tape(tmp_path, ("GET", "/x?amount=1&timestamp=5", "", 1)))

    with pytest.raises(RecordingMissing, match=r"holds GET /x only with amount=1, not with amount=10"):
        play(replay, "GET", "/x?amount=10&timestamp=6")
    with pytest.raises(RecordingMissing, match=r"holds no answer to GET /y"):
        play(replay, "GET", "/y")
    with pytest.raises(RecordingMissing, match="there is no cassette at"):
        Replay(tmp_path / "missing.yaml")


def test_the_error_tells_each_recorded_request_once_and_few_of_many(tmp_path: Path) -> None:
    """It once said "only with A or with B or with A"."""
    amounts = (1, 2, 1, 3, 4, 2, 5)
    replay = Replay(tape(tmp_path, *(("GET", f"/x?amount={amount}", "", 1) for amount in amounts)))

    with pytest.raises(RecordingMissing) as missing:
        play(replay, "GET", "/x?amount=10")
    assert str(missing.value).endswith(
        "holds GET /x only with amount=1 or with amount=2 or with amount=3 or 2 others, not with amount=10"
    )


@pytest.mark.parametrize(
    ("interaction", "clock_ms", "began"),
    [
        (("GET", "/x", "", 1), None, None),
        (("GET", "/x", "", 1), 5, 5),
        (("GET", "/x?timestamp=7&signature=a", "", 1), None, 7),
        (("POST", "/x", "a=1&timestamp=8", 1), None, 8),
        (("POST", "/x", '{"timestamp": 9}', 1), None, 9),
        (("POST", "/x", '{"timestamp": "soon"}', 1), None, None),
        (("GET", "/x?timestamp=7", "", 1), 5, 5),
    ],
)
def test_a_replay_begins_when_the_recording_did(
    tmp_path: Path, interaction: tuple[str, str, str, object], clock_ms: int | None, began: int | None
) -> None:
    assert Replay(tape(tmp_path, interaction, clock_ms=clock_ms)).started_ms() == began


# Recording


@pytest.fixture(params=[httpx, httpx2], ids=["httpx", "httpx2"])
def client(request: pytest.FixtureRequest) -> Iterator[Callable[[Callable[[Any], Any]], Any]]:
    """Makes a client of a mocked venue; vcrpy records those too."""
    opened = []

    def make(venue: Callable[[Any], Any]) -> Any:
        made = request.param.Client(transport=request.param.MockTransport(venue))
        made.module = request.param
        opened.append(made)
        return made

    yield make
    for each in opened:
        each.close()


def kept(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


def test_a_recording_holds_no_key_and_no_signature(client: Callable[..., Any], tmp_path: Path) -> None:
    answer = {"listenKey": "SECRET", "data": [{"apiKey": "SECRET", "amount": "1"}], "price": 0.10}
    made: Any = client(lambda request: made.module.Response(200, json=answer, headers={"Set-Cookie": "SECRET=1"}))
    path = tmp_path / "tape.yaml"

    with recording(path, source="documents", clock_ms=5, personal=False):
        headers = {"X-MBX-APIKEY": "SECRET", "KC-API-SIGN": "SECRET", "Authorization": "SECRET", "Any-Key": "SECRET"}
        made.get(f"{HOST}/x?symbol=LTC%2FBTC&signature=SECRET", headers=headers)
        made.post(f"{HOST}/x", content="a=1&signature=SECRET&api_key=SECRET&note=a%20b", headers=headers)
        made.post(
            f"{HOST}/x", json={"signature": "SECRET", "inner": {"passphrase": "SECRET"}, "a": 1}, headers=headers
        )

    assert "SECRET" not in path.read_text()
    first, second, third = (each["request"] for each in kept(path)["interactions"])
    assert first["uri"] == f"{HOST}/x?symbol=LTC%2FBTC&signature=redacted"
    assert second["body"] == "a=1&signature=redacted&api_key=redacted&note=a%20b"
    assert json.loads(third["body"]) == {"signature": "redacted", "inner": {"passphrase": "redacted"}, "a": 1}
    assert kept(path)["metadata"] == {"source": "documents", "clock_ms": 5}


@pytest.mark.parametrize("content", [b' {"apiKey": "SECRET"}', b'{"secret": {"a": ["SECRET"]}, "apiKey": "SECRET"}'])
def test_white_space_and_nesting_hide_no_secret_from_the_recorder(
    client: Callable[..., Any], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "tape.yaml"
    made: Any = client(lambda request: made.module.Response(200, content=content))

    with recording(path, source="documents", clock_ms=5, personal=False):
        made.get(f"{HOST}/x")

    assert "SECRET" not in path.read_text()


def test_taking_out_keeps_the_digits_of_the_wire(client: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "tape.yaml"
    made: Any = client(
        lambda request: made.module.Response(200, content=b'{"token": "x", "price": 0.00000010, "n": 1.0}')
    )

    with recording(path, source="documents", clock_ms=5, personal=False):
        made.get(f"{HOST}/x")

    assert kept(path)["interactions"][0]["response"]["body"]["string"] == (
        '{"token":"redacted","price":0.00000010,"n":1.0}'
    )


def test_an_answer_without_secrets_is_kept_to_the_byte(client: Callable[..., Any], tmp_path: Path) -> None:
    path, content = tmp_path / "tape.yaml", b'{"a" : 1.10,\n "b":"x=1&y=2"}'
    made: Any = client(lambda request: made.module.Response(200, content=content))

    with recording(path, source="documents", clock_ms=5, personal=False):
        made.get(f"{HOST}/x")

    assert play(Replay(path), "GET", "/x").body == content


def test_headers_that_speak_of_limits_stay(client: Callable[..., Any], tmp_path: Path) -> None:
    told = {
        "content-type": "application/json",
        "retry-after": "3",
        "x-mbx-used-weight-1m": "5",
        "x-mbx-order-count-10s": "1",
        "x-sapi-used-uid-weight-1m": "9",
        "gw-ratelimit-remaining": "7",
    }
    path = tmp_path / "tape.yaml"
    made: Any = client(lambda request: made.module.Response(429, content=b"{}", headers={**told, "x-trace-id": "1"}))

    with recording(path, source="documents", clock_ms=5):
        made.get(f"{HOST}/x")

    answer = play(Replay(path), "GET", "/x")
    assert {name.decode(): value.decode() for name, value in answer.headers} == told
    assert answer.status == 429


def test_a_compressed_answer_is_kept_readable(client: Callable[..., Any], tmp_path: Path) -> None:
    path, content = tmp_path / "tape.yaml", gzip.compress(b'{"a":1}')
    made: Any = client(
        lambda request: made.module.Response(200, content=content, headers={"Content-Encoding": "gzip"})
    )

    with recording(path, source="documents", clock_ms=5):
        made.get(f"{HOST}/x")

    assert kept(path)["interactions"][0]["response"]["body"]["string"] == '{"a":1}'
    answer = play(Replay(path), "GET", "/x")
    assert answer.body == b'{"a":1}'
    assert answer.header("content-encoding") is None


def test_bytes_that_are_no_text_survive(client: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "tape.yaml"
    made: Any = client(lambda request: made.module.Response(200, content=b"\xff\x00\x80"))

    with recording(path, source="documents", clock_ms=5):
        made.post(f"{HOST}/x", content=b"\xfe\x01")

    assert play(Replay(path), "POST", "/x", b"\xfe\x01").body == b"\xff\x00\x80"


def test_a_live_recording_loses_what_is_personal_and_still_replays(
    client: Callable[..., Any], tmp_path: Path
) -> None:
    answer = {"coin": "BTC", "address": "1HPn", "txId": "0xb5", "uid": 5, "amount": "1.50", "email": None}
    path = tmp_path / "tape.yaml"
    made: Any = client(lambda request: made.module.Response(200, json=answer))

    with recording(path, source="live", clock_ms=5):
        made.post(f"{HOST}/x", content="address=1HPn&addressTag=7&amount=1")

    assert not re.search("1HPn|0xb5|=7", path.read_text())
    assert json.loads(play(Replay(path), "POST", "/x", b"address=other&addressTag=8&amount=1").body) == {
        **answer,
        "address": REDACTED,
        "txId": REDACTED,
        "uid": 0,
    }
    with pytest.raises(RecordingMissing):
        play(Replay(path), "POST", "/x", b"address=other&addressTag=8&amount=2")


WITHDRAWN = {
    "withdrawalId": "670deec84d64da0007d7c946",
    "toAddress": "0xdeadbeef",
    "txKey": "deadbeef",
    "walletTxId": "deadbeef@7",
    "info": "the address deadbeef is not on the list",
    "name": "Bitcoin",
    "contractAddress": "0xtoken",
    "sameAddress": False,
    "fromEmail": "deadbeef@example.com",
    "subUserId": 2333,
    "client_ip_address": "192.0.2.1",
    "remark": "cv0123456789abcdef012345",
    "amount": "1.50",
}


def test_a_live_recording_hides_whatever_kind_of_address_or_person_a_field_names(
    client: Callable[..., Any], tmp_path: Path
) -> None:
    """It once knew exact names only, and kept KuCoin's toAddress."""
    path = tmp_path / "tape.yaml"
    made: Any = client(lambda request: made.module.Response(200, json=WITHDRAWN))
    body = '{"toAddress":"0xdeadbeef","remark":"cv0123456789abcdef012345","amount":"1.50","name":"for deadbeef"}'

    with recording(path, source="live", clock_ms=5):
        made.post(f"{HOST}/x?fromUserId=2333&name=deadbeef", content=body)

    assert not re.search("deadbeef|2333|192[.]0", path.read_text())
    # A replay finds things by what stays: ids, remarks, amounts; what coins and contracts are called is nobody's.
    sent = body.replace("0xdeadbeef", "0xother").encode()
    answer = json.loads(play(Replay(path), "POST", "/x?fromUserId=1&name=other", sent).body)
    stays = ("withdrawalId", "name", "contractAddress", "sameAddress", "remark", "amount")
    assert {name: answer[name] for name in stays} == {name: WITHDRAWN[name] for name in stays}


REVIEWED = {
    # KuCoin: the pair of an isolated margin account, and a label of an order that only its owner sees.
    *("fromAccountTag", "fromTag", "subTag", "toAccountTag", "toTag", "tags"),
    "userBizType",  # Binance.US: referrer or referee.
}
"""Parameters that sound personal and are not."""


def test_every_parameter_that_sounds_personal_is_hidden_or_was_looked_at() -> None:
    sounding = {
        name
        for exchange in registry().load_all()
        for endpoint in exchange.catalogue().values()
        for name in endpoint.params
        if re.search("addr|mail|memo|tag|user|phone", name, re.IGNORECASE)
    }

    assert {name for name in sounding if not is_hidden(name, personal=True, sent=True)} == REVIEWED


def test_recording_logs_no_signature(
    client: Callable[..., Any], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made: Any = client(lambda request: made.module.Response(200))
    caplog.set_level(logging.DEBUG)

    with recording(tmp_path / "tape.yaml", source="live", clock_ms=5):
        # httpx's client itself logs the address, which is why ours goes without it.
        made._transport.handle_request(made.module.Request("GET", f"{HOST}/x?signature=SECRET"))

    assert "SECRET" not in caplog.text


# Ours


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_cassette_holds_a_secret_or_a_person(path: Path) -> None:
    """Only what the documents print, or nothing: no key, no signature, no account of anybody."""
    cassette = kept(path)
    personal = cassette["metadata"]["source"] != "documents"

    def leaves(value: object, name: str = "") -> Iterator[tuple[str, object]]:
        if isinstance(value, dict):
            for inner_name, inner in value.items():
                yield from leaves(inner, inner_name)
        elif isinstance(value, list):
            for inner in value:
                yield from leaves(inner, name)
        else:
            yield name, value

    for each in cassette["interactions"]:
        request, answer = each["request"], each["response"]
        assert {name.lower() for name in request["headers"]} <= {"content-type"}
        assert not any(
            re.search("cookie|key|sign|auth|trace|uuid", name, re.IGNORECASE) for name in answer["headers"]
        )
        sent = [*re.findall(r"[?&]?([^?&=]+)=([^&]*)", f"{request['uri']}&{request['body'] or ''}")]
        told = answer["body"]["string"]
        heard = list(leaves(json.loads(told))) if isinstance(told, str) and told[:1] in ("{", "[") else []
        shown = [
            (name, value)
            for leaving, said in ((True, sent), (False, heard))
            for name, value in said
            if is_hidden(str(name), personal=personal, sent=leaving) and value not in (REDACTED, "", None, 0)
        ]
        assert shown == []
    assert cassette["metadata"]["source"] in ("documents", "live")
    # 64 characters of a key, as venues make them, or 64 hexadecimal digits of a signature, beside transaction ids.
    text = path.read_text()
    assert "BEGIN PRIVATE KEY" not in text
    assert not re.search(r"(?i)(signature|apikey|sign)[=:\"' ]+(?!redacted)[0-9a-z]{16,}", text)
