"""Layers of the project into one GeoPackage, with their styles, as the service takes them."""
import os

from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorLayer

from .adding import LAYER_PROPERTY


def table_name(layer):
    """A layer that came from the service goes back under its own name; one of a GeoPackage under its table's, whatever the tree calls it."""
    if layer.customProperty(LAYER_PROPERTY):
        return layer.customProperty(LAYER_PROPERTY)
    if layer.providerType() == "ogr":
        for part in layer.source().split("|"):
            if part.startswith("layername="):
                return part[len("layername="):]
    return layer.name()


def is_filtered(layer):
    return bool(layer.subsetString())


def export(layers, path, whole=True):
    """Writes the layers, selected or not; without their filters when whole. The error in words when one cannot be written."""
    if os.path.exists(path):
        os.remove(path)
    for number, layer in enumerate(layers):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        options.layerName = table_name(layer)
        options.actionOnExistingFile = QgsVectorFileWriter.CreateOrOverwriteLayer if number else QgsVectorFileWriter.CreateOrOverwriteFile
        source = layer
        if whole and is_filtered(layer):
            source = layer.clone()
            source.setSubsetString("")
        written = QgsVectorFileWriter.writeAsVectorFormatV3(source, path, QgsProject.instance().transformContext(), options)
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
