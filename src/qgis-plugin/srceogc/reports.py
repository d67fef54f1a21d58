"""A validation report as rich text, worst first."""
from html import escape

TITLES = {"Blocking": "Bloquant", "ToFix": "À corriger", "Note": "À noter"}


def summary(report, trial):
    if not report["Accepted"]:
        return "La livraison est refusée : rien n'a changé."
    return "L'essai est concluant : la livraison serait acceptée." if trial else f"Version {report['Version']} publiée."


def as_html(report, trial):
    order = list(TITLES)
    findings = sorted(report["Findings"], key=lambda finding: order.index(finding["Severity"]))
    return f"<p><b>{escape(summary(report, trial))}</b></p>" + "".join(_line(finding) for finding in findings)


def _line(finding):
    layer = f"couche « {escape(finding['Layer'])} » : " if finding["Layer"] else ""
    others = f" ({finding['Count']} fois)" if finding["Count"] > 1 else ""
    return f"<p><b>{TITLES[finding['Severity']]}</b> – {layer}{escape(finding['Message'])}{others} {escape(finding['Advice'])}</p>"
