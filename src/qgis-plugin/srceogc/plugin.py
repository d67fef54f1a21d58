"""The plugin: a browser tree, a search, three menu entries, and an algorithm for models."""
import os

from qgis.core import Qgis, QgsApplication
from qgis.gui import QgsLayerTreeView
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from . import adding, settings, updating
from .browser import DropHandler, ServiceProvider
from .dialogs import PublishDialog, SettingsDialog, UpdateDialog
from .locator import ServiceLocator
from .processing import TerritoryProvider
from .service import Service, ServiceError
from .words import say



class SrceOgcPlugin:
    def __init__(self, iface):
        self.iface = iface
        self.icon_path = os.path.join(os.path.dirname(__file__), "icone.svg")
        self.actions = []
        self.menu = say("Trames écologiques")
        self.provider = None
        self.locator = None
        self.drops = None
        self.algorithms = None

    def initGui(self):  # noqa: N802 - the name is QGIS's
        for text, run in (("Publier une mise à jour…", self.open_publish), ("Mettre mon projet à jour", self.open_update), ("Réglages…", self.open_settings)):
            action = QAction(QIcon(self.icon_path), say(text), self.iface.mainWindow())
            action.triggered.connect(run)
            self.iface.addPluginToWebMenu(self.menu, action)
            self.actions.append(action)
        self.provider = ServiceProvider(self)
        QgsApplication.dataItemProviderRegistry().addProvider(self.provider)
        self.locator = ServiceLocator(self)
        self.iface.registerLocatorFilter(self.locator)
        self.drops = DropHandler(self)
        self.iface.registerCustomDropHandler(self.drops)
        self.algorithms = TerritoryProvider(self.icon_path)
        QgsApplication.processingRegistry().addProvider(self.algorithms)

    def unload(self):
        for action in self.actions:
            self.iface.removePluginWebMenu(self.menu, action)
        self.actions.clear()
        QgsApplication.dataItemProviderRegistry().removeProvider(self.provider)
        self.provider = None
        self.iface.deregisterLocatorFilter(self.locator)
        self.locator = None
        self.iface.unregisterCustomDropHandler(self.drops)
        self.drops = None
        QgsApplication.processingRegistry().removeProvider(self.algorithms)
        self.algorithms = None

    def service(self):
        return Service(settings.address(), settings.authentication())

    def add(self, name, mode):
        try:
            adding.add_layer(self.service(), name, mode, current=self.current_node())
        except (ServiceError, RuntimeError) as error:
            self.say(str(error))

    def current_node(self):
        view = self.iface.layerTreeView()
        return view.currentNode() if isinstance(view, QgsLayerTreeView) else None

    def open_settings(self, *_):
        if SettingsDialog(self.iface.mainWindow()).exec():
            self.iface.reloadConnections()

    def open_publish(self, *_):
        PublishDialog(self.service(), self.iface.mainWindow(), self.iface.activeLayer()).exec()

    def open_update(self, *_):
        try:
            found = updating.outdated(self.service(), updating.published_layers())
        except ServiceError as error:
            self.say(str(error))
            return
        if found:
            UpdateDialog(self.service(), found, self.iface.mainWindow()).exec()
        else:
            self.say(say("Toutes les couches publiées de ce projet sont à jour."), Qgis.Info)

    def say(self, text, level=Qgis.Warning):
        self.iface.messageBar().pushMessage(self.menu, text, level, 10)
