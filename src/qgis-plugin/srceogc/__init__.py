"""Entry point that QGIS looks for."""


def classFactory(iface):  # noqa: N802 - the name is QGIS's
    from .plugin import SrceOgcPlugin

    return SrceOgcPlugin(iface)
