#!/usr/bin/env python3
"""QGIS, without a window, installs the plugin from the server's own repository, adds a layer, publishes an edited copy of it.

Usage: qgis_plugin.py SERVER_ADDRESS TOKEN
"""
import io
import os
import sys
import time
import tempfile
import unittest.mock
import urllib.request
import xml.etree.ElementTree as ElementTree
import zipfile

os.environ["QT_QPA_PLATFORM"] = "offscreen"
folder = tempfile.mkdtemp()
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = folder
from qgis.core import Qgis, QgsApplication, QgsAuthMethodConfig, QgsFeatureRequest, QgsFeedback, QgsLocatorContext, QgsProject, QgsVectorLayer  # noqa: E402
from qgis.PyQt.QtCore import Qt  # noqa: E402
from qgis.PyQt.QtXml import QDomDocument  # noqa: E402

address, token = sys.argv[1:3]
application = QgsApplication([], True, folder)
application.initQgis()


def get(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


# The repository, as QGIS's plugin manager reads it.
entry = ElementTree.fromstring(get(f"{address}/qgis/plugins/plugins.xml?qgis=3.22")).find("pyqgis_plugin")
low, high = (tuple(int(part) for part in entry.find(name).text.split(".")) for name in ("qgis_minimum_version", "qgis_maximum_version"))
assert low <= (Qgis.QGIS_VERSION_INT // 10000, Qgis.QGIS_VERSION_INT // 100 % 100) <= high
zipfile.ZipFile(io.BytesIO(get(entry.find("download_url").text))).extractall(os.path.join(folder, "plugins"))
sys.path.insert(0, os.path.join(folder, "plugins"))
import qgis.utils  # noqa: E402

iface = unittest.mock.MagicMock()
iface.mainWindow.return_value = None
qgis.utils.iface = iface
qgis.utils.plugin_paths = [os.path.join(folder, "plugins")]
qgis.utils.updateAvailablePlugins()
assert qgis.utils.loadPlugin("srceogc") and qgis.utils.startPlugin("srceogc")
plugin = qgis.utils.plugins["srceogc"]

# The address came with the archive.
from srceogc import adding, exporting, reports, settings, updating  # noqa: E402
from srceogc.dialogs import PublishDialog, SettingsDialog, UpdateDialog  # noqa: E402
from srceogc.locator import ServiceLocator  # noqa: E402
from srceogc.service import Service, ServiceError  # noqa: E402

assert settings.address() == address, settings.address()
service = plugin.service()
assert service.layers(q="communes")

# The browser: trames, then layers.
root = plugin.provider.createDataItem("", None)
themes = root.createChildren()
assert themes and all(theme.createChildren() for theme in themes), themes
assert sum(len(theme.createChildren()) for theme in themes) == len(service.layers())

# The search bar: layers and communes.
found = []
locator = ServiceLocator(plugin)
locator.resultFetched.connect(found.append)
locator.fetchResults("commune", QgsLocatorContext(), QgsFeedback())
assert any("couche" in (r.userData() if callable(r.userData) else r.userData) for r in found), found

# A layer arrives with its style.
layer, = adding.add_layer(service, "communes")
assert layer.isValid() and layer.renderer() is not None
assert updating.outdated(service, updating.published_layers()) == []

# An edited copy, in memory.
copy = layer.materialize(QgsFeatureRequest())
copy.setName("communes")
copy.setCustomProperty(adding.LAYER_PROPERTY, "communes")
style = QDomDocument()
layer.exportNamedStyle(style)
copy.importNamedStyle(style)
count = copy.featureCount()
assert count > 2
field = next(f.name() for f in copy.fields() if f.typeName().lower() in ("string", "text"))
copy.startEditing()
first = next(copy.getFeatures())
copy.changeAttributeValue(first.id(), copy.fields().indexFromName(field), "Modifiée à l'essai")
assert copy.commitChanges(), copy.commitErrors()
path = os.path.join(folder, "livraison.gpkg")
exporting.export([copy], path)
with open(path, "rb") as file:
    content = file.read()

# A wrong token says so, in French, and changes nothing.
def with_token(secret):
    config = QgsAuthMethodConfig("Basic")
    config.setName("essai" + secret[-4:])
    config.setConfig("username", "jeton")
    config.setConfig("password", secret)
    manager = QgsApplication.authManager()
    manager.setMasterPassword("maître", True)
    stored = manager.storeAuthenticationConfig(config)
    config = stored[1] if isinstance(stored, tuple) else config
    return Service(address, config.id())


dataset = next(entry["jeu"] for entry in service.layers(q="communes") if entry["nom"] == "communes")
try:
    with_token("srce_faux").deliver(dataset, content, trial=True)
    raise AssertionError("a wrong token was accepted")
except ServiceError as error:
    assert "jeton" in str(error), error

# A trial changes nothing; the delivery is served.
before = service.layers(q="communes")
authorised = with_token(token)
accepted, report = authorised.deliver(dataset, content, "essai de l'extension", trial=True)
assert accepted, report
assert "concluant" in reports.as_html(report, True)
assert service.layers(q="communes") == before
accepted, report = authorised.deliver(dataset, content, "essai de l'extension")
assert accepted and report["Version"], report
after = next(entry for entry in service.layers(q="communes") if entry["nom"] == "communes")
assert after["version"] == f"{dataset}-{report['Version']}", after

# The project is out of date, says so, and is brought up to date.
stale = updating.outdated(service, [layer])
assert len(stale) == 1 and "nouvelles données" in updating.described(*stale[0]), stale
updating.update(service, *stale[0])
assert updating.outdated(service, [layer]) == []
time.sleep(2)  # Qt counts the age of an answer in whole seconds
fresh, = adding.add_layer(service, "communes")
assert sum(f[field] == "Modifiée à l'essai" for f in fresh.getFeatures()) == 1
assert fresh.featureCount() == count

# The windows open and hold what they should.
publish = PublishDialog(authorised)
assert publish.layers.count() == len([entry for entry in QgsProject.instance().mapLayers().values() if isinstance(entry, QgsVectorLayer)])
publish.run_trial()
assert "Cochez" in publish.report.toPlainText() and not publish.publish.isEnabled()
publish.layers.item(0).setCheckState(Qt.CheckState.Checked)
publish.dataset.setEditText("Nom Interdit")
publish.run_trial()
assert "minuscules" in publish.report.toPlainText()
publish.dataset.setEditText("essai_fenetre")
publish.run_trial()
assert publish.publish.isEnabled(), publish.report.toPlainText()
publish.comment.setText("autre")
publish.dataset.setEditText("essai_fenetre2")
assert not publish.publish.isEnabled()
dialog = SettingsDialog()
dialog.try_address()
assert "répond" in dialog.answer.text()
UpdateDialog(service, stale)
qgis.utils.unloadPlugin("srceogc")
print("plugin installed, layer added, update published")
QgsProject.instance().clear()
