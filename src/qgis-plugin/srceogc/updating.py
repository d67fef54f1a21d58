"""« Mettre mon projet à jour » : which layers of the project have another version or style, and bringing them up to date."""
import re

from qgis.core import QgsDataProvider, QgsMapLayer, QgsProject
from qgis.PyQt.QtXml import QDomDocument

from .adding import LAYER_PROPERTY, STYLE_PROPERTY, VERSION_PROPERTY
from .words import say


def published_layers(project=None):
    project = project or QgsProject.instance()
    return [layer for layer in project.mapLayers().values() if layer.customProperty(LAYER_PROPERTY)]


def outdated(service, layers):
    """(layer, state) for the layers that moved on, and those that are published no more."""
    if not layers:
        return []
    entries = [tuple(str(layer.customProperty(key) or "") for key in (LAYER_PROPERTY, VERSION_PROPERTY, STYLE_PROPERTY)) for layer in layers]
    states = service.state(entries)
    return [(layer, state) for layer, state in zip(layers, states)
            if not state["publiee"] or state["nouvelleVersion"] or state["nouveauStyle"]]


def source_of(layer, version):
    """The same source, whose address carries the version: QGIS keeps schemas and pictures by their address, and the server minds no such parameter."""
    def carried(match):
        address = re.sub(r"[?&]donnees=[^&']*", "", match.group(2))
        return match.group(1) + address + ("&" if "?" in address else "?") + "donnees=" + version
    if layer.providerType() == "wms":
        # In a WMS source the address is one parameter of several, with its own & and = encoded.
        return re.sub(r"(^|&)url=([^&]*)", lambda m: f"{m.group(1)}url={re.sub(r'(%3F|[?])donnees(%3D|=)[^&%]*', '', m.group(2))}%3Fdonnees%3D{version}", layer.source())
    return re.sub(r"(url=')([^']*)", carried, layer.source())


def update(service, layer, state):
    """Reads the data again, fields and all, and takes the new style over."""
    if not state["publiee"]:
        return
    if state["nouvelleVersion"]:
        kept = layer.subsetString() if hasattr(layer, "subsetString") else ""
        layer.setDataSource(source_of(layer, state["version"]), layer.name(), layer.providerType(), QgsDataProvider.ProviderOptions())
        if kept and hasattr(layer, "setSubsetString") and not layer.subsetString():
            layer.setSubsetString(kept)
    if state["nouveauStyle"] and layer.providerType() != "wms":
        document = QDomDocument()
        document.setContent(service.style(state["nom"]))
        # Symbols and labels only: whatever else a style may carry (actions, forms, scripts) is none of the service's business.
        layer.importNamedStyle(document, QgsMapLayer.StyleCategories(QgsMapLayer.Symbology | QgsMapLayer.Labeling | QgsMapLayer.Rendering))
    metadata = layer.metadata()
    metadata.setIdentifier(state["version"])
    metadata.setAbstract(f"{state.get('resume', '')}\nVersion {state['version']} du {state['publieeLe'][:10]}.".strip())
    layer.setMetadata(metadata)
    layer.setCustomProperty(LAYER_PROPERTY, state["nom"])
    layer.setCustomProperty(VERSION_PROPERTY, state["version"])
    layer.setCustomProperty(STYLE_PROPERTY, state["style"])
    layer.dataProvider().reloadData()
    layer.triggerRepaint()


def number(version):
    tail = str(version or "").rpartition("-")[2]
    return int(tail) if tail.isdigit() else 0


def described(layer, state):
    """« Haies » (WFS) : nouvelles données, version 3 → 4 du 2026-05-12, 60 → 55 objets, champ disparu : essence."""
    kind = "WMS" if layer.providerType() == "wms" else "WFS"
    name = f"«\u00a0{layer.name()}\u00a0» ({kind})"
    if not state["publiee"]:
        return say("{} n'est plus publiée.", name)
    news = []
    if state["nouvelleVersion"]:
        before, after = number(layer.customProperty(VERSION_PROPERTY)), number(state["version"])
        word = say("retour à des données d'avant") if after < before else say("nouvelles données")
        news.append(say("{}, version {} → {} du {}", word, before, after, state["publieeLe"][:10]))
        news += _contents(layer, state)
    if state["nouveauStyle"]:
        news.append(say("nouveau style"))
    return say("{} : {}.", name, ", ".join(news))


def _contents(layer, state):
    if not hasattr(layer, "fields") or "champs" not in state:
        return []
    known = [field.name() for field in layer.fields()]
    gone = [name for name in known if name not in state["champs"]]
    added = [name for name in state["champs"] if name not in known]
    count = layer.featureCount()
    return ([say("{} → {} objets", count, state["objets"])] if count >= 0 and count != state["objets"] else []) \
        + ([say("champs disparus : {}", ", ".join(gone))] if gone else []) + ([say("champs nouveaux : {}", ", ".join(added))] if added else [])
