"""KuCoin for Crossvenue: what the plugin offers, and its registration."""
