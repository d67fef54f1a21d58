#!/usr/bin/env python3
"""QGIS, without a window, installs the plugin from the server's own repository, adds a layer, publishes an edited copy of it.

Usage: qgis_plugin.py SERVER_ADDRESS TOKEN [SCREENSHOT_FOLDER]
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
from qgis.core import (Qgis, QgsApplication, QgsAuthMethodConfig, QgsFeatureRequest, QgsFeedback, QgsLocatorContext, QgsProcessingContext,  # noqa: E402
                       QgsProcessingFeedback, QgsProject, QgsVectorLayer)
from qgis.PyQt.QtCore import Qt  # noqa: E402
from qgis.PyQt.QtWidgets import QMessageBox  # noqa: E402
from qgis.PyQt.QtXml import QDomDocument  # noqa: E402

address, token = sys.argv[1:3]
pictures = sys.argv[3] if len(sys.argv) > 3 else ""
application = QgsApplication([], True, folder)
application.initQgis()


def picture(window, name):
    window.show()
    application.processEvents()
    if pictures:
        window.grab().save(os.path.join(pictures, f"{name}.png"))


def get(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


# The repository, as QGIS's plugin manager reads it.
entry = ElementTree.fromstring(get(f"{address}/qgis/plugins/plugins.xml?qgis=3.22")).find("pyqgis_plugin")
low, high = (tuple(int(part) for part in entry.find(name).text.split(".")) for name in ("qgis_minimum_version", "qgis_maximum_version"))
assert entry.find("icon").text == f"{address}/actifs/icone.svg" and get(entry.find("icon").text)
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

layer_items = [item for theme in themes for item in theme.createChildren()]
assert all(item.hasDragEnabled() and item.mimeUris()[0].providerKey == "srceogc" for item in layer_items)
assert "\n\n" not in "".join(item.toolTip() for item in layer_items)
assert {action.text() for action in root.actions(None)} == {"Actualiser", "Réglages…"}

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

# The next one lies above the current layer, in its group, whatever else is there.
tree = QgsProject.instance().layerTreeRoot()
group = tree.addGroup("Mes couches")
below = group.addLayer(QgsVectorLayer("Point?crs=EPSG:2154", "fond", "memory"))
above, = adding.add_layer(service, "remarques", current=below)
assert [child.name() for child in group.children()] == [above.name(), "fond"], [child.name() for child in group.children()]
plugin.drops.handleCustomUriDrop(layer_items[0].mimeUris()[0])
assert tree.children()[0].name() == layer_items[0].layer["titre"]
QgsProject.instance().removeMapLayers([entry.id() for entry in QgsProject.instance().mapLayers().values() if entry is not layer])

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

# A token becomes an entry of QGIS's own store, and says what it may do.
QgsApplication.authManager().setMasterPassword("maître", True)
entry_of_token = settings.keep_token(token)
assert entry_of_token and Service(address, entry_of_token).rights() == {"administrer:*"}
assert settings.keep_token(token, entry_of_token) == entry_of_token

# A trial changes nothing; the delivery is served.
before = service.layers(q="communes")
authorised = with_token(token)
accepted, report = authorised.deliver(dataset, content, trial=True)
assert accepted and reports.needs_consent(report) and "3 couches sur 4" in reports.as_html(report, True), report
accepted, report = authorised.deliver(dataset, content, "essai de l'extension", trial=True, layer="communes")
assert accepted, report
assert "concluant" in reports.as_html(report, True)
assert service.layers(q="communes") == before
accepted, report = authorised.deliver(dataset, content, "essai de l'extension", layer="communes")
assert accepted and report["version"], report
after = next(entry for entry in service.layers(q="communes") if entry["nom"] == "communes")
assert after["version"] == f"{dataset}-{report['version']}", after

# The project is out of date, says so, and is brought up to date.
stale = updating.outdated(service, [layer])
assert len(stale) == 1 and "nouvelles données" in updating.described(*stale[0]), stale
updating.update(service, *stale[0])
assert updating.outdated(service, [layer]) == []
time.sleep(2)  # Qt counts the age of an answer in whole seconds
fresh, = adding.add_layer(service, "communes")
assert sum(f[field] == "Modifiée à l'essai" for f in fresh.getFeatures()) == 1
assert fresh.featureCount() == count

# Fields that go and come back follow; a roll back is called what it is; losses are said before they happen.
def delivery(*removed):
    fewer = copy.materialize(QgsFeatureRequest())
    fewer.setName("communes")
    fewer.setCustomProperty(adding.LAYER_PROPERTY, "communes")
    fewer.startEditing()
    fewer.deleteAttributes([fewer.fields().indexFromName(name) for name in removed])
    assert fewer.commitChanges()
    exporting.export([fewer], path)
    with open(path, "rb") as opened:
        return opened.read()


accepted, asked = authorised.deliver(dataset, delivery(field), layer="communes")
assert not accepted and asked["attendAccord"] and field in reports.lost(asked), asked
assert "attend votre accord" in reports.as_html(asked, False)
before_loss = int(after["version"].rpartition("-")[2])
accepted, report = authorised.deliver(dataset, delivery(field), layer="communes", losses=True)
assert accepted, report
(_, state), = updating.outdated(service, [fresh])
assert f"champs disparus : {field}" in updating.described(fresh, state), updating.described(fresh, state)
updating.update(service, fresh, state)
assert field not in [f.name() for f in fresh.fields()], [f.name() for f in fresh.fields()]
authorised.activate(dataset, before_loss)
(_, state), = updating.outdated(service, [fresh])
assert "retour à des données d'avant" in updating.described(fresh, state), updating.described(fresh, state)
updating.update(service, fresh, state)
assert field in [f.name() for f in fresh.fields()] and fresh.isValid() and fresh.renderer() is not None
assert sum(f[field] == "Modifiée à l'essai" for f in fresh.getFeatures()) == 1
stale = [(fresh, dict(state, nouvelleVersion=True))]

# The algorithm for models.
algorithm = QgsApplication.processingRegistry().algorithmById("srceogc:emporter")
assert algorithm is not None
told = QgsProcessingFeedback()
taken, done = algorithm.run({"TYPE": "commune", "CODE": "02005", "SORTIE": os.path.join(folder, "02005.gpkg")}, QgsProcessingContext(), told)
assert done, told.textLog()
assert QgsVectorLayer(f"{taken['SORTIE']}|layername=communes", "communes", "ogr").isValid()

# The windows open and hold what they should.
local = QgsVectorLayer(f"{path}|layername=communes", "Communes retouchées", "ogr")
QgsProject.instance().addMapLayer(local)
publish = PublishDialog(authorised)
assert publish.layers.count() == len([entry for entry in QgsProject.instance().mapLayers().values() if isinstance(entry, QgsVectorLayer)])
assert publish.name() == "", publish.name()
publish.run_trial()
assert "Cochez" in publish.report.toPlainText() and not publish.publish.isEnabled()
row, = [row for row in range(publish.layers.count()) if publish.layers.item(row).data(Qt.ItemDataRole.UserRole).id() == local.id()]
publish.layers.item(row).setCheckState(Qt.CheckState.Checked)
assert publish.name() == dataset and publish.layer_alone() == "communes", (publish.name(), publish.layer_alone())
publish.dataset.setEditText("Nom Interdit")
publish.run_trial()
assert "minuscules" in publish.report.toPlainText()
publish.dataset.setEditText(dataset)
publish.show()
picture(publish, "publier")

# A trial of fewer fields: the headline first, then a tick.
publish.run_trial(wait=True)
text = publish.report.toPlainText()
assert text.startswith("La livraison attend votre accord") and field in text, text
assert publish.consent.isVisible() and not publish.publish.isEnabled()
picture(publish, "pertes")
publish.consent.setChecked(True)
assert publish.publish.isEnabled()
publish.run_publish(wait=True)
assert "publiée" in publish.report.toPlainText() and publish.back.isVisible(), publish.report.toPlainText()
picture(publish, "publiee")
publish.roll_back()
assert "de nouveau servie" in publish.report.toPlainText()
publish.comment.setText("autre")
publish.dataset.setEditText("essai_fenetre2")
assert not publish.publish.isEnabled()

# Unsaved edits are saved first, or nothing is sent.
local.startEditing()
local.deleteFeature(next(local.getFeatures()).id())
publish.ask = lambda *_: QMessageBox.StandardButton.Cancel
publish.run_trial()
assert publish.tried is None and local.isModified()
publish.ask = lambda *_: QMessageBox.StandardButton.Save
publish.run_trial(wait=True)
assert publish.publish.isEnabled() and not local.isModified(), publish.report.toPlainText()

# A token that may only read is told so before anything is sent; nobody's is told in the window.
publish.rights = {"lire:*"}
publish.run_trial()
assert "ne permet pas" in publish.report.toPlainText()
nobody = PublishDialog(Service(address))
assert "jeton" in nobody.status.text() and nobody.windowTitle() == "Publier une mise à jour"
absent = PublishDialog(Service("http://127.0.0.1:9", entry_of_token))
assert "ne répond pas" in absent.status.text() and "()" not in absent.status.text(), absent.status.text()
dialog = SettingsDialog()
dialog.token.setText(token)
dialog.try_address()
assert "répond" in dialog.answer.text() and "administrer" in dialog.answer.text(), dialog.answer.text()
picture(dialog, "reglages")
update = UpdateDialog(service, stale)
picture(update, "mettre_a_jour")
qgis.utils.unloadPlugin("srceogc")
print("plugin installed, layer added, update published")
QgsProject.instance().clear()
