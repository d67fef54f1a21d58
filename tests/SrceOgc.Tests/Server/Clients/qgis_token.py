#!/usr/bin/env python3
"""QGIS, without a window, loads a layer as WMS and WFS, with a token as its Basic password when one is given.

Usage: qgis_token.py ADDRESS LAYER [TOKEN]
"""
import os
import shutil
import sys
import tempfile
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QGIS_AUTH_DB_DIR_PATH"] = tempfile.mkdtemp(prefix="srceogc-qgis-")
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsRasterLayer, QgsVectorLayer  # noqa: E402

address, name = sys.argv[1:3]
application = QgsApplication([], False)
application.initQgis()
authentication = ""
if len(sys.argv) > 3:
    manager = QgsApplication.authManager()
    manager.setMasterPassword("essai", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("jeton")
    config.setConfig("username", "qgis")
    config.setConfig("password", sys.argv[3])
    assert manager.storeAuthenticationConfig(config), "the authentication cannot be kept"
    authentication = f"authcfg={config.id()}"
# For a reason not found, QGIS at times does not see the layers at its first try, its token stored: it may try again.
for attempt in range(6 if authentication else 1):
    wfs = QgsVectorLayer(f"{authentication} pagingEnabled='true' srsname='EPSG:2154' typename='srce:{name}' url='{address}/wfs' version='2.0.0'", name, "WFS")
    wms = QgsRasterLayer(f"crs=EPSG:2154&dpiMode=7&format=image/png&layers={name}&styles&{authentication}&url={address}/wms", name, "wms")
    if wfs.isValid() and wms.isValid():
        break
    time.sleep(1)
print(f"WFS {wfs.isValid()}, WMS {wms.isValid()}", wfs.error().message(), wms.error().message())
shutil.rmtree(os.environ["QGIS_AUTH_DB_DIR_PATH"])
