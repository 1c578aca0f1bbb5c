"""The pytest plugin that ships, run on small test files of its own."""

from __future__ import annotations

from pathlib import Path

# pytest forgets what an inner run imports. These are dear to import anew each time, and of httpcore httpx would
# go on using the first.
import httpcore  # noqa: F401
import httpx  # noqa: F401
import hypothesis.extra  # noqa: F401
import pytest
import vcr  # noqa: F401
import yaml  # type: ignore[import-untyped]

import crossvenue_binance.wallet  # noqa: F401

TIME = {"serverTime": 1499827319559}

PLAIN = """
import pytest
from crossvenue.testing.plugin import Ask

@pytest.mark.cassette("binance", "market/time")
def test_time(ask: Ask) -> None:
    assert ask(lambda venue: venue.market.server_time()).timestamp() == 1499827319.559
"""

SERVER = """
import json, threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
import pytest
from crossvenue.testing import Loopback

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = self.server.answers.get(self.path.partition("?")[0], {"serverTime": 1499827319559})
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "id=SECRET")
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *args):
        pass

@contextmanager
def serving(exchange, answers):
    assert exchange == "binance"
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.answers = answers
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Loopback(address=f"http://127.0.0.1:{server.server_port}", clock_ms=1717200000000,
                       settings={"api_key": "SECRETKEY", "api_secret": "SECRET"})
        server.shutdown()
        thread.join()

@pytest.fixture
def documentation():
    return serving
"""


def interaction(target: str = "/api/v3/time", answer: object = None) -> dict[str, object]:
    text = yaml.safe_dump(TIME if answer is None else answer, default_flow_style=True)
    return {
        "request": {"method": "GET", "uri": f"https://api.binance.com{target}", "body": "", "headers": {}},
        "response": {
            "status": {"code": 200, "message": "OK"},
            "headers": {},
            "body": {"string": text.replace("serverTime", '"serverTime"')},
        },
    }


def cassette(pytester: pytest.Pytester, *interactions: dict[str, object], name: str = "market/time") -> Path:
    path = pytester.path / "cassettes" / "binance" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"version": 1, "interactions": list(interactions), "metadata": {"clock_ms": 1717200000000}}
    path.write_text(yaml.safe_dump(document))
    return path


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", *arguments)


def test_a_test_runs_in_both_worlds_on_its_recording(pytester: pytest.Pytester) -> None:
    cassette(pytester, interaction())
    pytester.makepyfile(PLAIN)

    result = run(pytester, "-v")

    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*test_time?blocking? PASSED*", "*test_time?awaiting? PASSED*"])


def test_an_interaction_that_is_left_over_fails_the_test(pytester: pytest.Pytester) -> None:
    cassette(pytester, interaction(), interaction("/api/v3/depth?symbol=BTCUSDT"))
    pytester.makepyfile(PLAIN)

    result = run(pytester)

    result.assert_outcomes(passed=2, errors=2)
    result.stdout.fnmatch_lines(["*time.yaml: not played: GET /api/v3/depth*"])


def test_a_test_that_failed_says_only_why_it_failed(pytester: pytest.Pytester) -> None:
    cassette(pytester, interaction(), interaction("/api/v3/depth?symbol=BTCUSDT"))
    pytester.makepyfile(PLAIN.replace("1499827319.559", "0"))

    result = run(pytester)

    result.assert_outcomes(failed=2)
    result.stdout.no_fnmatch_line("*not played*")


def test_a_read_cannot_be_asked_twice_on_one_recording(pytester: pytest.Pytester) -> None:
    cassette(pytester, interaction())
    pytester.makepyfile(PLAIN + "    ask(lambda venue: venue.market.server_time())\n")

    result = run(pytester)

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*RecordingMissing: time.yaml holds no further answer to GET /api/v3/time*"])


def test_a_missing_recording_is_named(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(PLAIN)

    result = run(pytester)

    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["*there is no cassette at *time.yaml; `pytest --record=live` makes it"])


