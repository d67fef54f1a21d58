#!/usr/bin/env python3
"""Records what QGIS answers to expressions: pairs.tsv (a feature, an expression, the answer as JSON) and functions.tsv (every function QGIS has).

Needs python3-qgis 3.40; run with `QT_QPA_PLATFORM=offscreen python3 tests/fidelity/expressions/record.py`. Both files are committed, so that
the test that compares runs without QGIS. The expressions are those of expressions.txt, one a line; each is evaluated for each feature of
FEATURES that it names a field of, else for the first alone.
"""
import json
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import *  # noqa: E402,F403
from qgis.PyQt.QtCore import QDate, QDateTime, QLocale, QTime, QVariant  # noqa: E402
from qgis.PyQt.QtXml import QDomDocument  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = "field=nom:string&field=code:string&field=aire:double(0,0)&field=nombre:integer&field=vide:string&field=jour:date&field=js:string&field=groupe:string"
FEATURES = [
    (["Forêt d'Halatte", "02001", 12.5, 7, None, QDate(2024, 2, 29), '{"type": "a", "n": [1, 2, 3]}', "x"],
     "POLYGON((10 10, 50 10, 50 40, 10 40, 10 10),(20 20, 20 30, 30 30, 30 20, 20 20))"),
    (["étang du Roi", "60159", -3.25, 0, None, QDate(1999, 12, 31), '{"type": "b"}', "y"], "POLYGON((100 0, 160 0, 130 60, 100 0))"),
    (["Mare 3", "59450", 1000.0, 12, None, QDate(2020, 1, 1), "rien", "x"], "MULTIPOLYGON(((0 100, 20 100, 20 120, 0 120, 0 100)),((40 100, 50 100, 50 110, 40 110, 40 100)))"),
]


def layer():
    result = QgsVectorLayer(f"Polygon?crs=EPSG:2154&{FIELDS}", "couche", "memory")
    for values, wkt in FEATURES:
        feature = QgsFeature(result.fields())
        feature.setAttributes([QVariant(QVariant.String) if value is None else value for value in values])
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        result.dataProvider().addFeature(feature)
    give_form(result)
    return result


def give_form(layer):
    """What represent_value, display_expression and is_attribute_valid ask; written beside, for the server to read."""
    at = layer.fields().indexOf
    layer.setEditorWidgetSetup(at("groupe"), QgsEditorWidgetSetup("ValueMap", {"map": [{"Grand massif": "x"}, {"Étang": "y"}]}))
    layer.setEditorWidgetSetup(at("code"), QgsEditorWidgetSetup("ValueMap", {"map": [{"Une commune": "02001"}]}))
    layer.setEditorWidgetSetup(at("aire"), QgsEditorWidgetSetup("Range", {"Precision": 3}))
    layer.setEditorWidgetSetup(at("jour"), QgsEditorWidgetSetup("DateTime", {"display_format": "d MMM yyyy", "field_format": "yyyy-MM-dd"}))
    layer.setEditorWidgetSetup(at("js"), QgsEditorWidgetSetup("CheckBox", {"CheckedState": "rien", "UncheckedState": "non", "TextDisplayMethod": 0}))
    constraints = QgsFieldConstraints
    layer.setFieldConstraint(at("groupe"), constraints.ConstraintUnique, constraints.ConstraintStrengthSoft)
    layer.setFieldConstraint(at("vide"), constraints.ConstraintNotNull, constraints.ConstraintStrengthSoft)
    layer.setFieldConstraint(at("code"), constraints.ConstraintUnique, constraints.ConstraintStrengthHard)
    layer.setConstraintExpression(at("nombre"), '"nombre" > 5', "")
    layer.setFieldConstraint(at("nombre"), constraints.ConstraintExpression, constraints.ConstraintStrengthHard)
    layer.setDisplayExpression("\"nom\" || ' ' || \"code\"")
    style = QDomDocument()
    layer.exportNamedStyle(style)
    with open(os.path.join(HERE, "form.qml"), "w", encoding="utf-8") as out:
        out.write(style.toString())


def plain(value):
    if value is None or (isinstance(value, QVariant) and value.isNull()):
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float, str)):
        return value
    if isinstance(value, QgsGeometry):
        straight = QgsGeometry(value)
        straight.convertToStraightSegment()
        return {"wkt": straight.asWkt(6)}
    if isinstance(value, QgsInterval):
        return {"seconds": value.seconds()}
    if isinstance(value, QDate):
        return value.toString("yyyy-MM-dd")
    if isinstance(value, QDateTime):
        return value.toString("yyyy-MM-ddTHH:mm:ss")
    if isinstance(value, QTime):
        return value.toString("HH:mm:ss")
    if isinstance(value, QgsFeature):
        return {"feature": value.id()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in sorted(value.items())}
    if hasattr(value, "red"):
        return f"{value.red()},{value.green()},{value.blue()},{value.alpha()}"
    if hasattr(value, "data"):
        return {"base64": bytes(value.toBase64()).decode()}
    raise TypeError(f"{type(value)}")


def main():
    app = QgsApplication([], False)
    app.initQgis()
    with open(os.path.join(HERE, "functions.tsv"), "w", encoding="utf-8") as out:
        out.write(f"# QGIS {Qgis.QGIS_VERSION}\n")
        for function in sorted(QgsExpression.Functions(), key=lambda f: (f.groups(), f.name())):
            out.write(f"{function.name()}\t{', '.join(function.groups())}\n")
    source = layer()
    QgsProject.instance().addMapLayer(source)
    features = list(source.getFeatures())
    names = [field.name() for field in source.fields()]
    with open(os.path.join(HERE, "expressions.txt"), encoding="utf-8") as texts, open(os.path.join(HERE, "pairs.tsv"), "w", encoding="utf-8") as out:
        for text in (line.rstrip("\n") for line in texts):
            if not text or text.startswith("#"):
                continue
            expression = QgsExpression(text)
            if expression.hasParserError():
                print("NOT UNDERSTOOD", text, expression.parserErrorString())
                continue
            uses = any(name in text for name in (*names, "$", "@"))
            for place, feature in enumerate(features if uses else features[:1]):
                context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(source))
                context.setFeature(feature)
                # Shown as to a user in French, as the server's users are.
                QLocale.setDefault(QLocale("fr_FR") if text.startswith("represent_") else QLocale.c())
                expression.prepare(context)
                value = expression.evaluate(context)
                if expression.hasEvalError():
                    value = None
                out.write(f"{place}\t{text}\t{json.dumps(plain(value), ensure_ascii=False)}\n")
    app.exitQgis()


main()
