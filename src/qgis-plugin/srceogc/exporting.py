"""Layers of the project into one GeoPackage, with their styles, as the service takes them."""
import os

from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorLayer

from .adding import LAYER_PROPERTY


def table_name(layer):
    """A layer that came from the service goes back under its own name."""
    return layer.customProperty(LAYER_PROPERTY) or layer.name()


def export(layers, path):
    """Writes the layers; the error in words when one cannot be written."""
    if os.path.exists(path):
        os.remove(path)
    for number, layer in enumerate(layers):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        options.layerName = table_name(layer)
        options.actionOnExistingFile = QgsVectorFileWriter.CreateOrOverwriteLayer if number else QgsVectorFileWriter.CreateOrOverwriteFile
        written = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsProject.instance().transformContext(), options)
        if written[0] != QgsVectorFileWriter.NoError:
            raise RuntimeError(f"« {layer.name()} » : {written[1]}")
        _write_style(layer, path, options.layerName)


def _write_style(layer, path, name):
    """Into layer_styles of the same file, as the default: what the service draws with."""
    copy = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    style = layer.styleManager().style(layer.styleManager().currentStyle())
    copy.styleManager().addStyle("publié", style)
    copy.styleManager().setCurrentStyle("publié")
    copy.saveStyleToDatabase(layer.name(), "", True, "")
