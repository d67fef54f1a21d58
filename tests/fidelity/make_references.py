#!/usr/bin/env python3
"""Makes the pairs that the fidelity test compares: for each case a style (QML) and the picture QGIS draws with it.

Needs python3-qgis; run with `QT_QPA_PLATFORM=offscreen /usr/bin/python3 tests/fidelity/make_references.py` for those of QGIS 3.22, and with
`chroot DIR env QT_QPA_PLATFORM=offscreen python3 …/make_references.py qgis340` after `.ci/newer-debian trixie DIR` for those of QGIS 3.40.
The pairs are committed, so that the test runs without QGIS; run this again after adding a case.
"""
import base64
import math
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import *  # noqa: E402,F403
from qgis.PyQt.QtCore import QSize, Qt  # noqa: E402
from qgis.PyQt.QtGui import QColor, QFont  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, *sys.argv[1:2])
WIDTH, HEIGHT = 240, 160
LEFT, BOTTOM, PIXEL = 700000, 6800000, 10  # metres; one pixel is 10 m

SVG = "base64:" + base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path d="M10 1 L19 19 L1 19 Z" fill="param(fill)" '
    b'stroke="param(outline)" stroke-width="param(outline-width)"/><circle cx="10" cy="13" r="3" fill="#ffffff"/></svg>').decode()


def at(x, y):
    return f"{LEFT + x * PIXEL} {BOTTOM + (HEIGHT - y) * PIXEL}"


def polygon(*points):
    return "POLYGON ((" + ", ".join(at(x, y) for x, y in (*points, points[0])) + "))"


def line(*points):
    return "LINESTRING (" + ", ".join(at(x, y) for x, y in points) + ")"


FEATURES = {
    "Polygon": [
        ("a", 2, "Bois", polygon((12, 12), (110, 20), (96, 78), (40, 70), (18, 50))),
        ("b", 5, "Pré", polygon((130, 14), (226, 10), (220, 70), (170, 48), (140, 76))),
        ("c", 9, "Étang", polygon((20, 96), (112, 90), (104, 148), (24, 140))),
        ("d", 14, "Mare", "POLYGON ((" + ", ".join(at(x, y) for x, y in ((136, 92), (226, 88), (222, 150), (132, 146), (136, 92))) + "), (" +
         ", ".join(at(x, y) for x, y in ((165, 108), (195, 106), (192, 130), (168, 132), (165, 108))) + "))"),
    ],
    "LineString": [
        ("a", 2, "Oise", line((10, 20), (70, 40), (90, 14), (150, 50), (230, 22))),
        ("b", 5, "Aisne", line((10, 70), (110, 70), (110, 100), (60, 110))),
        ("c", 9, "Thérain", line(*[(120 + 50 * (1 + math.cos(math.pi + i * math.pi / 16)), 130 - 45 * math.sin(i * math.pi / 16)) for i in range(17)])),
        ("d", 14, "Brèche", line((14, 146), (104, 132))),
    ],
    "Point": [(chr(97 + i), i + 1, f"Lieu {i + 1}", f"POINT ({at(30 + 60 * (i % 4), 30 + 50 * (i // 4))})") for i in range(12)],
}


def write_features():
    for geometry, features in FEATURES.items():
        with open(os.path.join(HERE, f"features_{geometry}.tsv"), "w", encoding="utf-8") as out:
            for row in features:
                out.write("\t".join(str(value) for value in row) + "\n")


def layer_of(geometry):
    layer = QgsVectorLayer(f"{geometry}?crs=EPSG:2154&field=classe:string&field=valeur:integer&field=nom:string", "cas", "memory")
    for classe, valeur, nom, wkt in FEATURES[geometry]:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([classe, valeur, nom])
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def symbol_of(geometry, *layers):
    symbol = {"Polygon": QgsFillSymbol, "LineString": QgsLineSymbol, "Point": QgsMarkerSymbol}[geometry]()
    symbol.deleteSymbolLayer(0)
    for symbol_layer in layers:
        symbol.appendSymbolLayer(symbol_layer)
    return symbol


