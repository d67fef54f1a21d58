"""Sending a file while QGIS goes on: read from the disk as it goes, with its progress, and to be given up at any moment."""
from qgis.core import QgsNetworkAccessManager, QgsTask
from qgis.PyQt.QtCore import QEventLoop, QFile, QIODevice, QTimer
from qgis.PyQt.QtNetwork import QNetworkAccessManager, QNetworkRequest

# What the server takes to check what it has received: it says nothing meanwhile.
LONGEST_SILENCE = 1_800_000


class Upload(QgsTask):
    """After it: status and body, or status 0 and an error."""

    def __init__(self, service, path, file):
        super().__init__("Livraison", QgsTask.CanCancel)
        self.file = file
        self.status, self.body, self.error = 0, b"", ""
        self.request = service.authorised(service.request(path, LONGEST_SILENCE))
        self.request.setRawHeader(b"Content-Type", b"application/geopackage+sqlite3")
        self.proxy = QgsNetworkAccessManager.instance().fallbackProxy()

    def run(self):
        device = QFile(self.file)
        if not device.open(QIODevice.OpenModeFlag.ReadOnly if hasattr(QIODevice, "OpenModeFlag") else QIODevice.ReadOnly):
            self.error = device.errorString()
            return False
        manager = QNetworkAccessManager()
        manager.setProxy(self.proxy)
        reply = manager.put(self.request, device)
        loop = QEventLoop()
        reply.uploadProgress.connect(lambda sent, total: self._tell(reply, sent, total))
        reply.finished.connect(loop.quit)
        # Asked again and again, as nothing else wakes this thread when the task is cancelled.
        timer = QTimer()
        timer.timeout.connect(lambda: reply.abort() if self.isCanceled() else None)
        timer.start(200)
        (loop.exec if hasattr(loop, "exec") else loop.exec_)()
        timer.stop()
        self.status = int(reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) or 0)
        self.body = bytes(reply.readAll())
        self.error = "" if self.status else reply.errorString()
        return self.status != 0 and not self.isCanceled()

    def _tell(self, reply, sent, total):
        if total > 0:
            self.setProgress(100 * sent / total)
