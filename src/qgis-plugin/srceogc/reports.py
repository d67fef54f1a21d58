"""A validation report as rich text: what disappears first, then the worst."""
from html import escape

from .words import say, speaks_french

TITLES = {"bloquant": ("Bloquant", "Blocking"), "aCorriger": ("À corriger", "To fix"), "note": ("À noter", "Note")}


def summary(report, trial):
    if report.get("attendAccord"):
        return say("La livraison attend votre accord : elle ferait disparaître beaucoup.")
    if not report["accepte"]:
        return say("La livraison est refusée : rien n'a changé.")
    if trial and needs_consent(report):
        return say("La livraison attend votre accord : elle ferait disparaître beaucoup.")
    return say("L'essai est concluant : la livraison serait acceptée.") if trial else say("Version {} publiée.", report["version"])


def needs_consent(report):
    return bool((report.get("changements") or {}).get("accordRequis"))


def lost(report):
    """« 22 couches sur 23, 35 objets sur 49 », or nothing."""
    return (report.get("changements") or {}).get("pertes") or ""


def as_html(report, trial):
    order = list(TITLES)
    findings = sorted(report["constats"], key=lambda finding: order.index(finding["gravite"]))
    losses = f"<p style='color:#a8201a'><b>{escape(_losses(report))}</b></p>" if lost(report) else ""
    return f"<p><b>{escape(summary(report, trial))}</b></p>{losses}" + "".join(_line(finding) for finding in findings)


def _losses(report):
    since = report["changements"]["depuis"]
    return f"Pertes par rapport à la version {since} : {lost(report)}." if speaks_french() else f"Lost since version {since}: {lost(report)}."


def _line(finding):
    title = TITLES[finding["gravite"]][0 if speaks_french() else 1]
    layer = say("couche «\u00a0{}\u00a0» : ", escape(finding["couche"])) if finding["couche"] else ""
    others = say(" ({} fois)", finding["nombre"]) if finding["nombre"] > 1 else ""
    return f"<p><b>{title}</b> – {layer}{escape(finding['message'])}{others} {escape(finding['conseil'])}</p>"
