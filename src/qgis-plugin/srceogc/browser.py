"""The service in QGIS's browser panel: trames, and their layers to drag or double-click into the map."""
from collections import Counter

from qgis.core import QgsDataCollectionItem, QgsDataItem, QgsDataItemProvider, QgsDataProvider, QgsErrorItem, QgsLayerItem, QgsMimeDataUtils
from qgis.gui import QgsCustomDropHandler
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from . import settings
from .service import ServiceError
from .words import say

PROVIDER = "srceogc"
ICONS = {"point": QgsLayerItem.iconPoint, "ligne": QgsLayerItem.iconLine, "polygone": QgsLayerItem.iconPolygon, "aucune": QgsLayerItem.iconTable}


class ServiceProvider(QgsDataItemProvider):
    """What QGIS asks for items of its browser."""

    def __init__(self, plugin):
        super().__init__()
        self.plugin = plugin

    def name(self):
        return PROVIDER

    def capabilities(self):
        return QgsDataProvider.Net

    def createDataItem(self, path, parent):  # noqa: N802 - the name is QGIS's
        return RootItem(self.plugin, parent) if not path else None


class DropHandler(QgsCustomDropHandler):
    """A layer dragged from the tree onto the map arrives as a double-click would add it."""

    def __init__(self, plugin):
        super().__init__()
        self.plugin = plugin

    def customUriProviderKey(self):  # noqa: N802
        return PROVIDER

    def handleCustomUriDrop(self, uri):  # noqa: N802
        self.plugin.add(uri.uri, "wfs")


class RootItem(QgsDataCollectionItem):
    def __init__(self, plugin, parent):
        super().__init__(parent, say("Trames écologiques"), "srceogc:", PROVIDER)
        self.plugin = plugin
        self.setIcon(QIcon(plugin.icon_path))

    def createChildren(self):  # noqa: N802
        if not settings.address():
            return [QgsErrorItem(self, say("Indiquez l'adresse du service dans les réglages de l'extension."), self.path() + "/adresse")]
        try:
            layers = self.plugin.service().layers()
        except ServiceError as error:
            return [QgsErrorItem(self, str(error), self.path() + "/erreur")]
        groups = {}
        for layer in layers:
            groups.setdefault((layer["trame"], layer["titreTrame"]), []).append(layer)
        return [ThemeItem(self.plugin, self, key, title, members, rank) for rank, ((key, title), members) in enumerate(groups.items())]

    def actions(self, parent):
        found = []
        for text, run in ((say("Actualiser"), self.again), (say("Réglages…"), self.plugin.open_settings)):
            action = QAction(text, parent)
            action.triggered.connect(lambda _=False, chosen=run: chosen())
            found.append(action)
        return found

    def again(self):
        """After an outage, too: QGIS keeps what it has until it is told."""
        self.depopulate()
        self.refresh()


class ThemeItem(QgsDataCollectionItem):
    def __init__(self, plugin, parent, key, title, layers, rank):
        super().__init__(parent, title, f"srceogc:/{key}", PROVIDER)
        self.plugin = plugin
        self.layers = layers
        self.setIcon(QgsDataCollectionItem.iconDir())
        self.setSortKey(rank)

    def createChildren(self):  # noqa: N802
        return [LayerItem(self.plugin, self, layer, rank, titled(layer, self.layers)) for rank, layer in enumerate(self.layers)]


def titled(layer, layers):
    """Layers of one title are told apart by their dataset."""
    return f"{layer['titre']} ({layer['jeu']})" if Counter(other["titre"] for other in layers)[layer["titre"]] > 1 else layer["titre"]


class LayerItem(QgsDataItem):
    def __init__(self, plugin, parent, layer, rank, title):
        super().__init__(QgsDataItem.Custom, parent, title, f"srceogc:/{layer['trame']}/{layer['nom']}", PROVIDER)
        self.plugin = plugin
        self.layer = layer
        self.setIcon(ICONS[layer["geometrie"]]() if layer["geometrie"] in ICONS else QgsLayerItem.iconDefault())
        self.setSortKey(rank)
        self.setState(QgsDataItem.Populated)
        self.setToolTip("\n".join(line for line in (layer["titre"], layer["resume"], f"Version {layer['version']}") if line))

    def hasDragEnabled(self):  # noqa: N802
        return True

    def mimeUris(self):  # noqa: N802
        uri = QgsMimeDataUtils.Uri()
        uri.layerType = "custom"
        uri.providerKey = PROVIDER
        uri.name = self.layer["titre"]
        uri.uri = self.layer["nom"]
        return [uri]

    def handleDoubleClick(self):  # noqa: N802
        self.plugin.add(self.layer["nom"], "wfs")
        return True

    def actions(self, parent):
        found = []
        for mode, text in (("wfs", say("Ajouter les objets (WFS)")), ("wms", say("Ajouter l'image (WMS)"))):
            if mode == "wms" and self.layer["geometrie"] == "aucune":
                continue
            action = QAction(text, parent)
            action.triggered.connect(lambda _=False, chosen=mode: self.plugin.add(self.layer["nom"], chosen))
            found.append(action)
        return found