def test_a_missing_recording_may_be_made_from_the_project_s_documents(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(PLAIN + SERVER)

    result = run(pytester)

    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["*time.yaml; `pytest --record=documents` makes it, or `--record=live` with the*"])


def test_histories_are_read_to_their_end_and_other_values_come_as_they_are(pytester: pytest.Pytester) -> None:
    path = cassette(pytester, interaction())
    path.unlink()
    candle = '[1, "1.0", "1", "1", "1", "1", 2, "1", 1, "1", "1", "0"]'
    symbol = (
        '{"symbol": "LTCBTC", "status": "TRADING", "baseAsset": "LTC", "baseAssetPrecision": 8, "quoteAsset": "BTC",'
        ' "quotePrecision": 8, "orderTypes": [], "filters": []}'
    )
    info, klines = interaction("/api/v3/exchangeInfo"), interaction("/api/v3/klines?symbol=LTCBTC&interval=1m")
    info["response"]["body"]["string"] = f'{{"symbols": [{symbol}]}}'  # type: ignore[index]
    klines["response"]["body"]["string"] = f"[{candle}]"  # type: ignore[index]
    cassette(pytester, info, klines)
    pytester.makepyfile(
        """
        from decimal import Decimal
        import pytest

        @pytest.mark.cassette("binance", "market/time")
        def test_it(ask) -> None:
            assert ask(lambda venue: venue.market.candles("LTC/BTC", "1m"))[0].open == Decimal("1.0")
            assert ask(lambda venue: venue.name) == "binance"
            assert ask.venue.environment == "replay"
            assert ask.venue.session.mint_id() == "cv" + "1".zfill(22)
            assert ask.venue.session.clock.now_ms() // 10_000 == 171_720_000
        """
    )

    run(pytester).assert_outcomes(passed=2)


