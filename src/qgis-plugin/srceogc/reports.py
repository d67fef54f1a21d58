"""A validation report as rich text: what disappears first, then the worst."""
from html import escape

from .words import say, speaks_french

TITLES = {"Blocking": ("Bloquant", "Blocking"), "ToFix": ("À corriger", "To fix"), "Note": ("À noter", "Note")}


def summary(report, trial):
    if report.get("AwaitsConsent"):
        return say("La livraison attend votre accord : elle ferait disparaître beaucoup.")
    if not report["Accepted"]:
        return say("La livraison est refusée : rien n'a changé.")
    if trial and needs_consent(report):
        return say("La livraison attend votre accord : elle ferait disparaître beaucoup.")
    return say("L'essai est concluant : la livraison serait acceptée.") if trial else say("Version {} publiée.", report["Version"])


def needs_consent(report):
    return bool((report.get("Changes") or {}).get("NeedConsent"))


def lost(report):
    """« 22 couches sur 23, 35 objets sur 49 », or nothing."""
    words = (report.get("Changes") or {}).get("Lost") or {}
    return words.get("French" if speaks_french() else "English") or ""


def as_html(report, trial):
    order = list(TITLES)
    findings = sorted(report["Findings"], key=lambda finding: order.index(finding["Severity"]))
    losses = f"<p style='color:#a8201a'><b>{escape(_losses(report))}</b></p>" if lost(report) else ""
    return f"<p><b>{escape(summary(report, trial))}</b></p>{losses}" + "".join(_line(finding) for finding in findings)


def _losses(report):
    since = report["Changes"]["Since"]
    return f"Pertes par rapport à la version {since} : {lost(report)}." if speaks_french() else f"Lost since version {since}: {lost(report)}."


def _line(finding):
    title = TITLES[finding["Severity"]][0 if speaks_french() else 1]
    layer = f"couche «\u00a0{escape(finding['Layer'])}\u00a0» : " if finding["Layer"] else ""
    others = f" ({finding['Count']} fois)" if finding["Count"] > 1 else ""
    return f"<p><b>{title}</b> – {layer}{escape(finding['Message'])}{others} {escape(finding['Advice'])}</p>"
