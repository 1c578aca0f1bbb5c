"""Binance.US's trading: what differs from Binance's. https://docs.binance.us, read November 2026."""

from __future__ import annotations

from typing import Final

from crossvenue.errors import BadRequest
from crossvenue.interfaces import W
from crossvenue.model import OcoRequest, OrderRequest
from crossvenue_binance.trading import BinanceTrading

ORDER_TYPES: Final = ("LIMIT", "MARKET", "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER")
"""What its REST interface takes. Instruments list STOP_LOSS and TAKE_PROFIT too, for its WebSocket interface."""


class BinanceUsTrading(BinanceTrading[W]):
    """Trading at Binance.US. The venue archives orders that ended unfilled more than 90 days ago."""

    tested_with = {}

    def _order_params(self, request: OrderRequest) -> dict[str, object]:
        if request.type.value not in ORDER_TYPES:
            raise BadRequest(
                f"{request.instrument.symbol}: {request.type.value} orders are not offered over REST; "
                f"{', '.join(ORDER_TYPES)} are"
            )
        return super()._order_params(request)

    def _oco_params(self, request: OcoRequest) -> dict[str, object]:
        wait, prevention = request.stop_limit_time_in_force, request.self_trade_prevention
        return {
            "symbol": request.instrument.venue_symbol,
            "listClientOrderId": request.client_id,
            "side": request.side.value,
            "quantity": request.quantity,
            "limitClientOrderId": request.limit_client_id,
            "price": request.price,
            "stopClientOrderId": request.stop_client_id,
            "stopPrice": request.stop_price,
            "stopLimitPrice": request.stop_limit_price,
            "stopLimitTimeInForce": None if wait is None else wait.value,
            "newOrderRespType": "FULL",
            "selfTradePreventionMode": None if prevention is None else prevention.value,
        }