def fill(**properties):
    return QgsSimpleFillSymbolLayer.create({"color": "102,187,106,255", "outline_color": "27,94,32,255", "outline_width": "0.5", **properties})


def stroke(**properties):
    return QgsSimpleLineSymbolLayer.create({"line_color": "21,101,192,255", "line_width": "0.8", **properties})


def marker(**properties):
    return QgsSimpleMarkerSymbolLayer.create({"color": "239,108,0,255", "outline_color": "62,39,35,255", "outline_width": "0.3", "size": "5", **properties})


def defined(symbol_layer, prop, expression):
    symbol_layer.setDataDefinedProperty(prop, QgsProperty.fromExpression(expression))
    return symbol_layer


def within(outer, *inner, geometry="Point"):
    outer.setSubSymbol(symbol_of(geometry, *inner))
    return outer


def line_pattern(angle, distance=2.0, width="0.3"):
    pattern = QgsLinePatternFillSymbolLayer()
    pattern.setLineAngle(angle)
    pattern.setDistance(distance)
    return within(pattern, stroke(line_width=width), geometry="LineString")


def point_pattern(**settings):
    pattern = QgsPointPatternFillSymbolLayer()
    pattern.setDistanceX(5)
    pattern.setDistanceY(5)
    for name, value in settings.items():
        getattr(pattern, name)(value)
    return within(pattern, marker(size="2"))


def marker_line(placement, **settings):
    result = QgsMarkerLineSymbolLayer()
    result.setPlacement(placement)
    result.setInterval(7)
    for name, value in settings.items():
        getattr(result, name)(value)
    return within(result, marker(name="triangle", size="3.5"))


def single(geometry, *layers, opacity=1.0):
    symbol = symbol_of(geometry, *layers)
    symbol.setOpacity(opacity)
    return lambda layer: layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def categories(geometry, attribute, symbols):
    return lambda layer: layer.setRenderer(QgsCategorizedSymbolRenderer(attribute, [
        QgsRendererCategory(value, symbol, str(value)) for value, symbol in symbols]))


def shapes(names):
    return categories("Point", "classe", [(chr(97 + i), symbol_of("Point", marker(name=name, size="9"))) for i, name in enumerate(names)])


def graduated(layer):
    colors = ["#ffffb2", "#fd8d3c", "#bd0026"]
    layer.setRenderer(QgsGraduatedSymbolRenderer("valeur", [
        QgsRendererRange(low, high, symbol_of("Polygon", fill(color=QColor(color).name())), f"{low} - {high}")
        for (low, high), color in zip([(0, 4), (4, 8), (8, 20)], colors)]))


def rules(layer):
    root = QgsRuleBasedRenderer.Rule(None)
    big = QgsRuleBasedRenderer.Rule(symbol_of("Polygon", fill(color="#90caf9")), filterExp="valeur > 4", label="grand")
    big.appendChild(QgsRuleBasedRenderer.Rule(symbol_of("Polygon", line_pattern(45)), filterExp="classe = 'c'", label="c"))
    big.appendChild(QgsRuleBasedRenderer.Rule(symbol_of("Polygon", fill(style="no", outline_color="#b71c1c", outline_width="1")), filterExp="ELSE", label="autre"))
    root.appendChild(big)
    root.appendChild(QgsRuleBasedRenderer.Rule(symbol_of("Polygon", fill(color="#ffe082")), filterExp="ELSE", label="petit"))
    root.appendChild(QgsRuleBasedRenderer.Rule(symbol_of("Polygon", fill(color="#000000")), filterExp="true", label="loin", minimumScale=200000000, maximumScale=1000000))
    layer.setRenderer(QgsRuleBasedRenderer(root))


def inverted(layer):
    layer.setRenderer(QgsInvertedPolygonRenderer(QgsSingleSymbolRenderer(symbol_of("Polygon", fill()))))


def merged(layer):
    layer.setRenderer(QgsMergedFeatureRenderer(QgsSingleSymbolRenderer(symbol_of("Polygon", fill()))))


