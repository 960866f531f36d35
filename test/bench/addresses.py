"""All overlaps of the ranges on standard input, by Python's ipaddress, a sort and a stack.

Prints as JSON how long that took, without the start of Python and the input, and the pairs found as
positions of lines.
"""

import ipaddress
import json
import sys
import time

texts = sys.stdin.read().split()
start = time.perf_counter()

networks = [
    (network.version, int(network.network_address), network.prefixlen, index, network)
    for index, network in enumerate(map(ipaddress.ip_network, texts))
]
networks.sort(key=lambda row: row[:4])

pairs = []
around = []
for version, first, prefix, index, network in networks:
    last = first + network.num_addresses - 1
    while around and (around[-1][0] != version or around[-1][1] < first):
        around.pop()
    pairs.extend((outer, index) for _, _, outer in around)
    around.append((version, last, index))

json.dump({"ms": (time.perf_counter() - start) * 1000, "pairs": pairs}, sys.stdout)