def test_a_recording_is_made_from_documents_and_then_replays(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(SERVER)
    pytester.makepyfile(PLAIN + "\ndef test_of_something_else() -> None:\n    raise AssertionError\n")

    made = run(pytester, "--record=documents")

    made.assert_outcomes(passed=1, deselected=2)
    path = pytester.path / "cassettes/binance/market/time.yaml"
    kept = yaml.safe_load(path.read_text())
    assert [each["request"]["uri"] for each in kept["interactions"]] == ["https://api.binance.com/api/v3/time"]
    assert kept["metadata"] == {"source": "documents", "clock_ms": 1717200000000}
    assert "SECRET" not in path.read_text()
    assert "127.0.0.1" not in path.read_text()
    run(pytester, "-k", "test_time").assert_outcomes(passed=2, deselected=1)


def test_a_recording_made_twice_is_the_same(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(SERVER)
    pytester.makepyfile(
        PLAIN.replace(
            "server_time()).timestamp() == 1499827319.559", "server_time())\n    ask(lambda v: v.raw.account())"
        )
    )
    path = pytester.path / "cassettes/binance/market/time.yaml"

    texts = []
    for _ in range(2):
        run(pytester, "--record=documents").assert_outcomes(passed=1, deselected=1)
        texts.append(path.read_text())

    assert "signature=redacted" in texts[0]
    assert texts[0] == texts[1]


def test_a_mark_says_what_the_server_shall_answer_and_how_the_venue_is_opened(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(SERVER)
    pytester.makepyfile(
        PLAIN.replace(
            '"market/time")', '"market/time", answers={"/api/v3/time": {"serverTime": 1000}}, recv_window=7)'
        ).replace("1499827319.559", "1\n    assert ask.venue.settings.recv_window == 7")
    )

    run(pytester, "--record=documents").assert_outcomes(passed=1, deselected=1)
    run(pytester).assert_outcomes(passed=2)


def test_a_test_that_fails_leaves_its_recording_as_it_was(pytester: pytest.Pytester) -> None:
    path = cassette(pytester, interaction())
    before = path.read_text()
    pytester.makeconftest(SERVER)
    pytester.makepyfile(PLAIN.replace("1499827319.559", "0"))

    run(pytester, "--record=documents").assert_outcomes(failed=1, deselected=1)

    assert path.read_text() == before
    assert [each.name for each in path.parent.iterdir()] == ["time.yaml"]


def test_one_recording_belongs_to_one_test(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(SERVER)
    pytester.makepyfile(PLAIN + PLAIN.replace("test_time", "test_again"))

    result = run(pytester, "--record=documents")

    result.assert_outcomes(passed=1, errors=1, deselected=2)
    result.stdout.fnmatch_lines(["*binance/market/time is the cassette of *test_time?blocking? already*"])


def test_without_a_server_the_documents_cannot_be_recorded(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(PLAIN)

    result = run(pytester, "--record=documents")

    result.assert_outcomes(errors=1, deselected=1)
    result.stdout.fnmatch_lines(["*needs a fixture `documentation`*"])


def test_a_test_without_a_mark_is_told_so(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(ask) -> None:\n    pass\n")

    result = run(pytester)

    result.stdout.fnmatch_lines(["*mark the test with @pytest.mark.cassette(exchange, name)*"])


def test_a_function_can_stand_for_the_venue(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import httpx
        import pytest
        from crossvenue.errors import NotFound

        def test_it(simulated) -> None:
            asked = []
            def answer(request: httpx.Request) -> httpx.Response:
                asked.append(request.url.path)
                return httpx.Response(400, json={"code": -1121, "msg": "Invalid symbol."})

            ask = simulated("binance", answer, recv_window=7)

            with pytest.raises(NotFound):
                ask(lambda venue: venue.raw.depth(symbol="NOPE"))
            assert asked == ["/api/v3/depth"]
            assert ask.venue.settings.recv_window == 7
            assert ask.venue.environment == "production"
        """
    )

    run(pytester).assert_outcomes(passed=2)


def test_the_folder_of_the_cassettes_is_a_setting(pytester: pytest.Pytester) -> None:
    cassette(pytester, interaction())
    (pytester.path / "cassettes").rename(pytester.path / "tapes")
    pytester.makeini("[pytest]\ncrossvenue_cassettes = tapes\n")
    pytester.makepyfile(PLAIN)

    run(pytester).assert_outcomes(passed=2)


def test_a_cassette_may_lie_beside_the_test(pytester: pytest.Pytester) -> None:
    path = cassette(pytester, interaction())
    inner = pytester.mkdir("inner")
    path.rename(inner / "time.yaml")
    (inner / "test_inner.py").write_text(PLAIN.replace('"market/time"', '"./time"'))

    run(pytester).assert_outcomes(passed=2)


def test_clock_and_ids_are_the_same_in_each_run(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import httpx
        from crossvenue import connect

        def test_the_bytes(frozen_clock, ids):
            sent = []
            def answer(request):
                sent.append(str(request.url))
                return httpx.Response(200, json={"data": "Normal"})
            with connect("binance", transport=httpx.MockTransport(answer), clock=frozen_clock, ids=ids,
                         api_key="key", api_secret="secret") as venue:
                venue.wallet.account_status()
                assert venue.session.mint_id() == "cv0000000000000000000001"
            assert "timestamp=1717200000000&" in sent[0]
        """
    )

    run(pytester).assert_outcomes(passed=1)


def test_the_guard_lets_nothing_leave_this_machine(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import contextlib, socket

        def test_by_name(no_network):
            with contextlib.suppress(Exception):
                socket.create_connection(("api.binance.com", 443), 1)

        def test_by_address(no_network):
            with contextlib.suppress(Exception), socket.socket() as one:
                one.connect(("192.0.2.1", 443))

        def test_here(no_network):
            with socket.socket() as server:
                server.bind(("127.0.0.1", 0))
                server.listen()
                socket.create_connection(server.getsockname(), 1).close()
        """
    )

    result = run(pytester)

    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(["*would look up api.binance.com*", "*would connect to 192.0.2.1*"])
