"""Adding published layers to the project, as the service defines them: styled, named, with their metadata."""
from qgis.core import QgsLayerDefinition, QgsProject, QgsReadWriteContext
from qgis.PyQt.QtXml import QDomDocument

LAYER_PROPERTY = "srceogc/couche"
VERSION_PROPERTY = "srceogc/version"
STYLE_PROPERTY = "srceogc/style"


def add_layer(service, name, mode="wfs", project=None):
    """Adds one layer and gives it; identifiers are made new, so that a layer may be added twice."""
    project = project or QgsProject.instance()
    document = QDomDocument()
    document.setContent(service.layer_definition(name, mode))
    before = set(project.mapLayers())
    done, message = QgsLayerDefinition.loadLayerDefinition(document, project, project.layerTreeRoot(), QgsReadWriteContext())
    if not done:
        raise RuntimeError(message)
    return [layer for key, layer in project.mapLayers().items() if key not in before]
