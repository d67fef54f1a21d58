"""For models and scripts: a territory taken away and its plates, as the search bar offers them."""
from qgis.core import (QgsProcessingAlgorithm, QgsProcessingException, QgsProcessingParameterBoolean, QgsProcessingParameterEnum, QgsProcessingParameterFileDestination, QgsProcessingParameterNumber, QgsProcessingParameterString, QgsProcessingProvider)
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
        self.addAlgorithm(Plates())


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
                self.parameterAsString(parameters, "COUCHES", context), self.parameterAsDouble(parameters, "TAMPON", context), feedback)
        except ServiceError as error:
            raise QgsProcessingException(str(error)) from error
        with open(path, "wb") as file:
            file.write(content)
        return {"SORTIE": path}


class Plates(QgsProcessingAlgorithm):
    """The plates of a territory; with its communes, as one document or as an archive of one for each."""

    PAPERS = ["A3", "A4"]
    FORMS = ["pdf", "zip"]

    def name(self):
        return "fiche"

    def displayName(self):  # noqa: N802
        return say("Fiche PDF d'un territoire")

    def createInstance(self):  # noqa: N802
        return Plates()

    def initAlgorithm(self, configuration=None):  # noqa: N802
        self.addParameter(QgsProcessingParameterString("TYPE", "Type de territoire (commune, epci…)", "commune"))
        self.addParameter(QgsProcessingParameterString("CODE", "Code (INSEE, SIREN…)"))
        self.addParameter(QgsProcessingParameterString("MODELE", "Modèle (vide : le premier)", "", optional=True))
        self.addParameter(QgsProcessingParameterEnum("FORMAT", "Papier", self.PAPERS, defaultValue=0))
        self.addParameter(QgsProcessingParameterEnum("FORME", "Forme", ["Un document", "Un document par commune (.zip)"], defaultValue=0))
        self.addParameter(QgsProcessingParameterBoolean("COMMUNES", "Avec une planche par commune", False))
        self.addParameter(QgsProcessingParameterFileDestination("SORTIE", "Fiche", "PDF (*.pdf);;Archive (*.zip)"))

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        path = self.parameterAsFileOutput(parameters, "SORTIE", context)
        form = self.FORMS[self.parameterAsEnum(parameters, "FORME", context)]
        options = {"modele": self.parameterAsString(parameters, "MODELE", context),
                   "format": self.PAPERS[self.parameterAsEnum(parameters, "FORMAT", context)],
                   "communes": "1" if form == "pdf" and self.parameterAsBool(parameters, "COMMUNES", context) else ""}
        try:
            content = Service(settings.address(), settings.authentication()).plates(
                self.parameterAsString(parameters, "TYPE", context), self.parameterAsString(parameters, "CODE", context), form, feedback, **options)
        except ServiceError as error:
            raise QgsProcessingException(str(error)) from error
        with open(path, "wb") as file:
            file.write(content)
        return {"SORTIE": path}
