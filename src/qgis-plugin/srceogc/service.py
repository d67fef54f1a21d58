"""The service's addresses, spoken through QGIS's own network stack: its proxy, its certificates, its authentication."""
import json
import time
from urllib.parse import quote, urlencode

from qgis.core import QgsApplication, QgsBlockingNetworkRequest
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest

from .words import say, speaks_french

# A server that hangs must not hang QGIS.
LONGEST_SILENCE = 10_000
# Seconds between two looks at a job.
PAUSE = 1


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

    def package(self, type_, code, layers="", margin=0, feedback=None):
        """A territory as a GeoPackage with its QGIS project."""
        options = {"couches": layers, "tampon": f"{margin:g}" if margin else ""}
        query = urlencode({key: value for key, value in options.items() if value})
        return self.made(f"/emporter/{quote(type_)}/{quote(code)}.gpkg{'?' if query else ''}{query}", feedback)

    def plates(self, type_, code, ending="pdf", feedback=None, **options):
        """Plates as a PDF, or one for each commune of a territory as an archive (ending zip)."""
        query = urlencode({key: value for key, value in options.items() if value})
        return self.made(f"/fiches/{quote(type_)}/{quote(code)}.{ending}{'?' if query else ''}{query}", feedback)

    def made(self, path, feedback=None):
        """The file an address makes: at once, or by a job that is waited for, and cancelled when the user cancels."""
        status, body = self._send("get", path, accepted=(200, 202), patience=600_000)
        if status == 200:
            return body
        job = json.loads(body)
        address = f"/travaux/{quote(job['travail'])}"
        while not job["termine"]:
            if feedback is not None:
                feedback.setProgress(100 * job["part"])
                feedback.setProgressText(f"{job['enMots']} {job['etape']}".strip())
                if feedback.isCanceled():
                    self._send("delete", address)
                    raise ServiceError("Le travail est annulé.")
            time.sleep(PAUSE)
            job = self._json("get", address + "?f=json")
        if "fichier" not in job:
            raise ServiceError(job.get("erreur") or f"Le travail est {job['enMots']}.")
        return self._send("get", address + "/fichier", patience=600_000)[1]

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

    def dataset(self, dataset):
        return self._json("get", f"/api/v1/jeux/{quote(dataset)}")["jeu"]

    def rights(self):
        """What the token may do: {"lire:*", "publier:trame"…}."""
        return set(self._json("get", "/api/v1/jetons/moi")["droits"])

    def activate(self, dataset, version):
        self._send("post", f"/api/v1/jeux/{quote(dataset)}/versions/{version}/activer")

    def delivery_path(self, dataset, comment="", trial=False, losses=False, layer=""):
        options = {"commentaire": comment, "essai": "1" if trial else "", "accepter": "pertes" if losses else ""}
        place = f"/api/v1/jeux/{quote(dataset)}" + (f"/couches/{quote(layer)}" if layer else "")
        return place + "?" + urlencode({key: value for key, value in options.items() if value})

    def deliver(self, dataset, content, comment="", trial=False, losses=False, layer=""):
        """Sends a GeoPackage and waits; gives (accepted, report). A refused delivery has a report too."""
        status, body = self._send("put", self.delivery_path(dataset, comment, trial, losses, layer), content, accepted=(200, 409, 422), patience=600_000)
        return self.outcome(status, body)

    def outcome(self, status, body):
        if status == 409:
            problem = json.loads(body)
            return False, {"accepte": False, "attendAccord": True, "changements": problem.get("pertes"), "constats": [], "version": None}
        if status in (200, 422):
            return status == 200, json.loads(body)
        raise ServiceError(self.explained(status, body, ""))

    def report_address(self, dataset, version):
        return f"{self.address}/api/v1/jeux/{dataset}/versions/{version}/rapport"

    def request(self, path, patience=LONGEST_SILENCE):
        request = QNetworkRequest(QUrl(self.address + path))
        request.setRawHeader(b"Accept", b"application/json, */*")
        request.setRawHeader(b"Accept-Language", b"fr" if speaks_french() else b"en")
        # The server then says what is wrong with a token without having QGIS ask for a password first; and tells a plugin that reads
        # other keys than it writes to update.
        request.setRawHeader(b"X-Requested-With", b"srceogc-qgis/2")
        # An answer kept by QGIS must not hide a publication made a moment ago.
        request.setAttribute(QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork)
        if hasattr(request, "setTransferTimeout"):
            request.setTransferTimeout(patience)
        return request

    def authorised(self, request):
        """For requests that QGIS does not send itself."""
        if self.authcfg:
            given = QgsApplication.authManager().updateNetworkRequest(request, self.authcfg)
            if isinstance(given, tuple):
                return given[1]
        return request

    def _json(self, method, path):
        return json.loads(self._send(method, path)[1])

    def _send(self, method, path, content=None, accepted=(200,), patience=LONGEST_SILENCE):
        request = self.request(path, patience)
        blocking = QgsBlockingNetworkRequest()
        if self.authcfg:
            blocking.setAuthCfg(self.authcfg)
        if method == "put":
            request.setRawHeader(b"Content-Type", b"application/geopackage+sqlite3")
            blocking.put(request, content)
        elif method == "post":
            request.setRawHeader(b"Content-Type", b"application/x-www-form-urlencoded")
            blocking.post(request, b"")
        elif method == "delete":
            blocking.deleteResource(request)
        else:
            blocking.get(request, True)
        reply = blocking.reply()
        status = int(reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) or 0)
        body = bytes(reply.content())
        if status in accepted:
            return status, body
        raise ServiceError(self.explained(status, body, blocking.errorMessage()))

    def explained(self, status, body, network):
        if status in (401, 403):
            return say("Le service refuse le jeton : il est absent, faux, expiré ou ne permet pas cette action. Voyez les réglages de l'extension.")
        if status == 0:
            return say("Le service {} ne répond pas{}.", self.address, f" ({network})" if network else "")
        try:
            return json.loads(body)["detail"]
        except (ValueError, KeyError, TypeError):
            return say("Le service a répondu {}.", status)
