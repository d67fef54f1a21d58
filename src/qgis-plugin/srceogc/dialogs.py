"""The three windows: settings, publishing an update, bringing the project up to date."""
import os
import re
import tempfile

from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QTextBrowser, QVBoxLayout)

from . import exporting, reports, settings, updating
from .service import Service, ServiceError

CHECKABLE = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled


class SettingsDialog(QDialog):
    def __init__(self, parent=None):
        super().__init__(parent)
        self.setWindowTitle("Service des trames écologiques")
        self.address = QLineEdit(settings.address())
        self.authentication = QgsAuthConfigSelect()
        self.authentication.setConfigId(settings.authentication())
        self.answer = QLabel()
        self.answer.setWordWrap(True)
        test = QPushButton("Essayer")
        test.clicked.connect(self.try_address)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.keep)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow("Adresse du service", self.address)
        form.addRow(QLabel("Pour publier : une authentification de base dont le mot de passe est votre jeton."))
        form.addRow("Authentification", self.authentication)
        form.addRow(test, self.answer)
        form.addRow(buttons)

    def try_address(self):
        try:
            count = len(Service(self.address.text().strip(), self.authentication.configId()).layers())
            self.answer.setText(f"Le service répond : {count} couches.")
        except ServiceError as error:
            self.answer.setText(str(error))

    def keep(self):
        settings.save(self.address.text(), self.authentication.configId())
        self.accept()


class PublishDialog(QDialog):
    """Choose layers and a dataset; a trial shows the report; only then can the update be published."""

    def __init__(self, service, parent=None):
        super().__init__(parent)
        self.service = service
        self.tried = None
        self.setWindowTitle("Publier une mise à jour")
        self.resize(560, 560)
        self.layers = QListWidget()
        for layer in QgsProject.instance().mapLayers().values():
            if isinstance(layer, QgsVectorLayer):
                self._list(layer)
        self.dataset = QComboBox()
        self.dataset.setEditable(True)
        self.dataset.addItems(self._datasets())
        self.comment = QLineEdit()
        self.comment.setPlaceholderText("Ce qui change dans cette version")
        self.report = QTextBrowser()
        self.trial = QPushButton("Essayer (rien ne change)")
        self.trial.clicked.connect(self.run_trial)
        self.publish = QPushButton("Publier")
        self.publish.setEnabled(False)
        self.publish.clicked.connect(self.run_publish)
        form = QFormLayout()
        form.addRow("Jeu de données", self.dataset)
        form.addRow("Commentaire", self.comment)
        column = QVBoxLayout(self)
        column.addWidget(QLabel("Couches à livrer, avec leurs styles :"))
        column.addWidget(self.layers)
        column.addLayout(form)
        column.addWidget(self.trial)
        column.addWidget(self.report)
        column.addWidget(self.publish)
        self.layers.itemChanged.connect(self.forget_trial)
        self.dataset.editTextChanged.connect(self.forget_trial)

    def chosen(self):
        items = [self.layers.item(row) for row in range(self.layers.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]

    def forget_trial(self, *_):
        """What was tried is not what would be published any more."""
        self.tried = None
        self.publish.setEnabled(False)

    def run_trial(self):
        accepted = self._deliver(trial=True)
        self.publish.setEnabled(accepted)

    def run_publish(self):
        self._deliver(trial=False)
        self.forget_trial()

    def _deliver(self, trial):
        if not self.chosen():
            self.report.setHtml("<p>Cochez au moins une couche.</p>")
            return False
        dataset = self.dataset.currentText().strip()
        if not re.fullmatch(r"[a-z_][a-z0-9_]*", dataset):
            self.report.setHtml("<p>Le nom du jeu s'écrit en lettres minuscules sans accent, chiffres et « _ ».</p>")
            return False
        try:
            if trial or self.tried is None:
                self.tried = self._exported()
            accepted, report = self.service.deliver(dataset, self.tried, self.comment.text(), trial)
            self.report.setHtml(reports.as_html(report, trial))
            return accepted
        except (ServiceError, RuntimeError) as error:
            self.report.setPlainText(str(error))
            return False

    def _exported(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "livraison.gpkg")
            exporting.export(self.chosen(), path)
            with open(path, "rb") as file:
                return file.read()

    def _list(self, layer):
        item = QListWidgetItem(layer.name())
        item.setFlags(CHECKABLE)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setData(Qt.ItemDataRole.UserRole, layer)
        self.layers.addItem(item)

    def _datasets(self):
        try:
            return [dataset["id"] for dataset in self.service.datasets()]
        except ServiceError as error:
            self.setWindowTitle(f"Publier une mise à jour – {error}")
            return []


class UpdateDialog(QDialog):
    def __init__(self, service, found, parent=None):
        super().__init__(parent)
        self.service = service
        self.found = found
        self.setWindowTitle("Mettre mon projet à jour")
        self.list = QListWidget()
        for layer, state in found:
            item = QListWidgetItem(updating.described(layer, state))
            item.setFlags(CHECKABLE if state["publiee"] else Qt.ItemFlag.ItemIsEnabled)
            item.setCheckState(Qt.CheckState.Checked if state["publiee"] else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.bring_up_to_date)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.list)
        column.addWidget(buttons)

    def bring_up_to_date(self):
        for row, (layer, state) in enumerate(self.found):
            if self.list.item(row).checkState() == Qt.CheckState.Checked:
                updating.update(self.service, layer, state)
        self.accept()
