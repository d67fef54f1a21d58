"""Adding published layers to the project, as the service defines them: styled, named, with their metadata."""
from qgis.core import QgsLayerDefinition, QgsLayerTree, QgsLayerTreeGroup, QgsProject, QgsReadWriteContext
from qgis.PyQt.QtXml import QDomDocument

LAYER_PROPERTY = "srceogc/couche"
VERSION_PROPERTY = "srceogc/version"
STYLE_PROPERTY = "srceogc/style"


def add_layer(service, name, mode="wfs", project=None, current=None):
    """Adds one layer and gives it, above the current node of the tree and in its group, as QGIS does. Identifiers are made new, so that a layer may be
    added twice."""
    project = project or QgsProject.instance()
    document = QDomDocument()
    document.setContent(service.layer_definition(name, mode))
    before = set(project.mapLayers())
    holder = QgsLayerTreeGroup()
    done, message = QgsLayerDefinition.loadLayerDefinition(document, project, holder, QgsReadWriteContext())
    if not done:
        raise RuntimeError(message)
    group, place = insertion_point(project, current)
    group.insertChildNodes(place, [child.clone() for child in holder.children()])
    return [layer for key, layer in project.mapLayers().items() if key not in before]


def insertion_point(project, current):
    """Above the current layer; first in the current group; else on top of everything."""
    root = project.layerTreeRoot()
    if current is None or not is_in(root, current):
        return root, 0
    if QgsLayerTree.isGroup(current):
        return current, 0
    parent = current.parent()
    return parent, parent.children().index(current)


def is_in(root, node):
    while node is not None and node != root:
        node = node.parent()
    return node is not None
