"""Where the service is and how to prove who one is: an address, and an entry of QGIS's authentication manager (never a token in a file)."""
import json
import os

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsSettings

ADDRESS_KEY = "srceogc/adresse"
AUTHENTICATION_KEY = "srceogc/authcfg"
ENTRY_NAME = "SrceOgc – jeton"


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


def keep_token(token, authcfg=""):
    """Puts a token into QGIS's own store, which asks for its master password if need be; gives the entry's identifier, or nothing when QGIS refused."""
    manager = QgsApplication.authManager()
    if not manager.masterPasswordIsSet() and not manager.setMasterPassword(True):
        return ""
    config = QgsAuthMethodConfig("Basic")
    if authcfg in manager.availableAuthMethodConfigs():
        manager.loadAuthenticationConfig(authcfg, config, True)
    config.setMethod("Basic")
    config.setName(ENTRY_NAME)
    config.setConfig("username", "jeton")
    config.setConfig("password", token.strip())
    if config.id():
        return config.id() if manager.updateAuthenticationConfig(config) else ""
    stored = manager.storeAuthenticationConfig(config)
    done, config = stored if isinstance(stored, tuple) else (stored, config)
    return config.id() if done else ""
