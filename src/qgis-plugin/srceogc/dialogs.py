"""The three windows: settings, publishing an update, bringing the project up to date."""
import os
import re
import tempfile

from qgis.core import QgsApplication, QgsIconUtils, QgsProject, QgsVectorLayer
from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QMessageBox, QProgressBar, QPushButton, QTextBrowser, QVBoxLayout)

from . import exporting, reports, settings, updating
from .adding import LAYER_PROPERTY, VERSION_PROPERTY
from .service import Service, ServiceError
from .uploading import Upload
from .words import say

CHECKABLE = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
NAME = re.compile(r"[a-z_][a-z0-9_]*")


def fit(dialog, width, height):
    """No taller than the screen, at whatever scale factor: the buttons stay in reach."""
    free = QgsApplication.primaryScreen().availableGeometry()
    dialog.resize(min(width, free.width() - 40), min(height, free.height() - 80))


class SettingsDialog(QDialog):
    def __init__(self, parent=None):
        super().__init__(parent)
        self.setWindowTitle(say("Service des trames écologiques"))
        self.address = QLineEdit(settings.address())
        self.token = QLineEdit()
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setPlaceholderText("srce_…" if not settings.authentication() else say("(gardé par QGIS)"))
        self.authentication = QgsAuthConfigSelect()
        self.authentication.setConfigId(settings.authentication())
        self.answer = QLabel()
        self.answer.setWordWrap(True)
        self.answer.setMinimumHeight(3 * self.fontMetrics().height())
        self.answer.setAlignment(Qt.AlignmentFlag.AlignTop)
        hint = QLabel(say("Le jeton n'est utile que pour publier, et pour lire les jeux réservés. QGIS le garde dans son coffre (il en demande le mot de "
                          "passe principal la première fois) ; rien d'autre n'est à remplir."))
        hint.setWordWrap(True)
        test = QPushButton(say("&Essayer"))
        test.clicked.connect(self.try_address)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.keep)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(say("&Adresse du service"), self.address)
        form.addRow(say("&Jeton"), self.token)
        form.addRow(hint)
        form.addRow(say("Authentification"), self.authentication)
        form.addRow(test)
        form.addRow(self.answer)
        form.addRow(buttons)
        fit(self, 560, 420)

    def try_address(self):
        if not self._take_token():
            return
        service = Service(self.address.text().strip(), self.authentication.configId())
        try:
            words = say("Le service répond : {} couches.", len(service.layers()))
            if service.authcfg:
                words += " " + described_rights(service.rights())
            self.answer.setText(words)
        except ServiceError as error:
            self.answer.setText(str(error))

    def keep(self):
        if self._take_token():
            settings.save(self.address.text(), self.authentication.configId())
            self.accept()

    def _take_token(self):
        """Into QGIS's store; false when it would not."""
        if not self.token.text().strip():
            return True
        entry = settings.keep_token(self.token.text(), self.authentication.configId())
        if not entry:
            self.answer.setText("QGIS n'a pas pu garder le jeton : son coffre demande son mot de passe principal.")
            return False
        self.authentication.setConfigId(entry)
        self.token.clear()
        self.token.setPlaceholderText(say("(gardé par QGIS)"))
        return True


def described_rights(rights):
    if "administrer:*" in rights:
        return "Le jeton permet d'administrer."
    published = [right.partition(":")[2] for right in sorted(rights) if right.startswith("publier:")]
    if published:
        return "Le jeton permet de publier " + ("tous les jeux." if "*" in published else f"{', '.join(published)}.")
    return "Le jeton permet de lire, pas de publier."


def may_publish(rights, dataset):
    return rights is None or bool(rights & {"administrer:*", "publier:*", f"publier:{dataset}"})


