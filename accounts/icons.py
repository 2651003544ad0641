"""Our own line icons on a 24 by 24 grid: name to SVG content. Pure."""

from __future__ import annotations

ICONS: dict[str, str] = {
    "knot": (
        '<path d="M2.5 8c3.5 0 4 3 6 3.6M2.5 16c3.5 0 4-3 6-3.6M21.5 8c-3.5 0-4 3-6 3.6'
        'M21.5 16c-3.5 0-4-3-6-3.6"/><path class="knot" fill="currentColor" stroke="none" '
        'd="M12 6.8l5.2 5.2-5.2 5.2L6.8 12z"/>'
    ),
    "today": '<path d="M3 18h18M7 18a5 5 0 0 1 10 0M12 5v3M4.9 9.9l2 2M19.1 9.9l-2 2"/>',
    "calendar": '<path d="M4 10h16M8 3v4M16 3v4"/><rect x="4" y="5" width="16" height="15" rx="2.5"/>',
    "insights": (
        '<g fill="currentColor" stroke="none"><circle cx="6" cy="6" r="2"/><circle cx="12" cy="6" '
        'r="2"/><circle cx="6" cy="12" r="2"/><circle cx="18" cy="12" r="2"/><circle cx="6" cy="18" '
        'r="2"/><circle cx="12" cy="18" r="2"/><circle cx="18" cy="18" r="2"/>'
        '<path d="M12 8.6l3.4 3.4-3.4 3.4L8.6 12z"/><path d="M18 2.6L21.4 6 18 9.4 14.6 6z"/></g>'
    ),
    "more": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "queue": '<path d="M4 13l3-8h10l3 8v6H4zM4 13h5l1 2.5h4l1-2.5h5"/>',
    "athletes": (
        '<circle cx="9" cy="8" r="3.2"/><path d="M3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 5.3a2.8 2.8 0 '
        '0 1 0 5.4M17.5 14.3c2.2.6 3.5 2.7 3.5 5.7"/>'
    ),
    "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "drop": '<path d="M12 3.5c3.5 4.2 6 7.2 6 10.3a6 6 0 0 1-12 0c0-3.1 2.5-6.1 6-10.3z"/>',
    "phone": (
        '<path d="M6.6 3.5h2.6l1.6 4.2-2 1.5a12 12 0 0 0 6 6l1.5-2 4.2 1.6v2.6a2 2 0 0 1-2.2 2'
        'A17 17 0 0 1 4.6 5.7a2 2 0 0 1 2-2.2z"/>'
    ),
    "warmth": '<path d="M10 4.5a2 2 0 0 1 4 0v8.7a4.2 4.2 0 1 1-4 0z"/><path d="M12 9v7"/>',
    "pen": '<path d="M5 19l1-4L16.5 4.5l3 3L9 18z"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": (
        '<path d="M7 9V4h10v5M7 17H5a1 1 0 0 1-1-1v-5a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v5a1 1 0 0 1-1 '
        '1h-2M7 14h10v6H7z"/>'
    ),
    "eye": (
        '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/>'
        '<circle cx="12" cy="12" r="3"/>'
    ),
    "offline": (
        '<path d="M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M2 9a14 14 0 0 1 5-3.2M12 19h.1M8.5 15.8a5 5 0 '
        '0 1 6 0M22 9a14 14 0 0 0-10-4"/>'
    ),
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "undo": '<path d="M8.5 5l-4 4 4 4"/><path d="M5 9h9a5 5 0 0 1 0 10H9"/>',
    "next": '<path d="M9 5l7 7-7 7"/>',
    "down": '<path d="M6 9l6 6 6-6"/>',
    "mail": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="M4 7l8 6 8-6"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "person": '<circle cx="12" cy="8" r="3.6"/><path d="M5 20c0-4 3-6.6 7-6.6s7 2.6 7 6.6"/>',
    "out": '<path d="M14 4H6v16h8M10 12h10M16.5 8.5L20 12l-3.5 3.5"/>',
    "page": '<path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6"/>',
    "key": '<circle cx="8" cy="15" r="4.5"/><path d="M11.2 11.8L20 3M16 7l3 3"/>',
    "bell": ('<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4"/>'),
    "shield": '<path d="M12 3l7.5 3v5.5c0 4.6-3 7.9-7.5 9.5-4.5-1.6-7.5-4.9-7.5-9.5V6z"/>',
    "gear": (
        '<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.6"/>'
        '<circle cx="8" cy="17" r="2.6"/>'
    ),
    "pill": '<rect x="3" y="8.5" width="18" height="7" rx="3.5"/><path d="M12 8.5v7"/>',
    "body": '<circle cx="12" cy="5" r="2.2"/><path d="M6 9.5h12M12 9.5v5M12 14.5l-3 6M12 14.5l3 6"/>',
}

# Marks of the diary: a shape before a colour (design section 2).
GLYPHS: dict[str, str] = {
    "done": '<circle class="m-disc" cx="12" cy="12" r="7"/>',
    "planned": '<circle class="m-ring" cx="12" cy="12" r="6.5"/>',
    "skipped": '<circle class="m-none" cx="12" cy="12" r="6.5" stroke-dasharray="3 2.5"/>',
    "cancelled": '<circle class="m-none" cx="12" cy="12" r="6.5" stroke-dasharray="3 2.5"/>',
    "cramp": '<path class="m-cramp" d="M12 0.5l11.5 11.5-11.5 11.5-11.5-11.5z"/>',
    "near": (
        '<path class="m-ring" d="M12 3.5l8.5 8.5-8.5 8.5-8.5-8.5z" stroke-dasharray="4 2.5"/>'
    ),
    "drink": (
        '<path class="m-water" d="M12 3.5c3.5 4.2 6 7.2 6 10.3a6 6 0 0 1-12 0c0-3.1 2.5-6.1 6-10.3z"/>'
    ),
}