def displaced(layer):
    renderer = QgsPointDisplacementRenderer()
    renderer.setEmbeddedRenderer(QgsSingleSymbolRenderer(symbol_of("Point", marker())))
    layer.setRenderer(renderer)


def levels(layer):
    casing, core = stroke(line_width="2", line_color="#424242"), stroke(line_width="1.2", line_color="#fdd835")
    casing.setRenderingPass(0)
    core.setRenderingPass(1)
    renderer = QgsSingleSymbolRenderer(symbol_of("LineString", casing, core))
    renderer.setUsingSymbolLevels(True)
    layer.setRenderer(renderer)


def faded(layer):
    single("Polygon", fill(outline_width="2"))(layer)
    layer.setOpacity(0.4)


def text_format(**settings):
    result = QgsTextFormat()
    result.setFont(QFont("DejaVu Sans"))
    result.setSize(9)
    result.setColor(QColor(20, 60, 30))
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(settings.pop("buffer", False))
    buffer.setSize(1)
    result.setBuffer(buffer)
    return result


def labels(geometry, placement, expression="nom", **settings):
    def apply(layer):
        single(geometry, {"Polygon": fill(color="#e8f5e9"), "LineString": stroke(line_color="#bbdefb"), "Point": marker(size="2")}[geometry])(layer)
        label = QgsPalLayerSettings()
        label.fieldName, label.isExpression, label.placement = expression, True, placement
        for name, value in settings.items():
            if name != "buffer":
                setattr(label, name, value)
        label.setFormat(text_format(buffer=settings.get("buffer", False)))
        layer.setLabeling(QgsVectorLayerSimpleLabeling(label))
        layer.setLabelsEnabled(True)
    return apply


def font_marker():
    return QgsFontMarkerSymbolLayer("DejaVu Sans", "R", 7, QColor(106, 27, 154))


def gradient(cls):
    layer = cls()
    layer.setColor(QColor(0, 96, 100))
    layer.setColor2(QColor(224, 247, 250))
    return layer


def arrow(curved, repeated=True):
    result = QgsArrowSymbolLayer()
    result.setIsCurved(curved)
    result.setIsRepeated(repeated)
    return within(result, fill(outline_width="0.2"), geometry="Polygon")


def hash_line():
    result = QgsHashedLineSymbolLayer()
    result.setInterval(2.5)
    result.setHashLength(3)
    return within(result, stroke(line_width="0.4"), geometry="LineString")


def centroid(**settings):
    result = QgsCentroidFillSymbolLayer()
    for name, value in settings.items():
        getattr(result, name)(value)
    return within(result, marker(size="4"))


def svg_fill():
    result = QgsSVGFillSymbolLayer(SVG, 6)
    result.setSvgFillColor(QColor(121, 85, 72))
    return result


def filled_marker():
    result = QgsFilledMarkerSymbolLayer(QgsSimpleMarkerSymbolLayerBase.Hexagon, 9)
    result.setSubSymbol(symbol_of("Polygon", fill(), line_pattern(45, 1.2)))
    return result


def svg_marker():
    result = QgsSvgMarkerSymbolLayer(SVG, 8, 20)
    result.setFillColor(QColor(0, 121, 107))
    result.setStrokeColor(QColor(0, 40, 35))
    return result


