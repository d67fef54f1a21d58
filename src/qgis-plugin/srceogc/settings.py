"""Where the service is and how to prove who one is: an address, and an entry of QGIS's authentication manager (never a token in a file)."""
import json
import os

from qgis.core import QgsSettings

ADDRESS_KEY = "srceogc/adresse"
AUTHENTICATION_KEY = "srceogc/authcfg"


def default_address():
    """The server writes its own address into the archive it serves."""
    path = os.path.join(os.path.dirname(__file__), "serveur.json")
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return json.load(file).get("adresse", "")


def address():
    return QgsSettings().value(ADDRESS_KEY, "", type=str) or default_address()


def authentication():
    return QgsSettings().value(AUTHENTICATION_KEY, "", type=str)


def save(new_address, authcfg):
    QgsSettings().setValue(ADDRESS_KEY, new_address.strip().rstrip("/"))
    QgsSettings().setValue(AUTHENTICATION_KEY, authcfg)
