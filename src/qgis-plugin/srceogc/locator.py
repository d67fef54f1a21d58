"""QGIS's search bar: a layer of the service to add, a territory to go to, to take away, or whose figures to read."""
from qgis.core import (QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsLocatorFilter, QgsLocatorResult, QgsProject, QgsRectangle)
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from . import settings
from .browser import titled
from .service import Service, ServiceError
from .words import say

SHORTEST = 2
GO, FIGURES, PACKAGE, PLATE = 0, 1, 2, 3


class ServiceLocator(QgsLocatorFilter):
    """Searches in a thread of its own, so that it holds nothing but addresses."""

    def __init__(self, plugin):
        super().__init__()
        self.plugin = plugin

    def clone(self):
        return ServiceLocator(self.plugin)

    def name(self):
        return "srceogc"

    def displayName(self):  # noqa: N802
        return say("Trames écologiques : couches et territoires")

    def prefix(self):
        return "trame"

    def priority(self):
        return QgsLocatorFilter.Medium

    def fetchResults(self, string, context, feedback):  # noqa: N802
        if len(string.strip()) < SHORTEST or not settings.address():
            return
        service = Service(settings.address(), settings.authentication())
        try:
            layers = service.layers(q=string)
            found = [(titled(layer, layers), f"{layer['titreTrame']} – {layer['jeu']}", {"couche": layer["nom"]}) for layer in layers]
            found += [(place["nom"], f"{place['titre']} {place['code']}", {key: place[key] for key in ("type", "code", "emprise")}) for place in service.territories(string) if "emprise" in place]
        except ServiceError:
            return
        for title, description, data in found:
            if feedback.isCanceled():
                return
            result = QgsLocatorResult(self, title, data)
            result.description = description
            if "code" in data:
                result.actions = [QgsLocatorResult.ResultAction(GO, say("Aller à")), QgsLocatorResult.ResultAction(FIGURES, say("Indicateurs")), QgsLocatorResult.ResultAction(PACKAGE, say("Emporter")), QgsLocatorResult.ResultAction(PLATE, say("Fiche PDF"))]
            self.resultFetched.emit(result)

    def triggerResult(self, result):  # noqa: N802
        # A property until QGIS 3.34, a method since.
        data = result.userData() if callable(result.userData) else result.userData
        if "couche" in data:
            self.plugin.add(data["couche"], "wfs")
        else:
            self._go_to(data["emprise"])

    def triggerResultFromAction(self, result, action):  # noqa: N802
        data = result.userData() if callable(result.userData) else result.userData
        if action == GO:
            self.triggerResult(result)
            return
        service = Service(settings.address(), settings.authentication())
        page = {FIGURES: service.indicators_page, PACKAGE: service.package_page, PLATE: service.plate}[action]
        QDesktopServices.openUrl(QUrl(page(data["type"], data["code"])))

    def _go_to(self, box):
        canvas = self.plugin.iface.mapCanvas()
        transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), canvas.mapSettings().destinationCrs(), QgsProject.instance())
        canvas.setExtent(transform.transformBoundingBox(QgsRectangle(*box)))
        canvas.refresh()