G, L, P = "Polygon", "LineString", "Point"
# The names moved to Qgis with 3.26.
QUADRANT = QgsPalLayerSettings
PAL = getattr(Qgis, "LabelPlacement", QgsPalLayerSettings)
CASES = [
    ("fill_simple", "Remplissage simple", G, single(G, fill())),
    ("fill_opacity", "Opacité du symbole", G, single(G, fill(outline_width="2"), opacity=0.5)),
    ("layer_opacity", "Opacité de la couche", G, faded),
    ("fill_offset", "Remplissage décalé", G, single(G, fill(offset="2,1.5"))),
    *[(f"fill_{style}", f"Remplissage « {title} »", G, single(G, fill(style=style, color="21,101,192,255"))) for style, title in (
        ("horizontal", "horizontal"), ("vertical", "vertical"), ("cross", "croix"), ("b_diagonal", "diagonale /"), ("f_diagonal", "diagonale \\"),
        ("diagonal_x", "diagonales croisées"), ("dense1", "dense 1"), ("dense3", "dense 3"), ("dense5", "dense 5"), ("dense7", "dense 7"))],
    *[(f"outline_{style.replace(' ', '_')}", f"Contour « {title} »", G, single(G, fill(outline_style=style, outline_width="0.8"))) for style, title in (
        ("dash", "tirets"), ("dot", "points"), ("dash dot", "tiret point"), ("dash dot dot", "tiret point point"))],
    ("hatch_0", "Motif de lignes, 0°", G, single(G, line_pattern(0))),
    ("hatch_45", "Motif de lignes, 45°", G, single(G, line_pattern(45), stroke(line_width="0.4"))),
    ("hatch_90", "Motif de lignes, 90°", G, single(G, line_pattern(90))),
    ("hatch_30", "Motif de lignes, 30°", G, single(G, line_pattern(30, 3))),
    ("hatch_135", "Motif de lignes, 135°", G, single(G, line_pattern(135, 2.5))),
    ("points", "Motif de points", G, single(G, point_pattern())),
    ("points_displaced", "Motif de points en quinconce", G, single(G, point_pattern(setDisplacementX=2.5))),
    ("centroid", "Centroïde", G, single(G, fill(), centroid())),
    ("centroid_surface", "Point sur la surface", G, single(G, fill(), centroid(setPointOnSurface=True))),
    ("gradient", "Dégradé", G, single(G, gradient(QgsGradientFillSymbolLayer))),
    ("shapeburst", "Dégradé suivant la forme", G, single(G, gradient(QgsShapeburstFillSymbolLayer))),
    ("dd_gradient", "Dégradé aux couleurs définies par les données", G, single(G, defined(defined(gradient(QgsGradientFillSymbolLayer), QgsSymbolLayer.PropertyFillColor, "color_rgb(valeur * 15, 0, 0)"), QgsSymbolLayer.PropertySecondaryColor, "if(classe = 'a', NULL, '#0000ff')"))),
    ("random", "Symboles aléatoires", G, single(G, within(QgsRandomMarkerFillSymbolLayer(12), marker(size="2")))),
    ("svg_fill", "Motif SVG incorporé", G, single(G, svg_fill())),
    ("outline_only", "Contour : ligne simple", G, single(G, stroke(line_width="1.2", joinstyle="miter"))),
    ("outline_inside", "Contour vers l'intérieur seulement", G, single(G, stroke(line_width="3", draw_inside_polygon="1"))),
    ("categorized", "Catégorisé", G, categories(G, "classe", [("a", symbol_of(G, fill(color="#e53935"))), ("b", symbol_of(G, fill(color="#1e88e5"))), ("", symbol_of(G, fill(color="#bdbdbd")))])),
    ("graduated", "Gradué", G, graduated),
    ("rules", "Règles imbriquées, ELSE, échelles", G, rules),
    ("inverted", "Polygones inversés", G, inverted),
    ("merged", "Entités fusionnées", G, merged),
    ("dd_color", "Couleur définie par les données", G, single(G, defined(fill(), QgsSymbolLayer.PropertyFillColor, "color_rgb(valeur * 15, 120, 255 - valeur * 15)"))),
    ("dd_case", "Couleur par CASE", G, single(G, defined(fill(), QgsSymbolLayer.PropertyFillColor, "CASE WHEN classe IN ('a', 'd') THEN '#ff7043' ELSE '#26c6da' END"))),
    ("line_simple", "Ligne simple", L, single(L, stroke())),
    ("line_round", "Extrémités et angles arrondis", L, single(L, stroke(line_width="3", capstyle="round", joinstyle="round"))),
    ("line_flat", "Extrémités plates, angles vifs", L, single(L, stroke(line_width="3", capstyle="flat", joinstyle="miter"))),
    ("line_square", "Extrémités carrées, angles biseautés", L, single(L, stroke(line_width="3", capstyle="square", joinstyle="bevel"))),
    ("line_dash", "Tirets", L, single(L, stroke(line_style="dash"))),
    ("line_custom", "Tirets personnalisés", L, single(L, stroke(use_custom_dash="1", customdash="4;1.5;1;1.5", capstyle="flat", line_width="1"))),
    ("line_offset", "Ligne décalée", L, single(L, stroke(line_width="0.3", line_color="#000000"), stroke(offset="2"))),
    ("line_levels", "Niveaux de symboles", L, levels),
    ("line_px", "Largeur en pixels", L, single(L, stroke(line_width="4", line_width_unit="Pixel"))),
    ("line_pt", "Largeur en points", L, single(L, stroke(line_width="4", line_width_unit="Point"))),
    ("line_map", "Largeur en unités de carte", L, single(L, stroke(line_width="50", line_width_unit="MapUnit"))),
    ("line_hairline", "Trait le plus fin", L, single(L, stroke(line_width="0"))),
    ("dd_width", "Largeur définie par les données", L, single(L, defined(stroke(), QgsSymbolLayer.PropertyStrokeWidth, "valeur / 5.0"))),
    ("line_trimmed", "Ligne raccourcie", L, single(L, stroke(line_width="0.2"), stroke(trim_distance_start="4", trim_distance_end="20", trim_distance_end_unit="Percentage", capstyle="flat"))),
    ("ring_trimmed", "Contour raccourci", G, single(G, stroke(trim_distance_start="5", trim_distance_end="3", offset="1", capstyle="flat"))),
    ("dd_trim", "Raccourci défini par les données", L, single(L, defined(defined(stroke(capstyle="flat"), QgsSymbolLayer.PropertyTrimStart, "valeur"), QgsSymbolLayer.PropertyTrimEnd, "if(classe = 'a', 8, NULL)"))),
    ("dd_dash_offset", "Décalage des tirets défini par les données", L, single(L, defined(stroke(use_custom_dash="1", customdash="4;3", dash_pattern_offset="1", capstyle="flat"), QgsSymbolLayer.PropertyDashPatternOffset, "if(classe = 'b', NULL, valeur / 3.0)"))),
    ("marker_line", "Ligne de symboles, intervalle", L, single(L, stroke(line_width="0.2"), marker_line(QgsTemplatedLineSymbolLayerBase.Interval))),
    ("marker_vertex", "Ligne de symboles, sommets", L, single(L, stroke(line_width="0.2"), marker_line(QgsTemplatedLineSymbolLayerBase.Vertex))),
    ("marker_first", "Ligne de symboles, premier sommet", L, single(L, stroke(line_width="0.2"), marker_line(QgsTemplatedLineSymbolLayerBase.FirstVertex))),
    ("marker_last", "Ligne de symboles, dernier sommet", L, single(L, stroke(line_width="0.2"), marker_line(QgsTemplatedLineSymbolLayerBase.LastVertex))),
    ("marker_center", "Ligne de symboles, point central", L, single(L, stroke(line_width="0.2"), marker_line(QgsTemplatedLineSymbolLayerBase.CentralPoint))),
    ("hash_line", "Ligne de hachures", L, single(L, stroke(line_width="0.2"), hash_line())),
    ("arrow_straight", "Flèches droites", L, single(L, arrow(False))),
    ("arrow_whole", "Flèche le long de la ligne", L, single(L, arrow(False, False))),
    ("arrow_curved", "Flèches courbes", L, single(L, arrow(True))),
    ("interpolated", "Ligne interpolée", L, single(L, QgsInterpolatedLineSymbolLayer())),
    ("marker_circle", "Disque", P, single(P, marker())),
    ("shapes_1", "Formes : carré à étoile", P, shapes(["square", "diamond", "pentagon", "hexagon", "octagon", "decagon", "triangle", "equilateral_triangle", "star", "diamond_star", "heart", "arrow"])),
    ("shapes_2", "Formes : croix à arcs", P, shapes(["cross", "cross_fill", "cross2", "line", "arrowhead", "filled_arrowhead", "semi_circle", "third_circle", "quarter_circle", "quarter_square", "half_square", "diagonal_half_square"])),
    ("shapes_3", "Formes : autres", P, shapes(["right_half_triangle", "left_half_triangle", "rounded_square", "square_with_corners", "asterisk_fill", "half_arc", "third_arc", "quarter_arc", "parallelogram_right", "trapezoid", "shield", "circle"])),
    ("marker_rotated", "Symbole tourné et décalé", P, single(P, marker(name="arrow", angle="30", offset="2,0"))),
    ("marker_anchor", "Symbole ancré en bas", P, single(P, marker(name="triangle", vertical_anchor_point="2"))),
    ("marker_small", "Très petits symboles", P, single(P, marker(size="1", outline_style="no"))),
    ("dd_size", "Taille définie par les données", P, single(P, defined(marker(), QgsSymbolLayer.PropertySize, "1 + valeur / 2.0"))),
    ("dd_angle", "Rotation définie par les données", P, single(P, defined(marker(name="triangle"), QgsSymbolLayer.PropertyAngle, "valeur * 30"))),
    ("font_marker", "Caractère de police", P, single(P, font_marker())),
    ("svg_marker", "Symbole SVG incorporé", P, single(P, svg_marker())),
    ("svg_path", "Symbole SVG par chemin", P, single(P, QgsSvgMarkerSymbolLayer("/nulle/part.svg", 6, 0))),
    ("ellipse", "Ellipse", P, single(P, QgsEllipseSymbolLayer.create({"symbol_name": "circle", "symbol_width": "8", "symbol_height": "4", "color": "255,202,40,255", "angle": "20"}))),
    ("filled_marker", "Symbole rempli", P, single(P, filled_marker())),
    ("displacement", "Déplacement de points", P, displaced),
    ("label_over", "Étiquette sur le point", P, labels(P, PAL.OverPoint, quadOffset=QUADRANT.QuadrantOver)),
    ("label_right", "Étiquette à droite du point", P, labels(P, PAL.OverPoint, quadOffset=QUADRANT.QuadrantRight, xOffset=1.5)),
    ("label_around", "Étiquette autour du point", P, labels(P, PAL.AroundPoint, dist=1)),
    ("label_polygon", "Étiquette horizontale dans le polygone", G, labels(G, PAL.Horizontal, buffer=True)),
    ("label_multiline", "Étiquette sur plusieurs lignes", G, labels(G, PAL.OverPoint, "nom || '\\n' || valeur || ' ha'", buffer=True)),
    ("label_parallel", "Étiquette parallèle à la ligne", L, labels(L, PAL.Line)),
    ("label_curved", "Étiquette courbe", L, labels(L, PAL.Curved)),
]


