"""« Mettre mon projet à jour » : which layers of the project have a newer version or style, and bringing them up to date."""
from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt.QtXml import QDomDocument

from .adding import LAYER_PROPERTY, STYLE_PROPERTY, VERSION_PROPERTY


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


def update(service, layer, state):
    """Reads the data again, and takes the new style over."""
    if not state["publiee"]:
        return
    if state["nouveauStyle"] and layer.providerType() != "wms":
        document = QDomDocument()
        document.setContent(service.style(state["nom"]))
        # Symbols and labels only: whatever else a style may carry (actions, forms, scripts) is none of the service's business.
        layer.importNamedStyle(document, QgsMapLayer.StyleCategories(QgsMapLayer.Symbology | QgsMapLayer.Labeling | QgsMapLayer.Rendering))
    layer.setCustomProperty(LAYER_PROPERTY, state["nom"])
    layer.setCustomProperty(VERSION_PROPERTY, state["version"])
    layer.setCustomProperty(STYLE_PROPERTY, state["style"])
    layer.dataProvider().reloadData()
    layer.triggerRepaint()


def described(layer, state):
    if not state["publiee"]:
        return f"« {layer.name()} » n'est plus publiée."
    news = [text for key, text in (("nouvelleVersion", "de nouvelles données"), ("nouveauStyle", "un nouveau style")) if state[key]]
    return f"« {layer.name()} » a {' et '.join(news)}."
