"""The service's addresses, spoken through QGIS's own network stack: its proxy, its certificates, its authentication."""
import json
from urllib.parse import quote, urlencode

from qgis.core import QgsBlockingNetworkRequest
from qgis.PyQt.QtCore import QByteArray, QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest


class ServiceError(Exception):
    """What went wrong, in words for the user."""


class Service:
    def __init__(self, address, authcfg=""):
        self.address = address.rstrip("/")
        self.authcfg = authcfg

    def layers(self, **conditions):
        """The layers that meet the conditions (q, trame, jeu, commune), page after page."""
        path = "/api/v1/couches?" + urlencode({key: value for key, value in conditions.items() if value})
        found = []
        while path:
            page = self._json("get", path)
            found += page["couches"]
            path = page.get("suivant", "")[len(self.address):]
        return found

    def territories(self, text):
        """Communes, EPCI and others, by name or code."""
        return self._json("get", "/api/v1/territoires?" + urlencode({"q": text, "limite": 10}))["territoires"]

    def indicators_page(self, type_, code):
        return f"{self.address}/api/v1/territoires/{quote(type_)}/{quote(code)}/indicateurs?f=html"

    def plate(self, type_, code):
        return f"{self.address}/fiches/{quote(type_)}/{quote(code)}.pdf"

    def package_page(self, type_, code):
        return f"{self.address}/emporter/{quote(type_)}/{quote(code)}"

    def state(self, entries):
        """What moved on among (name, version, style) entries."""
        listed = ",".join("@".join(entry) for entry in entries)
        return self._json("get", "/api/v1/etat?" + urlencode({"couches": listed}))["couches"]

    def layer_definition(self, name, mode):
        return self._send("get", f"/qgis/couches/{quote(name)}.qlr?mode={mode}")[1]

    def style(self, name):
        return self._send("get", f"/styles/{quote(name)}/default.qml")[1]

    def datasets(self):
        return self._json("get", "/api/v1/jeux")["jeux"]

    def deliver(self, dataset, content, comment="", trial=False):
        """Sends a GeoPackage; gives (accepted, report). A refused delivery has a report too."""
        options = {"commentaire": comment, "essai": "1" if trial else ""}
        path = f"/api/v1/jeux/{quote(dataset)}?" + urlencode({key: value for key, value in options.items() if value})
        status, body = self._send("put", path, content, accepted=(200, 422))
        return status == 200, json.loads(body)

    def report_address(self, dataset, version):
        return f"{self.address}/api/v1/jeux/{dataset}/versions/{version}/rapport"

    def _json(self, method, path):
        return json.loads(self._send(method, path)[1])

    def _send(self, method, path, content=None, accepted=(200,)):
        request = QNetworkRequest(QUrl(self.address + path))
        request.setRawHeader(b"Accept", b"application/json, */*")
        request.setRawHeader(b"Accept-Language", b"fr")
        # An answer kept by QGIS must not hide a publication made a moment ago.
        request.setAttribute(QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork)
        blocking = QgsBlockingNetworkRequest()
        if self.authcfg:
            blocking.setAuthCfg(self.authcfg)
        if method == "put":
            request.setRawHeader(b"Content-Type", b"application/geopackage+sqlite3")
            blocking.put(request, QByteArray(content))
        else:
            blocking.get(request, True)
        reply = blocking.reply()
        status = int(reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) or 0)
        body = bytes(reply.content())
        if status in accepted:
            return status, body
        raise ServiceError(self._explained(status, body, blocking.errorMessage()))

    def _explained(self, status, body, network):
        if status in (401, 403):
            return "Le service refuse le jeton : il est absent, faux, expiré ou ne permet pas cette action. Voyez les réglages de l'extension."
        if status == 0:
            return f"Le service {self.address} ne répond pas ({network})."
        try:
            return json.loads(body)["detail"]
        except (ValueError, KeyError, TypeError):
            return f"Le service a répondu {status}."
