"""Medicines and what they may have to do with cramps, by the generic name's stem (evidence 5.4)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MedicineClass:
    """A class, how strong the link is in words, and the stems that recognise it.

    `note` is what else the evidence says. `is_asked` False: no link was found, so it is nothing
    to ask about because of cramps.
    """

    name: str
    strength: str
    stems: tuple[str, ...]
    note: str = ""
    is_asked: bool = True

    @property
    def words(self) -> str:
        """“statin, small link; …”."""
        return f"{self.name}, {self.strength} link{self.note}"

    @property
    def is_water_tablet(self) -> bool:
        """Whether it changes salts and water (evidence 5.2)."""
        return "water tablet" in self.name

    @property
    def is_statin(self) -> bool:
        """Whether dark urine or weakness beside it cannot wait (evidence 5.4)."""
        return self.name == "statin"


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
        "; in trials 14 of 15 muscle complaints had nothing to do with it",
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
    MedicineClass(
        "calcium channel blocker",
        "weak",
        ("nifedipin", "amlodipin", "felodipin"),
        "; some doctors give one against cramps",
    ),
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
    MedicineClass(
        "stimulant",
        "no known",
        ("methylphenidat", "amfetamin", "amphetamin", "pseudoephedrin", "caffein"),
        is_asked=False,
    ),
    MedicineClass(
        "creatine", "no", ("creatin",), "; it does not raise the number of cramps", is_asked=False
    ),
)
# Evidence 4.4 and 5.4: these raise the risk of too little sodium where much is drunk.
NSAID_STEMS = (
    "ibuprofen",
    "naproxen",
    "diclofenac",
    "ketoprofen",
    "indometacin",
    "indomethacin",
    "piroxicam",
    "meloxicam",
    "celecoxib",
    "etoricoxib",
    "acetylsalicyl",
    "aspirin",
)


def is_nsaid(name: str) -> bool:
    """Whether it is a painkiller of the ibuprofen kind."""
    written = name.casefold()
    return any(stem in written for stem in NSAID_STEMS)


def class_of(name: str) -> MedicineClass | None:
    """The class of a medicine as the athlete wrote it; None: not in the table."""
    written = name.casefold()
    for found in CLASSES:
        if any(stem in written for stem in found.stems):
            return found
    return None