def main():
    app = QgsApplication([], False)
    app.initQgis()
    if OUT == HERE:
        write_features()
    os.makedirs(OUT, exist_ok=True)
    with open(os.path.join(OUT, "cases.tsv"), "w", encoding="utf-8") as listing:
        for name, title, geometry, apply in CASES:
            layer = layer_of(geometry)
            apply(layer)
            layer.saveNamedStyle(os.path.join(OUT, f"{name}.qml"), QgsMapLayer.StyleCategories(QgsMapLayer.Symbology | QgsMapLayer.Labeling | QgsMapLayer.Rendering))
            settings = QgsMapSettings()
            settings.setLayers([layer])
            settings.setOutputSize(QSize(WIDTH, HEIGHT))
            settings.setOutputDpi(96)
            settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
            settings.setExtent(QgsRectangle(LEFT, BOTTOM, LEFT + WIDTH * PIXEL, BOTTOM + HEIGHT * PIXEL))
            settings.setBackgroundColor(QColor(Qt.white))
            settings.setFlag(QgsMapSettings.Antialiasing, True)
            job = QgsMapRendererSequentialJob(settings)
            job.start()
            job.waitForFinished()
            job.renderedImage().save(os.path.join(OUT, f"{name}.png"))
            listing.write(f"{name}\t{title}\t{geometry}\n")
    app.exitQgis()


main()