class PublishDialog(QDialog):
    """Choose layers and a dataset; a trial shows what would disappear and the report; only then can the update be published."""

    def __init__(self, service, parent=None, current=None):
        super().__init__(parent)
        self.service = service
        self.folder = tempfile.TemporaryDirectory()
        self.tried, self.report_of_trial, self.task, self.previous = None, None, None, None
        self.is_named_by_hand = False
        self.setWindowTitle(say("Publier une mise à jour"))
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.status.hide()
        self.layers = QListWidget()
        self.layers.setMinimumHeight(60)
        self.known = self._known()
        self.rights = self._rights()
        self.dataset = QComboBox()
        self.dataset.setEditable(True)
        self.dataset.addItems([""] + [dataset["id"] for dataset in self.known if "versionServie" in dataset])
        self.alone = QCheckBox(say("Remplacer &seulement cette couche ; les autres du jeu restent"))
        self.whole = QCheckBox(say("Livrer les couches entières, &sans leur filtre"))
        self.whole.setChecked(True)
        self.comment = QLineEdit()
        self.comment.setPlaceholderText("Ce qui change dans cette version")
        self.report = QTextBrowser()
        self.report.setMinimumHeight(60)
        self.report.setOpenExternalLinks(True)
        self.consent = QCheckBox(say("Ces &pertes sont voulues : publier quand même"))
        self.progress = QProgressBar()
        self.progress.hide()
        self.trial = QPushButton(say("&Essayer (rien ne change)"))
        self.publish = QPushButton(say("&Publier"))
        self.cancel = QPushButton(say("&Annuler"))
        self.back = QPushButton()
        close = QPushButton(say("&Fermer"))
        for layer in QgsProject.instance().mapLayers().values():
            if isinstance(layer, QgsVectorLayer):
                self._list(layer, layer == current)
        self._lay_out(close)
        self.trial.clicked.connect(lambda: self.run_trial())
        self.publish.clicked.connect(lambda: self.run_publish())
        self.cancel.clicked.connect(self.give_up)
        self.back.clicked.connect(self.roll_back)
        close.clicked.connect(self.reject)
        self.consent.toggled.connect(self._allow)
        self.layers.itemChanged.connect(self._layers_changed)
        self.dataset.lineEdit().textEdited.connect(self._named)
        self.dataset.activated.connect(self._named)
        self.dataset.editTextChanged.connect(self.forget_trial)
        self.alone.toggled.connect(self.forget_trial)
        self.whole.toggled.connect(self.forget_trial)
        self._layers_changed()
        fit(self, 660, 640)

    def _lay_out(self, close):
        form = QFormLayout()
        form.addRow(say("&Jeu de données"), self.dataset)
        form.addRow(self.alone)
        form.addRow(self.whole)
        form.addRow(say("&Commentaire"), self.comment)
        title = QLabel(say("&Couches à livrer, avec leurs styles :"))
        title.setBuddy(self.layers)
        buttons = QHBoxLayout()
        for button in (self.trial, self.publish, self.cancel, self.back):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.status)
        column.addWidget(title)
        column.addWidget(self.layers, 2)
        column.addLayout(form)
        column.addWidget(self.report, 3)
        column.addWidget(self.consent)
        column.addWidget(self.progress)
        column.addLayout(buttons)
        for hidden in (self.consent, self.cancel, self.back):
            hidden.hide()
        self.publish.setEnabled(False)

    # What is chosen

    def chosen(self):
        items = [self.layers.item(row) for row in range(self.layers.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]

    def name(self):
        return self.dataset.currentText().strip()

    def _list(self, layer, is_chosen):
        notes = [f"{layer.featureCount()} objets"] if layer.featureCount() >= 0 else []
        if exporting.is_filtered(layer):
            notes.append(f"filtre : {layer.subsetString()}")
        if layer.selectedFeatureCount():
            notes.append(say("{} sélectionnés, tous sont livrés", layer.selectedFeatureCount()))
        if layer.isEditable() and layer.isModified():
            notes.append(say("modifications non enregistrées"))
        item = QListWidgetItem(QgsIconUtils.iconForLayer(layer), f"{layer.name()} – {', '.join(notes)}" if notes else layer.name())
        item.setToolTip(layer.source().split("?")[0][:300])
        item.setFlags(CHECKABLE)
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        item.setData(Qt.ItemDataRole.UserRole, layer)
        self.layers.addItem(item)

    def _known(self):
        try:
            return self.service.datasets()
        except ServiceError as error:
            self._say(str(error))
            return []

    def _rights(self):
        """None when nobody knows: a delivery will tell."""
        if not self.service.authcfg:
            self._say("Pour publier, indiquez votre jeton dans les réglages de l'extension.")
            return None
        try:
            return self.service.rights()
        except ServiceError as error:
            self._say(str(error))
            return None

    def _say(self, text):
        self.status.setText(text)
        self.status.setVisible(bool(text))

    def origin(self, layer):
        """The dataset a layer came from, or that holds a layer of its name."""
        came = str(layer.customProperty(VERSION_PROPERTY) or "").rpartition("-")[0]
        if came:
            return came
        name = exporting.table_name(layer)
        holders = [dataset["id"] for dataset in self.known if any(name in (held["nom"], held["table"]) for held in dataset.get("couchesServies", []))]
        return holders[0] if len(holders) == 1 else ""

    def served_name(self, layer, dataset):
        """By which the dataset serves this layer, or nothing."""
        name = layer.customProperty(LAYER_PROPERTY) or exporting.table_name(layer)
        return next((held["nom"] for known in self.known if known["id"] == dataset for held in known.get("couchesServies", []) if name in (held["nom"], held["table"])), "")

    def _named(self, *_):
        self.is_named_by_hand = True
        self._offer_alone()

    def _layers_changed(self, *_):
        origins = {self.origin(layer) for layer in self.chosen()} - {""}
        if not self.is_named_by_hand:
            self.dataset.setEditText(origins.pop() if len(origins) == 1 else "")
        self.whole.setVisible(any(exporting.is_filtered(layer) for layer in self.chosen()))
        self._offer_alone()
        self.forget_trial()

    def _offer_alone(self):
        chosen = self.chosen()
        held = next((len(known.get("couchesServies", [])) for known in self.known if known["id"] == self.name()), 0)
        is_possible = len(chosen) == 1 and held > 1 and bool(self.served_name(chosen[0], self.name()))
        if is_possible != self.alone.isVisibleTo(self):
            self.alone.setChecked(is_possible)
        self.alone.setVisible(is_possible)

    def layer_alone(self):
        return self.served_name(self.chosen()[0], self.name()) if self.alone.isVisibleTo(self) and self.alone.isChecked() else ""

    def forget_trial(self, *_):
        """What was tried is not what would be published any more."""
        self.tried = self.report_of_trial = None
        self.consent.setChecked(False)
        self.consent.hide()
        self._allow()

    def _allow(self, *_):
        report = self.report_of_trial
        self.publish.setEnabled(bool(report and report["accepte"] and (self.consent.isChecked() or not reports.needs_consent(report))))

    # What is done

    def run_trial(self, wait=False):
        if not self._is_ready():
            return
        try:
            path = os.path.join(self.folder.name, "livraison.gpkg")
            exporting.export(self.chosen(), path, self.whole.isChecked())
            self.tried = path
        except RuntimeError as error:
            self.report.setPlainText(str(error))
            return
        self._send(trial=True, wait=wait)

    def run_publish(self, wait=False):
        if self.tried:
            self._send(trial=False, wait=wait)

    def _is_ready(self):
        if not self.chosen():
            self.report.setHtml(f"<p>{say('Cochez au moins une couche.')}</p>")
            return False
        if not NAME.fullmatch(self.name()):
            text = say("Le nom du jeu s'écrit en lettres minuscules sans accent, chiffres et « _ ».")
            self.report.setHtml(f"<p>{text}</p>")
            return False
        if not may_publish(self.rights, self.name()):
            self.report.setHtml(f"<p>{say('Ce jeton ne permet pas de publier ce jeu.')}</p>")
            return False
        return self._are_saved()

    def _are_saved(self):
        """What is delivered is what the file has: edits are saved first, or nothing is sent."""
        unsaved = [layer for layer in self.chosen() if layer.isEditable() and layer.isModified()]
        if not unsaved:
            return True
        names = ", ".join(f"«\u00a0{layer.name()}\u00a0»" for layer in unsaved)
        buttons = QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel
        needed = say("Il faut d'abord les enregistrer.")
        if self.ask(say("Enregistrer les modifications ?"), say("{} : des modifications ne sont pas enregistrées. {}", names, needed), buttons) != QMessageBox.StandardButton.Save:
            return False
        failed = [layer for layer in unsaved if not layer.commitChanges(False)]
        if failed:
            self.report.setPlainText("\n".join(error for layer in failed for error in layer.commitErrors()))
        return not failed

    def ask(self, title, text, buttons):
        return QMessageBox.question(self, title, text, buttons)

    def _send(self, trial, wait):
        losses = self.consent.isChecked()
        path = self.service.delivery_path(self.name(), self.comment.text(), trial, losses, self.layer_alone())
        self.previous = next((known.get("versionServie") for known in self.known if known["id"] == self.name()), None)
        self.task = Upload(self.service, path, self.tried)
        self.task.taskCompleted.connect(lambda: self._done(trial))
        self.task.taskTerminated.connect(lambda: self._done(trial))
        self.task.progressChanged.connect(self._tell)
        self._busy(True)
        QgsApplication.taskManager().addTask(self.task)
        if wait:
            self.task.waitForFinished(60_000)
            while self.task is not None:
                QgsApplication.processEvents()

    def _tell(self, part):
        # Sent whole: what the server does with it has no measure.
        self.progress.setRange(0, 0 if part >= 100 else 100)
        self.progress.setValue(int(part))

    def _busy(self, is_busy):
        self.progress.setRange(0, 100)
        self.progress.setValue(0)
        self.progress.setVisible(is_busy)
        self.cancel.setVisible(is_busy)
        for part in (self.trial, self.layers, self.dataset, self.alone, self.whole, self.consent):
            part.setEnabled(not is_busy)
        if is_busy:
            self.publish.setEnabled(False)

    def _done(self, trial):
        task, self.task = self.task, None
        if task is None:
            return
        self._busy(False)
        try:
            if task.isCanceled():
                raise ServiceError(say("Livraison interrompue : rien n'a changé."))
            if not task.status:
                raise ServiceError(self.service.explained(0, b"", task.error))
            accepted, report = self.service.outcome(task.status, task.body)
        except ServiceError as error:
            self.report.setPlainText(str(error))
            self._allow()
            return
        self.show_report(report, trial, accepted)

    def show_report(self, report, trial, accepted):
        html = reports.as_html(report, trial)
        if not trial and accepted and report.get("version"):
            html += f"<p><a href='{self.service.report_address(self.name(), report['version'])}'>{say('Rapport complet')}</a></p>"
        self.report.setHtml(html)
        if trial:
            self.report_of_trial = report
            self.consent.setVisible(accepted and reports.needs_consent(report))
            self._allow()
            return
        if report.get("attendAccord"):
            self.report_of_trial = dict(report, accepte=True)
            self.consent.show()
            self._allow()
            return
        self.forget_trial()
        if accepted and self.previous and self.previous != report.get("version"):
            self.back.setText(say("&Revenir à la version {}", self.previous))
            self.back.show()
        self.known = self._known() or self.known

    def give_up(self):
        if self.task is not None:
            self.task.cancel()

    def roll_back(self):
        try:
            self.service.activate(self.name(), self.previous)
            self.report.setHtml(f"<p><b>{say('La version {} est de nouveau servie.', self.previous)}</b></p>")
            self.back.hide()
        except ServiceError as error:
            self.report.setPlainText(str(error))

    def done(self, result):
        self.give_up()
        super().done(result)


class UpdateDialog(QDialog):
    def __init__(self, service, found, parent=None):
        super().__init__(parent)
        self.service = service
        self.found = found
        self.setWindowTitle(say("Mettre mon projet à jour"))
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for layer, state in found:
            item = QListWidgetItem(QgsIconUtils.iconForLayer(layer), updating.described(layer, state))
            item.setToolTip(item.text())
            item.setFlags(CHECKABLE if state["publiee"] else Qt.ItemFlag.ItemIsEnabled)
            item.setCheckState(Qt.CheckState.Checked if state["publiee"] else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.bring_up_to_date)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.list)
        column.addWidget(buttons)
        fit(self, 640, 360)

    def bring_up_to_date(self):
        for row, (layer, state) in enumerate(self.found):
            if self.list.item(row).checkState() == Qt.CheckState.Checked:
                updating.update(self.service, layer, state)
        self.accept()
