"""What the plugin says: French, and English where QGIS does not speak French. No compiled catalogue: QGIS would need Qt's tools to make one."""
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QLocale

ENGLISH = {
    "&Adresse du service": "Service &address",
    "&Annuler": "&Cancel",
    "&Commentaire": "Co&mment",
    "&Couches à livrer, avec leurs styles :": "&Layers to deliver, with their styles:",
    "&Essayer": "&Test",
    "&Essayer (rien ne change)": "&Try (nothing changes)",
    "&Fermer": "C&lose",
    "&Jeton": "&Token",
    "&Jeu de données": "&Dataset",
    "&Publier": "&Publish",
    "&Revenir à la version {}": "&Roll back to version {}",
    "Actualiser": "Refresh",
    "Ajouter l'image (WMS)": "Add as a picture (WMS)",
    "Ajouter les objets (WFS)": "Add features (WFS)",
    "Authentification": "Authentication",
    "Ce jeton ne permet pas de publier ce jeu.": "This token may not publish this dataset.",
    "Ces &pertes sont voulues : publier quand même": "These &losses are wanted: publish anyway",
    "Cochez au moins une couche.": "Tick at least one layer.",
    "Emporter un territoire": "Take a territory away",
    "Fiche PDF d'un territoire": "PDF plates of a territory",
    "Enregistrer les modifications ?": "Save the edits?",
    "Il faut d'abord les enregistrer.": "They must be saved first.",
    "Indiquez l'adresse du service dans les réglages de l'extension.": "Give the address of the service in the plugin's settings.",
    "L'essai est concluant : la livraison serait acceptée.": "The trial succeeds: the delivery would be accepted.",
    "La livraison attend votre accord : elle ferait disparaître beaucoup.": "The delivery awaits your consent: much would disappear.",
    "La livraison est refusée : rien n'a changé.": "The delivery is refused: nothing changed.",
    "Le nom du jeu s'écrit en lettres minuscules sans accent, chiffres et « _ ».": "A dataset's name is lower-case letters without accents, digits and “_”.",
    "Le service répond : {} couches.": "The service answers: {} layers.",
    "Livrer les couches entières, &sans leur filtre": "Deliver whole layers, &without their filter",
    "Mettre mon projet à jour": "Update my project",
    "Publier une mise à jour": "Publish an update",
    "Publier une mise à jour…": "Publish an update…",
    "Rapport complet": "Full report",
    "Remplacer &seulement cette couche ; les autres du jeu restent": "Replace &only this layer; the others of the dataset stay",
    "Réglages…": "Settings…",
    "Service des trames écologiques": "Ecological networks service",
    "Toutes les couches publiées de ce projet sont à jour.": "All published layers of this project are up to date.",
    "Trames écologiques": "Ecological networks",
    "Trames écologiques : couches et territoires": "Ecological networks: layers and territories",
    "Version {} publiée.": "Version {} published.",
}


def speaks_french():
    chosen = QgsSettings().value("locale/userLocale", "", type=str) if QgsSettings().value("locale/overrideFlag", False, type=bool) else ""
    return (chosen or QLocale().name()).lower().startswith(("fr", "c"))


def say(french, *values):
    text = french if speaks_french() else ENGLISH.get(french, french)
    return text.format(*values) if values else text
