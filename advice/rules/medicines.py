"""Medicines sometimes linked to cramps, by the stem of the generic name (evidence 5.4)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MedicineClass:
    """A class, how strong the link is in words, and the stems that recognise it."""

    name: str
    strength: str
    stems: tuple[str, ...]


# The order is the order of looking: combinations name their strongest part first.
CLASSES: tuple[MedicineClass, ...] = (
    MedicineClass("long-acting asthma spray", "clear", ("salmeterol", "formoterol", "vilanterol")),
    MedicineClass(
        "potassium-sparing water tablet",
        "clear",
        ("spironolacton", "eplerenon", "amilorid", "triamteren"),
    ),
    MedicineClass(
        "thiazide water tablet",
        "clear",
        ("hydrochlorothiazid", "chlortalidon", "chlorthalidon", "indapamid", "bendroflumethiazid"),
    ),
    MedicineClass(
        "loop water tablet", "weak", ("furosemid", "frusemid", "bumetanid", "torasemid", "torsemid")
    ),
    MedicineClass(
        "statin",
        "small",
        (
            "simvastatin",
            "atorvastatin",
            "rosuvastatin",
            "pravastatin",
            "fluvastatin",
            "pitavastatin",
            "lovastatin",
        ),
    ),
    MedicineClass(
        "other medicine named in a medical review",
        "weak",
        (
            "iron sucrose",
            "conjugated oestrogen",
            "conjugated estrogen",
            "estrogens, conjugated",
            "raloxifen",
            "naproxen",
            "teriparatid",
        ),
    ),
    MedicineClass(
        "short-acting asthma spray",
        "weak",
        ("salbutamol", "albuterol", "clenbuterol", "terbutalin"),
    ),
    MedicineClass(
        "blood pressure tablet of the ACE or sartan kind",
        "weak",
        (
            "lisinopril",
            "ramipril",
            "enalapril",
            "perindopril",
            "captopril",
            "losartan",
            "valsartan",
            "telmisartan",
            "candesartan",
            "irbesartan",
            "olmesartan",
        ),
    ),
    MedicineClass("calcium channel blocker", "weak", ("nifedipin", "amlodipin", "felodipin")),
    MedicineClass(
        "medicine with cramps on its leaflet",
        "weak",
        (
            "citalopram",
            "celecoxib",
            "gabapentin",
            "clonazepam",
            "zolpidem",
            "donepezil",
            "cimetidin",
            "ciclosporin",
            "cyclosporin",
            "lithium",
            "fenofibrat",
            "bezafibrat",
            "gemfibrozil",
            "vincristin",
            "cisplatin",
            "oxaliplatin",
            "anastrozol",
            "letrozol",
            "exemestan",
            "insulin",
            "oral contraceptive",
            "prednisolon",
            "prednison",
            "dexamethason",
            "olanzapin",
            "quetiapin",
            "risperidon",
            "haloperidol",
            "bisacodyl",
            "senna",
        ),
    ),
)


def class_of(name: str) -> MedicineClass | None:
    """The class of a medicine as the athlete wrote it; None: not in the table."""
    written = name.casefold()
    for found in CLASSES:
        if any(stem in written for stem in found.stems):
            return found
    return None
