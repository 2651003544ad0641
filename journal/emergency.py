"""Which number to call, guessed from the time zone until somebody says otherwise. Pure.

The numbers are the countries' own published ones. 112 is the number of all of Europe and reaches
the emergency service from mobile phones of most networks elsewhere, so it stands where no other
number is sure (design choice).
"""

from __future__ import annotations

ANYWHERE = "112"

# The United States, Canada and what shares the North American plan and number.
_NORTH_AMERICA = frozenset(
    f"America/{city}"
    for city in (
        "Adak", "Anchorage", "Atikokan", "Blanc-Sablon", "Boise", "Cambridge_Bay", "Cancun",
        "Chicago", "Chihuahua", "Ciudad_Juarez", "Dawson", "Dawson_Creek", "Denver", "Detroit",
        "Edmonton", "Fort_Nelson", "Glace_Bay", "Goose_Bay", "Halifax", "Hermosillo", "Inuvik",
        "Iqaluit", "Juneau", "Los_Angeles", "Matamoros", "Mazatlan", "Menominee", "Merida",
        "Metlakatla", "Mexico_City", "Moncton", "Monterrey", "Montreal", "New_York", "Nome",
        "Ojinaga", "Panama", "Phoenix", "Puerto_Rico", "Rankin_Inlet", "Regina", "Resolute",
        "Sitka", "St_Johns", "Swift_Current", "Tijuana", "Toronto", "Vancouver", "Whitehorse",
        "Winnipeg", "Yakutat", "Yellowknife",
    )
)  # fmt: skip
_AREAS = {
    "America/Indiana/": "911",
    "America/Kentucky/": "911",
    "America/North_Dakota/": "911",
    "US/": "911",
    "Canada/": "911",
    "Australia/": "000",
}
_PLACES = {
    "Pacific/Honolulu": "911",
    "Pacific/Guam": "911",
    "Pacific/Auckland": "111",
    "Pacific/Chatham": "111",
    "NZ": "111",
    "Asia/Tokyo": "119",
    "Asia/Seoul": "119",
    "Asia/Taipei": "119",
    "Asia/Shanghai": "120",
    "Asia/Hong_Kong": "999",
    "Asia/Singapore": "995",
    "America/Sao_Paulo": "192",
}


def number_for(zone: str) -> str:
    """The number to call where clocks run by this IANA zone; 112 where none is sure."""
    if zone in _NORTH_AMERICA:
        return "911"
    for area, number in _AREAS.items():
        if zone.startswith(area):
            return number
    return _PLACES.get(zone, ANYWHERE)
