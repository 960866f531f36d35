"""What Python's ipaddress makes of texts: a JSON list in, their canonical texts or nulls out."""

import ipaddress
import json
import sys


def canonical(text):
    try:
        return str(ipaddress.ip_network(text))
    except ValueError:
        return None


json.dump([canonical(text) for text in json.load(sys.stdin)], sys.stdout)
