"""For models and scripts: a territory taken away, as the search bar offers it."""
from qgis.core import (QgsProcessingAlgorithm, QgsProcessingException, QgsProcessingParameterFileDestination, QgsProcessingParameterNumber, QgsProcessingParameterString, QgsProcessingProvider)
from qgis.PyQt.QtGui import QIcon

from . import settings
from .service import Service, ServiceError
from .words import say


class TerritoryProvider(QgsProcessingProvider):
    def __init__(self, icon_path):
        super().__init__()
        self.icon_path = icon_path

    def id(self):
        return "srceogc"

    def name(self):
        return say("Trames écologiques")

    def icon(self):
        return QIcon(self.icon_path)

    def loadAlgorithms(self):  # noqa: N802 - the name is QGIS's
        self.addAlgorithm(TakeAway())


class TakeAway(QgsProcessingAlgorithm):
    """A commune, an EPCI… as a GeoPackage with its QGIS project inside."""

    def name(self):
        return "emporter"

    def displayName(self):  # noqa: N802
        return say("Emporter un territoire")

    def createInstance(self):  # noqa: N802
        return TakeAway()

    def initAlgorithm(self, configuration=None):  # noqa: N802
        self.addParameter(QgsProcessingParameterString("TYPE", say("Type de territoire (commune, epci…)"), "commune"))
        self.addParameter(QgsProcessingParameterString("CODE", "Code (INSEE, SIREN…)"))
        self.addParameter(QgsProcessingParameterString("COUCHES", say("Couches, séparées par des virgules (vide : toutes)"), "", optional=True))
        self.addParameter(QgsProcessingParameterNumber("TAMPON", say("Marge autour du territoire, en mètres"), QgsProcessingParameterNumber.Double, 0, True, 0))
        self.addParameter(QgsProcessingParameterFileDestination("SORTIE", "GeoPackage", "GeoPackage (*.gpkg)"))

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        path = self.parameterAsFileOutput(parameters, "SORTIE", context)
        try:
            content = Service(settings.address(), settings.authentication()).package(
                self.parameterAsString(parameters, "TYPE", context), self.parameterAsString(parameters, "CODE", context),
                self.parameterAsString(parameters, "COUCHES", context), self.parameterAsDouble(parameters, "TAMPON", context))
        except ServiceError as error:
            raise QgsProcessingException(str(error)) from error
        with open(path, "wb") as file:
            file.write(content)
        return {"SORTIE": path}
