"""What the plugin says: French, and English where QGIS does not speak French. No compiled catalogue: QGIS would need Qt's tools to make one."""
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QLocale

ENGLISH = {
    " ({} fois)": " ({} times)",
    "&Adresse du service": "Service &address",
    "&Annuler": "&Cancel",
    "&Commentaire": "Co&mment",
    "&Couches à livrer, avec leurs styles :": "&Layers to deliver, with their styles:",
    "&Essayer (rien ne change)": "&Try (nothing changes)",
    "&Essayer": "&Test",
    "&Fermer": "C&lose",
    "&Jeton": "&Token",
    "&Jeu de données": "&Dataset",
    "&Publier": "&Publish",
    "&Revenir à la version {}": "&Roll back to version {}",
    "(gardé par QGIS)": "(kept by QGIS)",
    "Actualiser": "Refresh",
    "Ajouter l'image (WMS)": "Add as a picture (WMS)",
    "Ajouter les objets (WFS)": "Add features (WFS)",
    "Aller à": "Go to",
    "Authentification": "Authentication",
    "Ce jeton ne permet pas de publier ce jeu.": "This token may not publish this dataset.",
    "Ces &pertes sont voulues : publier quand même": "These &losses are wanted: publish anyway",
    "Cochez au moins une couche.": "Tick at least one layer.",
    "Couches, séparées par des virgules (vide : toutes)": "Layers, separated by commas (empty: all)",
    "Emporter un territoire": "Take a territory away",
    "Emporter": "Take away",
    "Fiche PDF": "Plate (PDF)",
    "Fiche PDF d'un territoire": "PDF plates of a territory",
    "Enregistrer les modifications ?": "Save the edits?",
    "Il faut d'abord les enregistrer.": "They must be saved first.",
    "Indicateurs": "Indicators",
    "Indiquez l'adresse du service dans les réglages de l'extension.": "Give the address of the service in the plugin's settings.",
    "L'essai est concluant : la livraison serait acceptée.": "The trial succeeds: the delivery would be accepted.",
    "La livraison attend votre accord : elle ferait disparaître beaucoup.": "The delivery awaits your consent: much would disappear.",
    "La livraison est refusée : rien n'a changé.": "The delivery is refused: nothing changed.",
    "La version {} est de nouveau servie.": "Version {} is served again.",
    "Le jeton n'est utile que pour publier, et pour lire les jeux réservés. QGIS le garde dans son coffre (il en demande le mot de passe principal la première fois) ; rien d'autre n'est à remplir.": "The token is needed only to publish, and to read restricted datasets. QGIS keeps it in its vault (it asks for the master password the first time); nothing else is to be filled in.",
    "Le nom du jeu s'écrit en lettres minuscules sans accent, chiffres et « _ ».": "A dataset's name is lower-case letters without accents, digits and “_”.",
    "Le service a répondu {}.": "The service answered {}.",
    "Le service refuse le jeton : il est absent, faux, expiré ou ne permet pas cette action. Voyez les réglages de l'extension.": "The service refuses the token: it is missing, wrong, expired or does not allow this. See the plugin's settings.",
    "Le service répond : {} couches.": "The service answers: {} layers.",
    "Le service {} ne répond pas{}.": "The service {} does not answer{}.",
    "Livraison interrompue : rien n'a changé.": "Delivery stopped: nothing changed.",
    "Livrer les couches entières, &sans leur filtre": "Deliver whole layers, &without their filter",
    "Marge autour du territoire, en mètres": "Margin around the territory, in metres",
    "Mettre mon projet à jour": "Update my project",
    "Publier une mise à jour": "Publish an update",
    "Publier une mise à jour…": "Publish an update…",
    "Rapport complet": "Full report",
    "Remplacer &seulement cette couche ; les autres du jeu restent": "Replace &only this layer; the others of the dataset stay",
    "Réglages…": "Settings…",
    "Service des trames écologiques": "Ecological networks service",
    "Toutes les couches publiées de ce projet sont à jour.": "All published layers of this project are up to date.",
    "Trames écologiques : couches et territoires": "Ecological networks: layers and territories",
    "Trames écologiques": "Ecological networks",
    "Type de territoire (commune, epci…)": "Type of territory (commune, epci…)",
    "Version {} publiée.": "Version {} published.",
    "champs disparus : {}": "fields gone: {}",
    "champs nouveaux : {}": "new fields: {}",
    "couche «\u00a0{}\u00a0» : ": "layer “{}”: ",
    "modifications non enregistrées": "unsaved edits",
    "nouveau style": "new style",
    "nouvelles données": "new data",
    "retour à des données d'avant": "back to earlier data",
    "{} : des modifications ne sont pas enregistrées. {}": "{}: edits are not saved. {}",
    "{} : {}.": "{}: {}.",
    "{} n'est plus publiée.": "{} is no longer published.",
    "{} sélectionnés, tous sont livrés": "{} selected, all are delivered",
    "{} → {} objets": "{} → {} features",
    "{}, version {} → {} du {}": "{}, version {} → {} of {}",
}


def speaks_french():
    chosen = QgsSettings().value("locale/userLocale", "", type=str) if QgsSettings().value("locale/overrideFlag", False, type=bool) else ""
    return (chosen or QLocale().name()).lower().startswith(("fr", "c"))


def say(french, *values):
    text = french if speaks_french() else ENGLISH.get(french, french)
    return text.format(*values) if values else text
