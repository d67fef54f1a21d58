"""The service in QGIS's browser panel: trames, and their layers to drag or double-click into the map."""
from qgis.core import QgsDataCollectionItem, QgsDataItem, QgsDataItemProvider, QgsDataProvider, QgsErrorItem
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from . import settings
from .service import ServiceError


class ServiceProvider(QgsDataItemProvider):
    """What QGIS asks for items of its browser."""

    def __init__(self, plugin):
        super().__init__()
        self.plugin = plugin

    def name(self):
        return "srceogc"

    def capabilities(self):
        return QgsDataProvider.Net

    def createDataItem(self, path, parent):  # noqa: N802 - the name is QGIS's
        return RootItem(self.plugin, parent) if not path else None


class RootItem(QgsDataCollectionItem):
    def __init__(self, plugin, parent):
        super().__init__(parent, "Trames écologiques", "srceogc:", "srceogc")
        self.plugin = plugin
        self.setIcon(QIcon(plugin.icon_path))

    def createChildren(self):  # noqa: N802
        if not settings.address():
            return [QgsErrorItem(self, "Indiquez l'adresse du service dans les réglages de l'extension.", self.path() + "/adresse")]
        try:
            layers = self.plugin.service().layers()
        except ServiceError as error:
            return [QgsErrorItem(self, str(error), self.path() + "/erreur")]
        groups = {}
        for layer in layers:
            groups.setdefault((layer["trame"], layer["titreTrame"]), []).append(layer)
        return [ThemeItem(self.plugin, self, key, title, members, rank) for rank, ((key, title), members) in enumerate(groups.items())]

    def actions(self, parent):
        action = QAction("Réglages…", parent)
        action.triggered.connect(self.plugin.open_settings)
        return [action]


class ThemeItem(QgsDataCollectionItem):
    def __init__(self, plugin, parent, key, title, layers, rank):
        super().__init__(parent, title, f"srceogc:/{key}", "srceogc")
        self.plugin = plugin
        self.layers = layers
        self.setSortKey(rank)

    def createChildren(self):  # noqa: N802
        return [LayerItem(self.plugin, self, layer, rank) for rank, layer in enumerate(self.layers)]


class LayerItem(QgsDataItem):
    def __init__(self, plugin, parent, layer, rank):
        super().__init__(QgsDataItem.Custom, parent, layer["titre"], f"srceogc:/{layer['trame']}/{layer['nom']}", "srceogc")
        self.plugin = plugin
        self.layer = layer
        self.setIcon(QIcon(plugin.icon_path))
        self.setSortKey(rank)
        self.setState(QgsDataItem.Populated)
        self.setToolTip(f"{layer['titre']}\n{layer['resume']}\nVersion {layer['version']}")

    def handleDoubleClick(self):  # noqa: N802
        self.plugin.add(self.layer["nom"], "wfs")
        return True

    def actions(self, parent):
        found = []
        for mode, text in (("wfs", "Ajouter les objets (WFS)"), ("wms", "Ajouter l'image (WMS)")):
            if mode == "wms" and self.layer["geometrie"] == "aucune":
                continue
            action = QAction(text, parent)
            action.triggered.connect(lambda _=False, chosen=mode: self.plugin.add(self.layer["nom"], chosen))
            found.append(action)
        return found
